using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LanguageExt;

namespace Functional.Nn;

/// <summary>Reads IDX, the format of MNIST: two zero bytes, a type code, the rank, one size per dimension, the elements; all big-endian.</summary>
/// <remarks>The format is described at http://yann.lecun.com/exdb/mnist/. A reader must expect any content: every defect becomes a <see cref="FileError"/>,
/// and memory grows with the bytes that arrive, not with those that a header promises.</remarks>
public static class Idx
{
    const int FirstChunk = 1 << 20;

    /// <summary>Reads an IDX file, gzip'ed or not (its first two bytes tell).</summary>
    /// <exception cref="FileException">There is no such file, or it is a folder, damaged gzip data, not IDX, of an unknown type, too short or too
    /// long.</exception>
    public static IdxArray Read(string path) => InputFile.ReadUnpacked(path, Parse).OrThrow();

    /// <summary>Reads IDX content from a stream, to its end.</summary>
    /// <param name="name">What errors call the stream.</param>
    /// <param name="content">Unpacked content; need not be seekable.</param>
    /// <exception cref="FileException">The content is not IDX, of an unknown type, too short or too long.</exception>
    public static IdxArray Read(string name, Stream content) => FileError.At(name, () => Parse(content)).OrThrow();

    internal static Either<string, IdxArray> Parse(Stream content) => Parse(content, header => header);

    /// <summary>Parses what a check lets pass: it sees the type and the dimensions before any element is read, or unpacked.</summary>
    internal static Either<string, IdxArray> Parse(Stream content, Func<IdxArray, Either<string, IdxArray>> check) =>
        from magic in ReadMagic(content)
        from dimensions in ReadDimensions(content, magic.Rank)
        from header in check(new(magic.Type, dimensions, default))
        from bytes in ReadElements(content, SizeOf(magic.Type), dimensions)
        select header with { Bytes = ToLittleEndian(bytes, SizeOf(magic.Type)) };

    static Either<string, (IdxType Type, int Rank)> ReadMagic(Stream content)
    {
        Span<byte> magic = stackalloc byte[4];
        var length = content.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (length < magic.Length) return $"an IDX file begins with four bytes, this file has {length}";
        return (magic[0], magic[1], (IdxType)magic[2]) switch
        {
            (0, 0, var type) when Enum.IsDefined(type) => (type, (int)magic[3]),
            (0, 0, var type) => $"0x{(byte)type:X2} is not an element type of the IDX format",
            _ => $"an IDX file begins with two zero bytes, this file with 0x{magic[0]:X2} 0x{magic[1]:X2}",
        };
    }

    static Either<string, ImmutableArray<int>> ReadDimensions(Stream content, int rank)
    {
        var sizes = new byte[rank * sizeof(uint)];
        if (content.ReadAtLeast(sizes, sizes.Length, throwOnEndOfStream: false) < sizes.Length)
            return $"the file ends inside its header, which should list {rank} dimensions";

        var dimensions = Enumerable.Range(0, rank).Select(axis => BinaryPrimitives.ReadUInt32BigEndian(sizes.AsSpan(axis * sizeof(uint)))).ToArray();
        var tooLarge = Array.FindIndex(dimensions, size => size > int.MaxValue);
        return tooLarge < 0
            ? dimensions.Select(size => (int)size).ToImmutableArray()
            : $"dimension {tooLarge} is {dimensions[tooLarge]}, more than {int.MaxValue}";
    }

    static Either<string, byte[]> ReadElements(Stream content, int elementSize, ImmutableArray<int> dimensions)
    {
        var claim = $"the header promises {elementSize}-byte elements of shape [{Printable.Of(string.Join(", ", dimensions))}]";
        var size = ByteCount.Of(elementSize, dimensions);
        if (size > Array.MaxLength) return $"{claim}, more than one array can hold";

        var bytes = ReadUpTo(content, (int)size);
        return
            bytes.Length < size ? $"{claim}, {size} bytes, but only {bytes.Length} follow" :
            content.ReadByte() >= 0 ? $"{claim}, {size} bytes, but more follow" :
            bytes;
    }

    // Doubles the buffer as bytes arrive: a header that promises 2 GB above an empty file costs one small chunk.
    static byte[] ReadUpTo(Stream content, int size)
    {
        var buffer = new byte[Math.Min(size, FirstChunk)];
        var length = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        while (length == buffer.Length && length < size)
        {
            Array.Resize(ref buffer, (int)Math.Min(size, 2L * length));
            length += content.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
        }
        return length == buffer.Length ? buffer : buffer[..length];
    }

    static byte[] ToLittleEndian(byte[] bytes, int elementSize)
    {
        switch (elementSize)
        {
            case 2: Reverse<short>(bytes, BinaryPrimitives.ReverseEndianness); break;
            case 4: Reverse<int>(bytes, BinaryPrimitives.ReverseEndianness); break;
            case 8: Reverse<long>(bytes, BinaryPrimitives.ReverseEndianness); break;
        }
        return bytes;
    }

    delegate void Reversal<T>(ReadOnlySpan<T> source, Span<T> target);

    static void Reverse<T>(byte[] bytes, Reversal<T> reversal) where T : unmanaged
    {
        var elements = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        reversal(elements, elements);
    }

    static int SizeOf(IdxType type) => type switch
    {
        IdxType.UInt8 or IdxType.Int8 => 1,
        IdxType.Int16 => 2,
        IdxType.Int32 or IdxType.Float32 => 4,
        IdxType.Float64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an element type of the IDX format"),
    };
}
