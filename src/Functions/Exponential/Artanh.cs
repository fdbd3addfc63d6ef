using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The inverse hyperbolic tangent near 0, which all logarithms lead to.</summary>
internal static class Artanh
{
    /// <summary>(2·artanh s − 2s) / s³ at z = s² by minimax polynomials for |s| ≤ 0.1717; 2·artanh s is off by 2⁻²⁹·² or 2⁻⁵⁸·⁵ of s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Series<V>(V z) where V : struct, ILanes<V> => V.IsSingle
        ? Polynomial.Horner(z, 0.66666776, 0.3997756, 0.29871878)
        : Polynomial.Horner(z, 0.6666666666666735, 0.3999999999940941, 0.2857142874381183, 0.22222198412002006, 0.18183573416295656,
            0.15313801006094613, 0.14798606539344991);

    /// <summary>(artanh s − s − s³/3) / s⁵ at z = s² by minimax polynomials for |s| ≤ 0.1717; artanh s is off by 2⁻⁴³·⁵ or 2⁻⁷³·² of s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V SeriesFromFifth<V>(V z) where V : struct, ILanes<V> => V.IsSingle
        ? Polynomial.Horner(z, 0.19999999, 0.14285979, 0.1109053, 0.09763948)
        : Polynomial.Horner(z, 0.19999999999998724, 0.14285714285723353, 0.1111111110860303, 0.09090909452934281, 0.0769227734989802,
            0.06668196681115397, 0.058366998639962464, 0.059999966755922494);
}
