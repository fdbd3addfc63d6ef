using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// eˣ = 2ⁿ·(1 + r + t) with an integer n, |r| ≤ ½·ln 2 and the tail t = eʳ − 1 − r
/// (W. Cody, W. Waite 1980, "Software Manual for the Elementary Functions"; J.-M. Muller 2016, "Elementary Functions", 11).
/// </summary>
internal readonly struct ReducedExp<V>(V n, V r, V tail) where V : struct, ILanes<V>
{
    internal readonly V N = n, R = r, Tail = tail;

    /// <summary>eʳ − 1.</summary>
    internal V Rise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => R + Tail;
    }

    /// <summary>eˣ, rounded once more where it is subnormal.</summary>
    internal V Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Scale(1 + Rise, N);
    }

    /// <summary>eˣ − 1, twice its half, as all of 2ⁿ may be too much. A subnormal half would lose its last bit.</summary>
    internal V MinusOne
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var power = V.PowerOf2(N - 1);
            var half = V.FusedMultiplyAdd(power, Tail, V.FusedMultiplyAdd(power, R, power - 0.5));
            return half + half;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedExp<V> Of(V x)
    {
        var n = V.Round(x * Ln2.Inverse);
        var r = Ln2.MinusLow(n, Ln2.MinusHigh(n, x));
        return new(n, r, r * r * Curvature(r));
    }

    /// <summary>The exponential of a number in two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedExp<V> Of(DoubleWord<V> x)
    {
        var n = V.Round(x.High * Ln2.Inverse);
        return Of(n, DoubleWord<V>.OrderedSum(Ln2.MinusHigh(n, x.High), Ln2.MinusLow(n, x.Low)));
    }

    /// <summary>2ˣ, whose integers are powers without an error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedExp<V> OfBase2(V x)
    {
        var n = V.Round(x);
        return Of(n, Ln2.Precise<V>() * (x - n));
    }

    /// <summary>10ˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedExp<V> OfBase10(V x)
        => Of(new DoubleWord<V>(V.Of(Natural.LogOf10), V.Of(V.IsSingle ? -3.1975436e-08 : -2.1707562233822494e-16)) * x);

    /// <summary>2ⁿ·eʳ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedExp<V> Of(V n, DoubleWord<V> r) => new(n, r.High, V.FusedMultiplyAdd(r.High * r.High, Curvature(r.High), r.Low));

    /// <summary>(eʳ − 1 − r) / r² for |r| ≤ 0.347 by polynomials of Sollya's fpminimax, degrees 4 and 9; eʳ − 1 is off by 2⁻²⁶·¹ or 2⁻⁵⁵·⁶ of r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Curvature(V r) => V.IsSingle
        ? Polynomial.Horner(r, 0.5, 0.16666542, 0.041666448, 0.008366701, 0.0013936554)
        : Polynomial.Horner(r, 0.5000000000000006, 0.16666666666666685, 0.041666666666573274, 0.008333333333315119, 0.0013888888932551717,
            0.00019841269901905582, 2.4801504191469352e-05, 2.755722894079848e-06, 2.762644168469609e-07, 2.5114166878051048e-08);
}
