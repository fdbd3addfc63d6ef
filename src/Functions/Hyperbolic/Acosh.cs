using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The inverse of the hyperbolic cosine, of x ≥ 1; its derivative at 1 is +∞.</summary>
public readonly struct Acosh : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Acosh";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Rsqrt>(x - 1) * A.Map<Rsqrt>(x + 1);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Acosh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // log(1 + t + √(t² + 2t)) with t = x − 1 and the rest of the rounded root; where t² might overflow, log 2x.
        var huge = V.Less(V.Of(V.IsSingle ? 1e9 : 1e18), x);
        var t = x - 1;
        var square = V.FusedMultiplyAdd(t, t, t + t);
        var root = V.Sqrt(square);
        var rest = (V.FusedMultiplyAdd(-root, root, square) + V.FusedMultiplyAdd(t, t, t + t - square)) / (root + root);
        var sum = DoubleWord<V>.OrderedSum(root, t) + rest;
        var log = ReducedLog<V>.OfOnePlus(new DoubleWord<V>(V.Select(huge, t, sum.High), V.AndNot(sum.Low, huge)));
        var edge = V.Select(V.Equal(x, V.Of(1)), V.Of(0), V.Of(double.NaN));
        var value = V.Select(V.Less(x, V.Of(double.PositiveInfinity)), log.Doubled(huge).Value, x);
        return V.Select(V.LessOrEqual(x, V.Of(1)), edge, value);
    }
}
