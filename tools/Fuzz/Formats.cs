using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Functional.Fuzz;

/// <summary>Damage that knows the parts of a format, and mends what would hide the rest of it: lengths before headers, packing around content.</summary>
static class Formats
{
    const int LengthSize = sizeof(long), MagicSize = 4;

    /// <summary>A header length, a JSON header and data.</summary>
    public static byte[] Safetensors(Damage damage, byte[] content)
    {
        if (damage.Chance(0.2)) return damage.Bytes(content);
        var length = (int)Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(content), 0, content.Length - LengthSize);
        var header = Encoding.UTF8.GetBytes(damage.Text(Encoding.UTF8.GetString(content, LengthSize, length)));
        if (damage.Chance(0.05)) header = damage.Bytes(header);
        var data = content[(LengthSize + length)..];
        var promised = damage.Chance(0.05) ? damage.Below(2000) : (long)header.Length;
        return [.. BitConverter.GetBytes(promised), .. header, .. damage.Chance(0.3) ? damage.Bytes(data) : data];
    }

    /// <summary>A type, a rank, as many sizes, and elements.</summary>
    public static byte[] Idx(Damage damage, byte[] content)
    {
        if (damage.Chance(0.3) || content.Length < MagicSize) return damage.Bytes(content);
        var magic = content[..MagicSize];
        var rank = magic[3];
        var sizes = content[MagicSize..Math.Min(content.Length, MagicSize + rank * sizeof(uint))];
        var elements = content[(MagicSize + sizes.Length)..];
        if (damage.Chance(0.3)) magic[2] = (byte)damage.Below(0x11);
        if (damage.Chance(0.2)) (magic[3], sizes) = ((byte)(rank + 1), [.. damage.Size(), .. sizes]);
        if (damage.Chance(0.5) && sizes.Length >= sizeof(uint)) damage.Size().CopyTo(sizes, damage.Below(sizes.Length / sizeof(uint)) * sizeof(uint));
        return [.. magic, .. sizes, .. damage.Chance(0.3) ? damage.Bytes(elements) : elements];
    }

    /// <summary>The same, packed; or damage to the packing.</summary>
    public static byte[] PackedIdx(Damage damage, byte[] content)
    {
        var packed = damage.Chance(0.3) ? content : Pack(Idx(damage, Unpack(content)));
        return damage.Chance(0.5) ? damage.Bytes(packed) : packed;
    }

    public static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    static byte[] Unpack(byte[] content)
    {
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress)) gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
