namespace Functional.Accuracy;

/// <summary>Pairs of float32: any bits, ordinary sizes, and a number near ±1 with a large one, which has a power.</summary>
internal static class Pairs
{
    internal static (float A, float B) At(long index)
    {
        var bits = Mixed((ulong)index);
        var (a, b) = ((uint)(bits >> 32), (uint)bits);
        return (Mixed(bits) % 4) switch
        {
            0 => (BitConverter.UInt32BitsToSingle(a), BitConverter.UInt32BitsToSingle(b)),
            1 => (Near(a, 0, 8), Near(b, 0, 6)),
            2 => (BitConverter.UInt32BitsToSingle(a), Near(b, 0, 8)),
            _ => (MathF.CopySign(1 + Near(a, -12, 11), Near(b << 7, 0, 1)), Near(b, 10, 14)),
        };
    }

    /// <summary>The sign and the fraction of the bits, with an exponent within some of the middle.</summary>
    static float Near(uint bits, int middle, int some)
        => MathF.ScaleB(BitConverter.UInt32BitsToSingle(bits & 0x807FFFFF | 0x3F800000), middle - some + (int)((bits >> 8) % (uint)(2 * some + 1)));

    /// <summary>G. Steele, D. Lea, C. Flood 2014, "Fast splittable pseudorandom number generators": the mixing of SplitMix64.</summary>
    static ulong Mixed(ulong z)
    {
        z = unchecked((z + 1) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ z >> 30) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ z >> 27) * 0x94D049BB133111EB);
        return z ^ z >> 31;
    }
}
