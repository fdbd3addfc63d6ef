using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The angle in −π/2 … π/2 whose sine is x in −1 … 1; its derivative at both ends is +∞.</summary>
public readonly struct Asin : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Asin";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / A.Map<Sqrt>(Squares.OneMinus(x));
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Asin(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var arcsine = Arcsine<V>.Of(x);
        var angle = Arctangent.Complement(arcsine.IsLarge, RightAngle.Precise<V>(), arcsine.Angle);
        return Signs.Copy(x, angle.High + angle.Low);
    }
}
