using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The inverse hyperbolic tangent near 0, which all logarithms lead to.</summary>
internal static class Artanh
{
    /// <summary>
    /// (2·artanh s − 2s) / s³ at z = s² for |s| ≤ 0.1717 by polynomials of Sollya's fpminimax, degrees 2 and 6; 2·artanh s is off by 2⁻²⁹·² or
    /// 2⁻⁵⁸·⁵ of s.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Series<V>(V z) where V : struct, ILanes<V> => V.IsSingle
        ? Polynomial.Horner(z, 0.66666776, 0.3997756, 0.29871878)
        : Polynomial.Horner(z, 0.6666666666666735, 0.3999999999940902, 0.2857142874381183, 0.22222198412002006, 0.18183573416295656,
            0.1531380100609461, 0.1479860653934499);

    /// <summary>
    /// (artanh s − s − s³/3) / s⁵ at z = s² for |s| ≤ 0.1717 by polynomials of Sollya's fpminimax, degrees 3 and 7; artanh s is off by 2⁻⁴³·⁵ or
    /// 2⁻⁷³·² of s.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V SeriesFromFifth<V>(V z) where V : struct, ILanes<V> => V.IsSingle
        ? Polynomial.Horner(z, 0.19999999, 0.14285979, 0.1109053, 0.09763948)
        : Polynomial.Horner(z, 0.19999999999999987, 0.14285714285723353, 0.11111111108603026, 0.0909090945293428, 0.07692277349898942,
            0.06668196681115397, 0.05836699899662464, 0.05999996675592275);
}
