using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>A function that falls like a normal density, e^(−c·x²)·f(x) for x ≥ 0.</summary>
internal interface IGaussianTail
{
    /// <summary>c, a power of 2.</summary>
    static abstract double Rate { get; }

    /// <summary>From here on the value rounds to 0.</summary>
    static abstract double End<V>() where V : struct, ILanes<V>;

    /// <summary>The k of <see cref="Series"/>.</summary>
    static abstract double Center<V>() where V : struct, ILanes<V>;

    /// <summary>(x + k)·f(x) at t = (x − k) / (x + k), which is almost a line.</summary>
    static abstract DoubleWord<V> Series<V>(DoubleWord<V> t) where V : struct, ILanes<V>;
}

/// <summary>
/// Such a value as m·2ⁿ, in two words, as the rounding errors of its many factors would add up
/// (M. Shepherd, J. Laframboise 1981, "Chebyshev approximation of (1 + 2x)·exp(x²)·erfc x in 0 ≤ x &lt; ∞").
/// </summary>
internal readonly struct GaussianTail<V>(DoubleWord<V> m, V n) where V : struct, ILanes<V>
{
    internal readonly DoubleWord<V> M = m;
    internal readonly V N = n;

    /// <summary>One number. As |n| is not near its bound, m need not be near 1.</summary>
    internal V Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Scale(M.High + M.Low, N);
    }

    /// <summary>At x ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static GaussianTail<V> Of<F>(V x) where F : struct, IGaussianTail
    {
        var bounded = Bounds.Below(x, F.End<V>());
        var inverse = Inverse(bounded, V.Of(F.Center<V>()));
        var fall = ReducedExp<V>.Of(DoubleWord<V>.Product(bounded, -F.Rate * bounded));
        return new(inverse * F.Series(Quotient(inverse, F.Center<V>())) * DoubleWord<V>.OrderedSum(V.Of(1), fall.Rise), fall.N);
    }

    /// <summary>1 / (x + k).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleWord<V> Inverse(V x, V k)
    {
        var sum = DoubleWord<V>.OrderedSum(V.Max(x, k), V.Min(x, k));
        var inverse = 1 / sum.High;
        return new(inverse, inverse * V.FusedMultiplyAdd(-inverse, sum.Low, V.FusedMultiplyAdd(-inverse, sum.High, V.Of(1))));
    }

    /// <summary>(x − k) / (x + k) = 1 − 2k / (x + k).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleWord<V> Quotient(DoubleWord<V> inverse, double k)
    {
        var t = V.FusedMultiplyAdd(inverse.High, V.Of(-2 * k), V.Of(1));
        return new(t, V.FusedMultiplyAdd(inverse.Low, V.Of(-2 * k), V.FusedMultiplyAdd(inverse.High, V.Of(-2 * k), 1 - t)));
    }

    /// <summary>a + t·slope in two words, for a in two parts that is larger than the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoubleWord<V> Line(double high, double low, DoubleWord<V> t, V slope)
    {
        var sum = V.FusedMultiplyAdd(t.High, slope, V.Of(high));
        return new(sum, V.FusedMultiplyAdd(t.High, slope, high - sum) + V.FusedMultiplyAdd(t.Low, slope, V.Of(low)));
    }
}
