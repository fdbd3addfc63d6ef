using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// log x = e·ln 2 + f + g with x = 2ᵉ·(1 + f), √½ ≤ 1 + f ≤ √2, and the tail g = log(1 + f) − f
/// (W. Cody, W. Waite 1980, "Software Manual for the Elementary Functions"; J.-M. Muller 2016, "Elementary Functions", 11).
/// </summary>
internal readonly struct ReducedLog<V>(V e, V f, V tail) where V : struct, ILanes<V>
{
    internal readonly V E = e, F = f, Tail = tail;

    /// <summary>The logarithm as a number.</summary>
    internal V Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.FusedMultiplyAdd(E, Ln2.High<V>(), F + V.FusedMultiplyAdd(E, Ln2.Low<V>(), Tail));
    }

    /// <summary>Of twice the number where the mask is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReducedLog<V> Doubled(V mask) => new(E + V.And(mask, V.Of(1)), F, Tail);

    /// <summary>Of a positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedLog<V> Of(V x)
    {
        var (e, f) = Binary.Split(x);
        return new(e, f, Bend(f, f / (2 + f)));
    }

    /// <summary>Of 1 + x for a finite x &gt; −1. That sum is not needed but for its exponent, as 2⁻ᵉ·x and 2⁻ᵉ are exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedLog<V> OfOnePlus(V x)
    {
        var e = V.Exponent((1 + x) * Math.Sqrt(2));
        var f = V.Scale(x, -e) + (V.Scale(V.Of(1), -e) - 1);
        return new(e, f, Bend(f, f / (2 + f)));
    }

    /// <summary>Of 1 + x for a finite x ≥ 0 in two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedLog<V> OfOnePlus(DoubleWord<V> x)
    {
        var e = V.Exponent((1 + x.High) * Math.Sqrt(2));
        var f = DoubleWord<V>.OrderedSum(V.Scale(V.Of(1), -e) - 1, V.Scale(x.High, -e));
        return Of(e, f.High, f.Low + V.Scale(x.Low, -e));
    }

    /// <summary>Of 1 + x for 0 ≤ x ≤ 1 in two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedLog<V> OfOnePlusFraction(DoubleWord<V> x)
    {
        var large = V.Less(V.Of(Math.Sqrt(2) - 1), x.High);
        var f = V.Select(large, V.FusedMultiplyAdd(V.Of(0.5), x.High, V.Of(-0.5)), x.High);
        return Of(V.And(large, V.Of(1)), f, V.Select(large, 0.5 * x.Low, x.Low));
    }

    /// <summary>Of 2ᵉ·(1 + f + low), where 1 / (1 + f) ≈ 1 − 2s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ReducedLog<V> Of(V e, V f, V low)
    {
        var s = f / (2 + f);
        return new(e, f, V.FusedMultiplyAdd(low, 1 - (s + s), Bend(f, s)));
    }

    /// <summary>
    /// log(1 + f) − f with s = f / (2 + f): log(1 + f) = 2·artanh s, where 2s = f − ½f² + s·½f² has no rounding of s in its large part
    /// (K. Ng 1993, "fdlibm").
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Bend(V f, V s)
    {
        var half = 0.5 * f * f;
        var z = s * s;
        return V.FusedMultiplyAdd(s, V.FusedMultiplyAdd(z, Artanh.Series(z), half), -half);
    }
}
