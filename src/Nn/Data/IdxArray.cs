using System.Collections.Immutable;

namespace Functional.Nn;

/// <summary>The element types of the IDX format; the values are the format's type codes.</summary>
public enum IdxType : byte
{
    /// <summary>Unsigned byte.</summary>
    UInt8 = 0x08,
    /// <summary>Signed byte.</summary>
    Int8 = 0x09,
    /// <summary>16-bit integer.</summary>
    Int16 = 0x0B,
    /// <summary>32-bit integer.</summary>
    Int32 = 0x0C,
    /// <summary>32-bit IEEE 754 number.</summary>
    Float32 = 0x0D,
    /// <summary>64-bit IEEE 754 number.</summary>
    Float64 = 0x0E,
}

/// <summary>An array of any rank read from an IDX file. Two arrays are equal when type, dimensions and bytes are.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="Dimensions">The shape, outermost first; empty for a single element.</param>
/// <param name="Bytes">The elements in row-major order, little-endian on every machine.</param>
public sealed record IdxArray(IdxType Type, ImmutableArray<int> Dimensions, ReadOnlyMemory<byte> Bytes)
{
    /// <inheritdoc/>
    public bool Equals(IdxArray? other) =>
        other is not null && Type == other.Type &&
        Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan()) && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Dimensions.Length, Bytes.Length);

    /// <summary>Type and shape, for messages.</summary>
    public override string ToString() => $"{Type} [{Printable.Of(string.Join(", ", Dimensions))}]";
}
