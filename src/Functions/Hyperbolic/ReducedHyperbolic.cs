using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// The hyperbolic functions of x = n·ln 2 + r by their addition theorems: ½·sinh x = a·cosh r + b·sinh r and ½·cosh x = b·cosh r + a·sinh r
/// with a = ¼·(2ⁿ − 2⁻ⁿ) and b = ¼·(2ⁿ + 2⁻ⁿ). Halves, as all of 2ⁿ may be too much.
/// </summary>
internal readonly struct ReducedHyperbolic<V>(V a, DoubleWord<V> b, V r) where V : struct, ILanes<V>
{
    readonly V a = a, b = b.High, low = b.Low, r = r;

    /// <summary>Of x ≥ 0 up to somewhat more than where sinh and cosh overflow, from where on they stay infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedHyperbolic<V> Of(V x)
    {
        var bounded = Bounds.Below(x, V.IsSingle ? 89.5 : 710.5);
        var n = V.Round(bounded * Ln2.Inverse);
        var (up, down) = (V.PowerOf2(n - 2), V.PowerOf2(-2 - Bounds.Below(n, 100)));
        return new(up - down, DoubleWord<V>.OrderedSum(up, down), Ln2.MinusLow(n, Ln2.MinusHigh(n, bounded)));
    }

    internal V Sinh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var square = r * r;
            var half = V.FusedMultiplyAdd(b, r, a) + V.FusedMultiplyAdd(a, square * Even(square), b * (r * square * Odd(square)));
            return half + half;
        }
    }

    internal V Cosh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // Where 4ⁿ has about as many digits as a number, the rest of b counts.
            var square = r * r;
            var half = V.FusedMultiplyAdd(a, r, b) + V.FusedMultiplyAdd(b, square * Even(square), V.FusedMultiplyAdd(a, r * square * Odd(square), low));
            return half + half;
        }
    }

    /// <summary>
    /// (sinh r − r) / r³ at z = r² for |r| ≤ 0.347 by polynomials of Sollya's fpminimax, degrees 2 and 4; sinh r is off by 2⁻³⁴ or 2⁻⁶¹·⁷ of r.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Odd(V z) => V.IsSingle
        ? Polynomial.Horner(z, 0.16666667, 0.008333192, 0.00019958436)
        : Polynomial.Horner(z, 0.16666666666666677, 0.008333333333321412, 0.0001984126988670142, 2.7557243606325536e-06,
            2.510925559994328e-08);

    /// <summary>(cosh r − 1) / r² at z = r² for |r| ≤ 0.347 by polynomials of Sollya's fpminimax, degrees 2 and 5; cosh r is off by 2⁻³³ or 2⁻⁷⁰.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Even(V z) => V.IsSingle
        ? Polynomial.Horner(z, 0.5, 0.04166645, 0.0013936124)
        : Polynomial.Horner(z, 0.5, 0.041666666666666685, 0.0013888888888873281, 2.4801587349210143e-05, 2.7557251810161023e-07,
            2.0921773562510156e-09);
}
