using System.Collections.Immutable;
using System.Text;
using Xunit;

namespace Functional.Nn.Tests;

/// <summary>Tensors in safetensors files, of every element type.</summary>
public sealed class TensorFileTests : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    static TensorFile Of(params (string Name, Tensor Tensor)[] tensors)
        => new(tensors.ToImmutableSortedDictionary(each => each.Name, each => each.Tensor, StringComparer.Ordinal), SafetensorsFile.NoMetadata);

    [Fact]
    public void The_bytes_of_every_type_are_those_of_the_format()
    {
        var path = scratch.At("types.safetensors");
        Of(("a", Tensor.Of(true, false)), ("b", Tensor.Of<byte>(1, 255)), ("c", Tensor.Of(-2)), ("d", Tensor.Of(-2L)), ("e", Tensor.Of((Half)1, (Half)(-2))),
            ("f", Tensor.Of((BFloat16)1f, (BFloat16)(-2f))), ("g", Tensor.Of(1f)), ("h", Tensor.Of(1.0))).Write(path);
        const string header = """{"a":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]},"""
            + """ "c":{"dtype":"I32","shape":[1],"data_offsets":[4,8]},"d":{"dtype":"I64","shape":[1],"data_offsets":[8,16]},"""
            + """ "e":{"dtype":"F16","shape":[2],"data_offsets":[16,20]},"f":{"dtype":"BF16","shape":[2],"data_offsets":[20,24]},"""
            + """ "g":{"dtype":"F32","shape":[1],"data_offsets":[24,28]},"h":{"dtype":"F64","shape":[1],"data_offsets":[28,36]}}""";
        var json = header.Replace(" ", "", StringComparison.Ordinal);
        var padded = json.PadRight((json.Length + 7) / 8 * 8);
        byte[] data =
        [
            1, 0, 1, 255, 0xFE, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            0x00, 0x3C, 0x00, 0xC0, 0x80, 0x3F, 0x00, 0xC0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F,
        ];
        Assert.Equal([.. BitConverter.GetBytes((long)padded.Length), .. Encoding.UTF8.GetBytes(padded), .. data], File.ReadAllBytes(path));
    }

    [Fact]
    public void Every_number_of_16_bits_is_read_back()
    {
        var path = scratch.At("numbers.safetensors");
        var patterns = Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits).ToArray();
        var half = Tensor.Of<Half>([.. patterns.Select(BitConverter.UInt16BitsToHalf)]);
        var brain = Tensor.Of<BFloat16>([.. patterns.Select(BFloat16.FromBits)]);
        var bytes = Tensor.Arange(0, 256, dtype: DType.UInt8);
        Of(("half", half), ("brain", brain), ("view", half[100..120].Reshape(4, 5).T), ("bytes", bytes)).Write(path);
        var back = TensorFile.Read(path).Tensors;
        Assert.Equal(patterns, back["half"].ToArray<Half>().Select(BitConverter.HalfToUInt16Bits));
        Assert.Equal(patterns, back["brain"].ToArray<BFloat16>().Select(x => x.Bits));
        Assert.Equal(Enumerable.Range(0, 256).Select(value => (byte)value), back["bytes"].ToArray<byte>());
        Assert.Equal([5, 4], back["view"].Shape);
        Assert.Equal((Half[])[.. half[100..120].ToArray<Half>().Where((_, i) => i % 5 == 0)], back["view"].ToArray<Half>()[..4]);
    }

    [Fact]
    public void A_truth_value_may_be_any_byte()
    {
        var path = scratch.At("truths.safetensors");
        Safetensors.Write(path, new([new("a", SafetensorsType.BOOL, [3], new byte[] { 0, 1, 2 })]));
        Assert.Equal("[ True False False]", (!TensorFile.Read(path).Tensors["a"]).ToString());
    }

    [Fact]
    public void A_type_that_tensors_do_not_have_is_refused_by_name()
    {
        var path = scratch.At("complex.safetensors");
        Safetensors.Write(path, new([new("z", SafetensorsType.C64, [1], new byte[8])]));
        Outcome.Fails(() => TensorFile.Read(path), path, "tensor 'z' is C64, not BOOL, U8, I32, I64, F16, BF16, F32 or F64");
    }
}
