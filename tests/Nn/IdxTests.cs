using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Functional.Nn.Tests;

public sealed class IdxTests : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Bytes_keep_their_order()
    {
        var array = Parse([0, 0, 0x08, 2, .. Size(2), .. Size(3), 1, 2, 3, 4, 5, 6]);
        Assert.Equal(new IdxArray(IdxType.UInt8, [2, 3], new byte[] { 1, 2, 3, 4, 5, 6 }), array);
    }

    [Fact]
    public void Wide_elements_become_little_endian()
    {
        Assert.Equal(-2, BinaryPrimitives.ReadInt16LittleEndian(Parse([0, 0, 0x0B, 0, 0xFF, 0xFE]).Bytes.Span));
        Assert.Equal(0x01020304, BinaryPrimitives.ReadInt32LittleEndian(Parse([0, 0, 0x0C, 0, 1, 2, 3, 4]).Bytes.Span));
        Assert.Equal(-1.5f, BinaryPrimitives.ReadSingleLittleEndian(Parse([0, 0, 0x0D, 0, 0xBF, 0xC0, 0, 0]).Bytes.Span));
        Assert.Equal(-1.5, BinaryPrimitives.ReadDoubleLittleEndian(Parse([0, 0, 0x0E, 0, 0xBF, 0xF8, 0, 0, 0, 0, 0, 0]).Bytes.Span));
    }

    [Fact]
    public void The_rank_may_be_anything_from_0_to_255()
    {
        Assert.Equal(new IdxArray(IdxType.Int8, [], new byte[] { 7 }), Parse([0, 0, 0x09, 0, 7]));
        Assert.Equal(255, Parse([0, 0, 0x08, 255, .. Enumerable.Repeat(Size(1), 255).SelectMany(size => size), 9]).Dimensions.Length);
    }

    [Fact]
    public void A_zero_dimension_makes_an_empty_array_however_large_the_others() =>
        Assert.True(Parse([0, 0, 0x0E, 3, .. Size(int.MaxValue), .. Size(int.MaxValue), .. Size(0)]).Bytes.IsEmpty);

    [Theory]
    [InlineData("digits.gz")]
    [InlineData("digits")]
    public void Gzip_is_told_by_content_not_by_name(string name)
    {
        byte[] content = [0, 0, 0x08, 1, .. Size(2), 1, 2];
        var expected = Parse(content);
        Assert.Equal(expected, Idx.Read(scratch.Write(name, Gzip(content))));
        Assert.Equal(expected, Idx.Read(scratch.Write(name, content)));
    }

    [Fact]
    public void A_large_array_arrives_whole()
    {
        var elements = new byte[5_000_001];
        new Random(1).NextBytes(elements);
        var path = scratch.Write("large.gz", Gzip([0, 0, 0x08, 1, .. Size(elements.Length), .. elements]));
        Assert.Equal(new IdxArray(IdxType.UInt8, [elements.Length], elements), Idx.Read(path));
    }

    [Fact]
    public void What_is_not_a_file_is_named()
    {
        Outcome.Fails(() => Idx.Read(scratch.At("missing")), scratch.At("missing"), "no such file");
        Outcome.Fails(() => Idx.Read(Path.Combine(scratch.Folder, "no", "file")), Path.Combine(scratch.Folder, "no", "file"), "folder does not exist");
        Outcome.Fails(() => Idx.Read(scratch.Folder), scratch.Folder, "folder, not a file");
        Outcome.Fails(() => Idx.Read(""), "", "not the name of a file");
        Outcome.Fails(() => Idx.Read("a\0b"), "a\0b", "not the name of a file");
    }

    [Theory]
    [InlineData(new byte[] { }, "begins with four bytes, this file has 0")]
    [InlineData(new byte[] { 0, 0, 8 }, "begins with four bytes, this file has 3")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4 }, "two zero bytes, this file with 0x50 0x4B")]
    [InlineData(new byte[] { 0, 0, 0x0A, 1 }, "0x0A is not an element type")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1 }, "ends inside its header, which should list 2 dimensions")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 1, 2 }, "[3], 3 bytes, but only 2 follow")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 1, 2 }, "[1], 1 bytes, but more follow")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF }, "dimension 0 is 4294967295")]
    public void Bad_content_is_described(byte[] content, string problem) =>
        Outcome.Fails(() => Idx.Read(scratch.Write("bad", content)), scratch.At("bad"), problem);

    [Fact]
    public void A_header_cannot_make_the_reader_allocate_what_never_arrives()
    {
        byte[] absurd = [0, 0, 0x0E, 2, .. Size(1 << 30), .. Size(1 << 30)];
        byte[] large = [0, 0, 0x08, 1, .. Size(2_000_000_000), 1, 2, 3];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Outcome.Fails(() => Read(absurd), "test", "[1073741824, 1073741824], more than one array can hold");
        Outcome.Fails(() => Read(large), "test", "2000000000 bytes, but only 3 follow");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_gzip_bomb_is_not_unpacked()
    {
        var bomb = scratch.Write("bomb.gz", Gzip([0, 0, 0x08, 1, .. Size(4), .. new byte[50_000_000]]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Outcome.Fails(() => Idx.Read(bomb), bomb, "4 bytes, but more follow");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory, InlineData(1), InlineData(4), InlineData(5), InlineData(8)]
    public void Gzip_data_without_its_whole_checksum_is_damaged(int missing)
    {
        var packed = Gzip([0, 0, 0x08, 1, .. Size(3), 1, 2, 3]);
        Outcome.Fails(() => Idx.Read(scratch.Write("cut", packed[..^missing])), scratch.At("cut"), "gzip data is damaged");
    }

    [Fact]
    public void Gzip_data_may_have_several_members()
        => Assert.Equal([1, 2, 3], Idx.Read(scratch.Write("members", [.. Gzip([0, 0, 0x08, 1, .. Size(3), 1]), .. Gzip([2, 3])])).Bytes.ToArray());

    [Fact]
    public void Damaged_gzip_data_is_an_error()
    {
        var packed = Gzip([0, 0, 0x08, 1, .. Size(1000), .. Enumerable.Range(0, 1000).Select(i => (byte)(i * i))]);
        var checksum = packed.ToArray();
        checksum[^6] ^= 1;
        Outcome.Fails(() => Idx.Read(scratch.Write("checksum", checksum)), scratch.At("checksum"), "gzip data is damaged");
        Outcome.Error(() => Idx.Read(scratch.Write("truncated", packed[..^20])));
        Outcome.Error(() => Idx.Read(scratch.Write("header", packed[..5])));
    }

    [Property]
    public Property Any_array_is_read_back() => Prop.ForAll(Arrays.ToArbitrary(), array => Parse(Encode(array)).Equals(array));

    [Property]
    public Property Damage_is_survived_or_refused()
    {
        byte[] intact = [0, 0, 0x0C, 2, .. Size(2), .. Size(2), .. new byte[16]];
        var damaged = Damage.To(intact).Or(Damage.To(Gzip(intact)));
        return Prop.ForAll(damaged.ToArbitrary(), content => Outcome.IsClear(() => Idx.Read(scratch.Write("damaged", content))));
    }

    static Gen<IdxArray> Arrays =>
        from type in Gen.Elements(Enum.GetValues<IdxType>())
        from dimensions in Gen.Choose(0, 4).SelectMany(rank => Gen.Choose(0, 4).ArrayOf(rank))
        from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(dimensions.Aggregate(SizeOf(type), (product, size) => product * size))
        select new IdxArray(type, [.. dimensions], bytes);

    static byte[] Encode(IdxArray array) =>
    [
        0, 0, (byte)array.Type, (byte)array.Dimensions.Length,
        .. array.Dimensions.SelectMany(Size),
        .. array.Bytes.ToArray().Chunk(SizeOf(array.Type)).SelectMany(element => element.Reverse()),
    ];

    static int SizeOf(IdxType type) => type switch { IdxType.UInt8 or IdxType.Int8 => 1, IdxType.Int16 => 2, IdxType.Float64 => 8, _ => 4 };

    static byte[] Size(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    static IdxArray Read(byte[] content) => Idx.Read("test", new MemoryStream(content));

    static IdxArray Parse(byte[] content) => Read(content);
}
