using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// arcsin of |x|, which is that of s = |x| up to ½ and above it π/2 − 2·arcsin s with s = √((1 − |x|)/2), so the series gets no more than ½
/// (W. Cody, W. Waite 1980, "Software Manual for the Elementary Functions").
/// </summary>
internal readonly struct Arcsine<V>(V isLarge, DoubleWord<V> angle) where V : struct, ILanes<V>
{
    /// <summary>Whether |x| &gt; ½.</summary>
    internal readonly V IsLarge = isLarge;

    /// <summary>arcsin s, or 2·arcsin s for a large x.</summary>
    internal readonly DoubleWord<V> Angle = angle;

    /// <summary>NaN of |x| &gt; 1, whose root is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Arcsine<V> Of(V x)
    {
        var size = V.Abs(x);
        var large = V.Less(V.Of(0.5), size);
        var z = V.Select(large, 0.5 - 0.5 * size, size * size);
        var root = V.Sqrt(z);
        var s = V.Select(large, root, size);
        // What the root's rounding leaves over. There is nothing to correct at 0.
        var rest = V.FusedMultiplyAdd(-root, root, z) / V.Select(V.Equal(root, V.Of(0)), V.Of(1), root + root);
        var low = V.FusedMultiplyAdd(s * z, Series(z), V.And(large, rest));
        return new(large, new(V.Select(large, s + s, s), V.Select(large, low + low, low)));
    }

    /// <summary>(arcsin s − s) / s³ at z = s² by minimax polynomials for s ≤ ½; arcsin s is off by 2⁻³¹·⁷ or 2⁻⁵⁹·⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Series(V z) => V.IsSingle
        ? Polynomial.Horner(z, 0.1666666, 0.075005166, 0.044514995, 0.031821825, 0.014391219, 0.03757677)
        : Polynomial.Horner(z, 0.1666666666666676, 0.07499999999970867, 0.04464285717455937, Polynomial.Horner(z, 0.03038194270993964,
            0.022372214933961018, 0.017351612884649172, 0.013980810970570011, 0.011398984899684092, 0.010779871806954234, 0.003707763803501214,
            0.021704324805360626, -0.020994857763666545, 0.03262611099620157));
}
