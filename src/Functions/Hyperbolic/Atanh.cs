using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The inverse of the hyperbolic tangent, of x in −1 … 1, ±∞ at the ends.</summary>
public readonly struct Atanh : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Atanh";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / Squares.OneMinus(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Atanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // ½·log((1 + x) / (1 − x)), for |x|, where the quotient is 2ᵉ·(1 + s) / (1 − s); near 0 that s is x.
        var size = V.Abs(x);
        var (plus, minus) = (DoubleWord<V>.OrderedSum(V.Of(1), size), DoubleWord<V>.OrderedSum(V.Of(1), -size));
        var e = V.Exponent(plus.High / minus.High * Math.Sqrt(2));
        minus *= V.PowerOf2(e);
        var above = new DoubleWord<V>(plus.High - minus.High, plus.Low - minus.Low);
        var below = DoubleWord<V>.Sum(plus.High, minus.High) + (plus.Low + minus.Low);
        var s = V.Select(V.Equal(e, V.Of(0)), size, (above / below).High);
        var half = 0.5 * new ReducedLog<V>(e, s + s, s * s * s * Artanh.Series(s * s)).Value;
        var edge = V.Select(V.Equal(size, V.Of(1)), V.Of(double.PositiveInfinity), V.Of(double.NaN));
        return Signs.Copy(x, V.Select(V.Less(size, V.Of(1)), half, edge));
    }
}
