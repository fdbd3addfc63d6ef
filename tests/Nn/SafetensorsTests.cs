using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Functional.Nn.Tests;

public sealed class SafetensorsTests : IDisposable
{
    static readonly SafetensorsFile Sample = new(
        [
            new("dense.weight", SafetensorsType.F32, [2, 2], new byte[] { 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64 }),
            new("dense.bias", SafetensorsType.F64, [], new byte[8]),
            new("count", SafetensorsType.I64, [0, 3], Array.Empty<byte>()),
        ],
        SafetensorsFile.NoMetadata.Add("format", "pt").Add("épreuve", "\"läßt\"\n<&+>"));

    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_file_is_read_back_in_ordinal_order()
    {
        var path = scratch.At("model.safetensors");
        Safetensors.Write(path, Sample);
        var back = Safetensors.Read(path);
        Assert.Equal(["count", "dense.bias", "dense.weight"], back.Entries.Select(entry => entry.Name));
        Assert.Equal(Sorted(Sample), back);
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        var file = new SafetensorsFile(
            [new("b", SafetensorsType.U8, [1], new byte[] { 7 }), new("a", SafetensorsType.BF16, [], new byte[] { 1, 2 })],
            SafetensorsFile.NoMetadata.Add("k", "v"));
        const string json =
            """{"__metadata__":{"k":"v"},"a":{"dtype":"BF16","shape":[],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""";
        Assert.Equal(Content(json.PadRight((json.Length + 7) / 8 * 8), 1, 2, 7), Bytes(file));
    }

    [Fact]
    public void The_bytes_do_not_depend_on_the_order_given()
    {
        var backwards = Comparer<string>.Create((left, right) => string.CompareOrdinal(right, left));
        var reversed = new SafetensorsFile([.. Sample.Entries.Reverse()], Sample.Metadata.WithComparers(backwards));
        Assert.Equal(Bytes(Sample), Bytes(reversed));
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(Bytes(Sample)) % 8);
    }

    [Fact]
    public void A_reader_accepts_any_order_padding_and_unknown_keys()
    {
        var content = Content(
            """{"x":{"data_offsets":[1,3],"shape":[1],"dtype":"F16","note":0},"y":{"dtype":"BOOL","shape":[1,1],"data_offsets":[0,1]}}   """,
            1, 2, 3);
        var expected = new SafetensorsFile([new("x", SafetensorsType.F16, [1], new byte[] { 2, 3 }), new("y", SafetensorsType.BOOL, [1, 1], new byte[] { 1 })]);
        Assert.Equal(expected, Read(content));
        Assert.Empty(Read(Content("{}")).Entries);
    }

    [Theory]
    [InlineData("""[]""", "not a JSON object")]
    [InlineData("", "not a JSON object")]
    [InlineData("""{"a":""", "not valid JSON")]
    [InlineData("""{"a\ud800":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}""", "not valid Unicode")]
    [InlineData("""{"a":{"dtype":"\ud800","shape":[],"data_offsets":[0,1]}}""", "not valid Unicode")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", "not valid JSON: Duplicate property 'a'")]
    [InlineData("""{"a\n":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"a\n":3}""", "not valid JSON: Duplicate property 'a\\n'")]
    [InlineData("""{"a":3}""", "\"a\" is not described by an object")]
    [InlineData("""{"a":{"shape":[],"data_offsets":[0,1]}}""", "\"a\": dtype is missing")]
    [InlineData("""{"a":{"dtype":"F31","shape":[],"data_offsets":[0,1]}}""", "dtype \"F31\" is not known")]
    [InlineData("""{"a":{"dtype":"0","shape":[],"data_offsets":[0,1]}}""", "dtype \"0\" is not known")]
    [InlineData("""{"a":{"dtype":"u8","shape":[],"data_offsets":[0,1]}}""", "dtype \"u8\" is not known")]
    [InlineData("""{"a":{"dtype":"U8","data_offsets":[0,1]}}""", "\"a\": shape is missing")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", "shape holds something other than integers")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", "shape holds something other than integers")]
    [InlineData("""{"a":{"dtype":"U8","shape":["1"],"data_offsets":[0,1]}}""", "shape holds something other than integers")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2147483648],"data_offsets":[0,1]}}""", "a dimension of 2147483648")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2147483647,2147483647,2147483647,2147483647],"data_offsets":[0,1]}}""", "more than one array can hold")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", "data_offsets are 1 numbers, not two")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", "end at 0, before they begin at 1")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,99999999999999999999]}}""", "data_offsets holds something other than integers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "\"a\" of type F32 and shape [2] takes 8 bytes, not 4")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", "\"a\" begins at byte 1 of the data, beyond")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", "\"b\" begins at byte 1 of the data, inside")]
    [InlineData("""{"a":{"dtype":"U8","shape":[5],"data_offsets":[0,5]}}""", "5 bytes of data, but only 1")]
    [InlineData("""{}""", "0 bytes of data, but 1 follow")]
    [InlineData("""{"__metadata__":{"k":1}}""", "__metadata__ is not an object of texts")]
    [InlineData("""{"__metadata__":[]}""", "__metadata__ is not an object of texts")]
    [InlineData("{\"line\\nend\":3}", "\"line\\nend\" is not described")]
    public void A_broken_header_is_described(string header, params string[] problem) => Outcome.Fails(() => Read(Content(header, 1)), "test", problem);

    [Fact]
    public void Bytes_that_are_not_utf8_are_described()
    {
        byte[] header = [(byte)'{', (byte)'"', 0xFF, (byte)'"', .. ":3}"u8];
        Outcome.Error(() => Read([.. BitConverter.GetBytes((long)header.Length), .. header]));
    }

    [Fact]
    public void A_header_length_is_checked_before_it_is_believed()
    {
        Outcome.Fails(() => Read([1, 2, 3]), "test", "begins with 8 bytes of header length, this file has 3");
        Outcome.Fails(() => Read([100, 0, 0, 0, 0, 0, 0, 0, (byte)'{']), "test", "a header of 100 bytes does not fit into the 1 bytes");
        Outcome.Fails(() => Read([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), "test", "exceeds the format's limit of 100000000");
    }

    [Fact]
    public void A_writer_refuses_what_a_reader_would()
    {
        var one = new SafetensorsEntry("a", SafetensorsType.U8, [1], new byte[1]);
        Outcome.Fails(() => Write(new([one, one])), "test", "two arrays are named \"a\"");
        Outcome.Fails(() => Write(new([one with { Name = "__metadata__" }])), "test", "no array can be named __metadata__");
        Outcome.Fails(() => Write(new([one with { Name = "\ud800" }])), "test", "not valid Unicode");
        Outcome.Fails(() => Write(new([one with { Shape = [2] }])), "test", "\"a\" of type U8 and shape [2] takes 2 bytes, not 1");
        Outcome.Fails(() => Write(new([one with { Shape = [-1, -1] }])), "test", "negative dimension");
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        var path = scratch.At("model.safetensors");
        Safetensors.Write(path, Sample);
        Outcome.Fails(() => Safetensors.Write(path, new([new("a", SafetensorsType.U8, [2], new byte[1])])), path, "takes 2 bytes");
        Assert.Equal(Sorted(Sample), Safetensors.Read(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(scratch.Folder));
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_refused_beforehand()
    {
        var (folder, missing, locked) = (scratch.At("folder"), scratch.At("none/model"), scratch.Write("locked", [1]));
        Directory.CreateDirectory(folder);
        File.SetAttributes(locked, FileAttributes.ReadOnly);
        Refused(folder, "a folder of this name");
        Refused(missing, "does not exist");
        Refused(locked, "read-only");
        Refused("", "not the name of a file");
        Outcome.Error(() => Safetensors.CheckWritable(scratch.At(new string('x', 300))));
        Assert.Equal([1], File.ReadAllBytes(locked));
        File.SetAttributes(locked, FileAttributes.Normal);
    }

    [Fact]
    public void A_check_leaves_nothing_behind()
    {
        Safetensors.CheckWritable(scratch.At("model"));
        Assert.Empty(Directory.GetFileSystemEntries(scratch.Folder));
        var existing = scratch.Write("old", [1, 2]);
        Safetensors.CheckWritable(existing);
        Assert.Equal([1, 2], File.ReadAllBytes(existing));
    }

    [Fact]
    public void A_header_costs_no_more_than_its_bytes()
    {
        var ones = """{"a":{"dtype":"U8","shape":[1""" + string.Concat(Enumerable.Repeat(",1", 1_000_000)) + """],"data_offsets":[0,1]}}""";
        Outcome.Fails(() => Read(Content(ones, 1)), "test", "\"a\": shape has more than 32 dimensions");
        var deep = """{"a":{"dtype":"U8","shape":""" + new string('[', 1_000_000);
        Outcome.Fails(() => Read(Content(deep, 1)), "test", "shape holds something other than integers");
        var entries = Enumerable.Range(0, 100_001).Select(i => $$"""
            "{{i}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}
            """);
        var many = "{" + string.Join(",", entries) + "}";
        Outcome.Fails(() => Read(Content(many)), "test", "more than 100000 arrays");
        Assert.All([ones, deep, many], header =>
        {
            var (content, before) = (Content(header, 1), GC.GetAllocatedBytesForCurrentThread());
            Outcome.Error(() => Read(content));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (1 << 20) + 15 * content.Length);
        });
    }

    [Fact]
    public void Thirty_two_dimensions_are_read_and_thirty_three_not_written()
    {
        var entry = new SafetensorsEntry("a", SafetensorsType.U8, [.. Enumerable.Repeat(1, 32)], new byte[1]);
        Assert.Equal(entry, Read(Bytes(new([entry]))).Entries.Single());
        Outcome.Fails(() => Write(new([entry with { Shape = entry.Shape.Add(1) }])), "test", "\"a\" has 33 dimensions, more than 32");
    }

    [Fact]
    public void What_a_file_says_reaches_a_message_in_one_short_line()
    {
        var name = "\e]0;owned\a\u202E" + new string('x', 1_000_000);
        var error = Outcome.Error(() => Read(Content($$"""{"{{name.Replace("\e", "\\u001b").Replace("\a", "\\u0007")}}":3}""", 1)));
        Assert.InRange(error.Message.Length, 1, 300);
        Assert.DoesNotContain(error.Message, c => char.IsControl(c) || c == '\u202E');
        Assert.Contains(@"""\u001B]0;owned\u0007\u202Exxx", error.Message);
    }

    [Property]
    public Property Any_file_is_read_back() => Prop.ForAll(Files.ToArbitrary(), file => Read(Bytes(file)).Equals(Sorted(file)));

    [Property(MaxTest = 2000)]
    public Property Damage_is_survived_or_refused()
        => Prop.ForAll(Damage.To(Bytes(Sample)).ToArbitrary(), content => Outcome.IsClear(() => Read(content)));

    static Gen<SafetensorsFile> Files =>
        from names in ArbMap.Default.GeneratorFor<NonNull<string>>().Select(name => name.Get).ListOf()
        from entries in Gen.CollectToList(names.Distinct().Where(name => name != "__metadata__" && IsUnicode(name)), Entry)
        from key in Gen.Elements("", "format", "ключ")
        select new SafetensorsFile([.. entries], SafetensorsFile.NoMetadata.Add(key, string.Concat(names.Where(IsUnicode))));

    static Gen<SafetensorsEntry> Entry(string name) =>
        from type in Gen.Elements(Enum.GetValues<SafetensorsType>())
        from shape in Gen.Choose(0, 3).SelectMany(rank => Gen.Choose(0, 3).ArrayOf(rank))
        from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(shape.Aggregate(type.Size(), (product, size) => product * size))
        select new SafetensorsEntry(name, type, [.. shape], bytes);

    static bool IsUnicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    static SafetensorsFile Sorted(SafetensorsFile file) => file with { Entries = [.. file.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)] };

    static void Refused(string path, string problem)
    {
        Outcome.Fails(() => Safetensors.CheckWritable(path), path, problem);
        Outcome.Fails(() => Safetensors.Write(path, Sample), path, problem);
    }

    static byte[] Content(string header, params byte[] data) =>
        [.. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), .. data];

    static byte[] Bytes(SafetensorsFile file)
    {
        using var target = new MemoryStream();
        Safetensors.Write("test", target, file);
        return target.ToArray();
    }

    static void Write(SafetensorsFile file) => Safetensors.Write("test", new MemoryStream(), file);

    static SafetensorsFile Read(byte[] content) => Safetensors.Read("test", new MemoryStream(content));
}
