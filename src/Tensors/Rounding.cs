namespace Functional;

/// <summary>
/// Rounding to odd: what is not exact becomes that neighbour whose last binary digit is 1. It forgets nothing that a second rounding, to nearest
/// and to at least two digits fewer, would have to know, so that both together round once (S. Boldo, G. Melquiond 2008, "Emulation of FMA and
/// correctly rounded sums: proved algorithms using rounding to odd").
/// </summary>
internal static class Rounding
{
    /// <summary>The double as a float, from which it can be rounded on to 16 bits.</summary>
    internal static float ToOdd(double x)
    {
        var nearest = (float)x;
        if (nearest == x || double.IsNaN(x)) return nearest;
        // Towards zero, and then to odd: of the two neighbours one is.
        var bits = BitConverter.SingleToUInt32Bits(nearest) - (Math.Abs((double)nearest) > Math.Abs(x) ? 1u : 0);
        return BitConverter.UInt32BitsToSingle(bits | 1);
    }

    /// <summary>The integer as a float, from which it can be rounded on to 16 bits.</summary>
    internal static float ToOdd(long x)
    {
        // A double holds 53 digits: of larger numbers the last 11 become one.
        const long last = (1L << 11) - 1;
        var fits = x is > -(1L << 53) and < 1L << 53 || (x & last) == 0;
        return ToOdd((double)(fits ? x : x & ~last | last + 1));
    }
}
