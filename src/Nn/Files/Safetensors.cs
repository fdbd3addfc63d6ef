using System.Buffers.Binary;
using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Nn;

/// <summary>Reads and writes safetensors, a file of named arrays: eight bytes of header length (little-endian), a JSON header, the data.</summary>
/// <remarks>The format is described at https://github.com/huggingface/safetensors. A reader must expect any content: every defect becomes a
/// <see cref="FileException"/>, and nothing is allocated that the file does not have room for.</remarks>
public static class Safetensors
{
    /// <summary>The longest header that the format allows, in bytes.</summary>
    public const int MaxHeaderSize = 100_000_000;

    const int LengthSize = sizeof(ulong);

    /// <summary>Reads a file. Each array may hold up to 2 GB, the file more.</summary>
    /// <returns>The arrays in ordinal order of their names.</returns>
    /// <exception cref="FileException">There is no such file, or its header or data break the format.</exception>
    public static SafetensorsFile Read(string path) => TryRead(path).OrThrow();

    /// <summary>Reads content from a stream, to its end.</summary>
    /// <param name="name">What errors call the stream.</param>
    /// <param name="content">Seekable, at its beginning.</param>
    /// <exception cref="FileException">The header or the data break the format.</exception>
    public static SafetensorsFile Read(string name, Stream content) => FileError.At(name, () => Parse(content)).OrThrow();

    /// <summary>Writes a file, all or nothing: the bytes go to a file beside it that takes its name once it is safe on disk, with the permissions and, where
    /// possible, the owner of the file that had the name. A symbolic link is followed and stays; another name of the same file (a hard link) keeps the old
    /// content. What killed writers left beside the file is removed. The same content gives the same bytes.</summary>
    /// <exception cref="FileException">Nothing was written: two arrays have one name, bytes do not fit a shape, or the path cannot be written.</exception>
    public static void Write(string path, SafetensorsFile file) => OutputFile.Write(path, target => Write(target, file)).OrThrow();

    /// <summary>Writes content to a stream.</summary>
    /// <param name="name">What errors call the stream.</param>
    /// <param name="target">Where the bytes go; stays open.</param>
    /// <param name="file">What to write.</param>
    /// <exception cref="FileException">Two arrays have one name, bytes do not fit a shape, or the stream cannot be written.</exception>
    public static void Write(string name, Stream target, SafetensorsFile file) => FileError.At(name, () => Write(target, file)).OrThrow();

    /// <summary>Makes sure that a file could be written to <paramref name="path"/>, and leaves nothing behind: to be asked before a training that ends with
    /// <see cref="Write(string, SafetensorsFile)"/>.</summary>
    /// <exception cref="FileException">It could not: a missing folder, a folder, pipe or device of that name, a loop of links, a read-only file, no
    /// permission to create a file there or to replace this one.</exception>
    public static void CheckWritable(string path) => OutputFile.CheckWritable(path).OrThrow();

    internal static Either<FileError, SafetensorsFile> TryRead(string path) => InputFile.Read(path, Parse);

    static Either<string, SafetensorsFile> Parse(Stream content) =>
        from size in ReadHeaderSize(content)
        from header in SafetensorsHeader.Parse(ReadBytes(content, size))
        from data in CheckDataSize(header.DataSize, content.Length - LengthSize - size)
        let entries = header.Slots.Select(slot => ReadEntry(content, slot)).ToImmutableArray()
        select new SafetensorsFile(entries.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name)), header.Metadata);

    static Either<string, int> ReadHeaderSize(Stream content)
    {
        var room = content.Length - LengthSize;
        if (room < 0) return $"a safetensors file begins with {LengthSize} bytes of header length, this file has {content.Length}";

        var size = BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(content, LengthSize));
        return
            size > MaxHeaderSize ? $"a header of {size} bytes exceeds the format's limit of {MaxHeaderSize}" :
            size > (ulong)room ? $"a header of {size} bytes does not fit into the {room} bytes that follow its length" :
            (int)size;
    }

    static Either<string, Unit> CheckDataSize(long promised, long present) =>
        present < promised ? $"the header describes {promised} bytes of data, but only {present} follow it" :
        present > promised ? $"the header describes {promised} bytes of data, but {present} follow it" :
        unit;

    static SafetensorsEntry ReadEntry(Stream content, SafetensorsSlot slot) =>
        new(slot.Name, slot.Type, slot.Shape, ReadBytes(content, (int)(slot.End - slot.Begin)));

    static byte[] ReadBytes(Stream content, int count)
    {
        var bytes = new byte[count];
        content.ReadExactly(bytes);
        return bytes;
    }

    static Either<string, Unit> Write(Stream target, SafetensorsFile file) =>
        from header in SafetensorsHeader.Of(file)
        from json in CheckHeaderSize(Pad(header.ToJson()))
        select WriteParts(target, json, file.EntriesInOrder);

    static Either<string, byte[]> CheckHeaderSize(byte[] header) =>
        header.Length <= MaxHeaderSize ? header : $"a header of {header.Length} bytes exceeds the format's limit of {MaxHeaderSize}";

    // Spaces up to a multiple of eight, so that the data of a mapped file is aligned for every element type.
    static byte[] Pad(ReadOnlyMemory<byte> json)
    {
        var padded = new byte[(json.Length + LengthSize - 1) / LengthSize * LengthSize];
        json.CopyTo(padded);
        padded.AsSpan(json.Length).Fill((byte)' ');
        return padded;
    }

    static Unit WriteParts(Stream target, byte[] header, IEnumerable<SafetensorsEntry> entries)
    {
        var length = new byte[LengthSize];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        target.Write(length);
        target.Write(header);
        foreach (var entry in entries) target.Write(entry.Bytes.Span);
        return unit;
    }
}
