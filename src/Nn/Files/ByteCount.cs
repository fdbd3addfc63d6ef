namespace Functional.Nn;

/// <summary>The size of an array whose shape comes from a file, and so may be absurd.</summary>
static class ByteCount
{
    /// <summary>Element size times all dimensions; a product above <see cref="long.MaxValue"/> stays there, so it exceeds every limit instead of wrapping
    /// around.</summary>
    /// <param name="elementSize">Bytes per element.</param>
    /// <param name="dimensions">Not negative. A zero makes an empty array, however large the others.</param>
    public static long Of(int elementSize, IEnumerable<int> dimensions) =>
        dimensions.Aggregate((long)elementSize, (bytes, dimension) => (long)Int128.Min((Int128)bytes * dimension, long.MaxValue));
}
