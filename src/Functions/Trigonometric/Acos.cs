using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The angle in 0 … π whose cosine is x in −1 … 1; its derivative at both ends is −∞.</summary>
public readonly struct Acos : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Acos";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => -1 / A.Map<Sqrt>(Squares.OneMinus(x));
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Acos(x);

    /// <summary>π/2 − arcsin x, or of a large x 2·arcsin s and π − 2·arcsin s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var arcsine = Arcsine<V>.Of(x);
        var (negative, right) = (V.Less(x, V.Of(0)), RightAngle.Precise<V>());
        var straight = V.And(arcsine.IsLarge, negative);
        var from = new DoubleWord<V>(V.Select(straight, right.High + right.High, V.AndNot(right.High, arcsine.IsLarge)),
            V.Select(straight, right.Low + right.Low, V.AndNot(right.Low, arcsine.IsLarge)));
        // Of a small x > 0 and a large x < 0 the angle is taken away.
        var flip = V.AndNot(V.Of(-0.0), V.Xor(negative, arcsine.IsLarge));
        var sum = DoubleWord<V>.OrderedSum(from.High, V.Xor(flip, arcsine.Angle.High));
        return sum.High + (sum.Low + (from.Low + V.Xor(flip, arcsine.Angle.Low)));
    }
}
