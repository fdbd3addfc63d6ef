using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;
using static Functional.Tests.Tensors.SixteenBits;

namespace Functional.Tests.Tensors;

/// <summary>Cast between all types of elements, against exact references.</summary>
public class ConversionTests
{
    static readonly double[] awkward =
    [
        0, -0.0, 1, -1, 0.5, 1.5, 2.5, -0.9, 2.9, -2.9, 0.1, 1 / 3.0, 127, 128, 254.9, 255, 255.5, 256, 257, 259, -256.5, 2047, 2049, 2051,
        65504, 65519.9, 65520, 65535, 65536, 1e5, 6e-8, 6.1e-5, 1e-40, 1e-45, 7e-46, 1e-300, 5e-324, 16777217, -16777217,
        int.MaxValue, int.MinValue, 2147483648, -2147483649, 4294967296, 9007199254740993, 9.2e18, 9223372036854775808, -9223372036854775808,
        -1e19, 1e20, 3.38e38, 3.4e38, 3.5e38, 1e300, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        // Rounded to float first, these would be midpoints of a 16-bit type.
        1 + Math.ScaleB(1, -11) + Math.ScaleB(1, -40), 1 + Math.ScaleB(3, -11) - Math.ScaleB(1, -40),
        1 + Math.ScaleB(1, -8) + Math.ScaleB(1, -40), 1 + Math.ScaleB(3, -8) - Math.ScaleB(1, -40),
        Math.ScaleB(1, -25), Math.ScaleB(1, -25) * (1 + 1e-15), Math.ScaleB(1, -134), Math.ScaleB(1, -134) * (1 + 1e-15),
    ];

    static readonly long[] awkwardIntegers =
    [
        0, 1, -1, 2, 127, 128, 255, 256, 257, 259, -300, 2047, 2049, 2051, 65519, 65520, 65536, 16777217, 16777219,
        int.MaxValue, int.MinValue, int.MaxValue + 1L, int.MinValue - 1L, (1L << 25) + (1L << 17) + 1, (1L << 53) + 1,
        (1L << 62) + (1L << 54), (1L << 62) + (1L << 54) + 1, (1L << 62) + (1L << 54) - 1, -(1L << 62) - (1L << 54) - 1, long.MaxValue, long.MinValue,
    ];

    public static TheoryData<DType, DType> Pairs
    {
        get
        {
            var pairs = new TheoryData<DType, DType>();
            foreach (var from in Enum.GetValues<DType>())
                foreach (var to in Enum.GetValues<DType>()) pairs.Add(from, to);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Elements_of_every_type_become_those_of_every_other(DType from, DType to)
    {
        var x = Elements(from);
        var y = x.Cast(to);
        Assert.Equal((to, x.Shape), (y.DType, y.Shape));
        Assert.Equal(Expected(x, to), Numbers(y));
        // Whatever the strides, and wherever an element stands in its row.
        foreach (var i in Enumerable.Range(0, x.Size)) Assert.Equal(Bits(y[i]), Bits(x[i].Cast(to)));
        Assert.Equal(Bits(Operations.Flip(y)), Bits(Operations.Flip(x).Cast(to)));
        Assert.Equal(Bits(y.Broadcast([2, 3, x.Size])), Bits(x.Broadcast([2, 3, x.Size]).Cast(to)));
        Assert.Equal(Bits(Operations.ExpandDims(y, 1).Broadcast([x.Size, 3])), Bits(Operations.ExpandDims(x, 1).Broadcast([x.Size, 3]).Cast(to)));
        Assert.Equal([0, 3], Tensor.Zeros([0, 3], from).Cast(to).Shape);
    }

    /// <summary>Awkward values of a type, each by the constructor of its array.</summary>
    static Tensor Elements(DType type) => type switch
    {
        DType.Bool => Tensor.Of(false, true, true),
        DType.UInt8 => Tensor.Of<byte>(0, 1, 127, 128, 255),
        DType.Int32 => Tensor.Of<int>([.. awkwardIntegers.Where(x => x == (int)x).Select(x => (int)x)]),
        DType.Int64 => Tensor.Of<long>(awkwardIntegers),
        DType.Float16 => Tensor.Of<Half>([.. awkward.Select(x => BitConverter.UInt16BitsToHalf(Float16.Nearest(x)))]),
        DType.BFloat16 => Tensor.Of<BFloat16>([.. awkward.Select(x => BFloat16.FromBits(Brain16.Nearest(x)))]),
        DType.Float32 => Tensor.Of<float>([.. awkward.Select(x => (float)x)]),
        _ => Tensor.Of<double>(awkward),
    };

    /// <summary>The exact values: of integers as decimals, which hold any long.</summary>
    static object[] Numbers(Tensor x) => x.DType switch
    {
        DType.Bool => [.. x.ToArray<bool>().Select(each => (object)(each ? 1m : 0m))],
        DType.UInt8 => [.. x.ToArray<byte>().Select(each => (object)(decimal)each)],
        DType.Int32 => [.. x.ToArray<int>().Select(each => (object)(decimal)each)],
        DType.Int64 => [.. x.ToArray<long>().Select(each => (object)(decimal)each)],
        DType.Float16 => [.. x.ToArray<Half>().Select(each => (object)Float16.Value(BitConverter.HalfToUInt16Bits(each)))],
        DType.BFloat16 => [.. x.ToArray<BFloat16>().Select(each => (object)Brain16.Value(each.Bits))],
        DType.Float32 => [.. x.ToArray<float>().Select(each => (object)(double)each)],
        _ => [.. x.ToArray<double>().Select(each => (object)each)],
    };

    static object[] Expected(Tensor x, DType to)
        => [.. Numbers(x).Select(each => each is decimal integer ? OfInteger((long)integer, to) : OfFloat((double)each, to))];

    static object OfInteger(long x, DType to) => to switch
    {
        DType.Float16 => Float16.Value(Float16.Nearest(x)),
        DType.BFloat16 => Brain16.Value(Brain16.Nearest(x)),
        DType.Float32 => (double)(float)x,
        DType.Float64 => (double)x,
        DType.Bool => x == 0 ? 0m : 1m,
        DType.UInt8 => (decimal)Modulo(x, 256),
        DType.Int32 => (decimal)(Modulo(x + BigInteger.Pow(2, 31), 1L << 32) - (1L << 31)),
        _ => (decimal)x,
    };

    static BigInteger Modulo(BigInteger x, long n) => ((x % n) + n) % n;

    static object OfFloat(double x, DType to) => to switch
    {
        DType.Float16 => Float16.Value(Float16.Nearest(x)),
        DType.BFloat16 => Brain16.Value(Brain16.Nearest(x)),
        DType.Float32 => (double)(float)x,
        DType.Float64 => x,
        DType.Bool => double.IsNaN(x) || x != 0 ? 1m : 0m,
        _ => double.IsNaN(x) ? 0m : OfExact(double.IsFinite(x) ? new BigInteger(x) : x > 0 ? BigInteger.Pow(2, 2000) : -BigInteger.Pow(2, 2000), to),
    };

    static object OfExact(BigInteger x, DType to)
    {
        var (low, high) = to switch { DType.UInt8 => (0, 255), DType.Int32 => (int.MinValue, int.MaxValue), _ => (long.MinValue, long.MaxValue) };
        return (decimal)BigInteger.Clamp(x, low, high);
    }

    static byte[] Bits(Tensor x) => x.AsBytes().ToArray();

    [Fact]
    public void Every_number_of_16_bits_widens_exactly_and_comes_back()
    {
        var half = Tensor.Of<Half>([.. Patterns.Select(BitConverter.UInt16BitsToHalf)]);
        Assert.Equal(Patterns.Select(Float16.Value), half.Cast(DType.Float64).ToArray<double>());
        Assert.Equal(Patterns.Select(Float16.Value), half.Cast(DType.Float32).ToArray<float>().Select(x => (double)x));
        var brain = Tensor.Of<BFloat16>([.. Patterns.Select(BFloat16.FromBits)]);
        Assert.Equal(Patterns.Select(Brain16.Value), brain.Cast(DType.Float64).ToArray<double>());
        Assert.Equal(Patterns.Select(Brain16.Value), brain.Cast(DType.Float32).ToArray<float>().Select(x => (double)x));
        foreach (var (x, format) in new[] { (half, Float16), (brain, Brain16) })
            foreach (var wide in new[] { DType.Float32, DType.Float64 })
            {
                var back = MemoryMarshal.Cast<byte, ushort>(x.Cast(wide).Cast(x.DType).AsBytes()).ToArray();
                Assert.All(Patterns, bits => Assert.True(Same(format, bits, back[bits]), $"{bits:X4} comes back as {back[bits]:X4}"));
            }

        static bool Same(SixteenBits format, ushort a, ushort b)
            => a == b || format.IsNaN(a) && format.IsNaN(b) && (a & 0x8000) == (b & 0x8000);
    }

    [Theory, InlineData(DType.Float16), InlineData(DType.BFloat16)]
    public void Midpoints_round_to_even_and_what_is_beside_them_to_its_side(DType type)
    {
        var format = type == DType.Float16 ? Float16 : Brain16;
        double[] middles = [.. Enumerable.Range(0, format.Infinity).Select(bits => format.Midpoint((ushort)bits))];
        double[] doubles = [.. middles.SelectMany(m => new[] { m, -m, Math.BitIncrement(m), Math.BitDecrement(m), Math.BitDecrement(-m) })];
        float[] floats = [.. middles.Select(m => (float)m).SelectMany(m => new[] { m, -m, MathF.BitIncrement(m), MathF.BitDecrement(m) })];
        Rounds(format, doubles, Tensor.Of<double>(doubles).Cast(type));
        Rounds(format, Array.ConvertAll(floats, x => (double)x), Tensor.Of<float>(floats).Cast(type));
    }

    static void Rounds(SixteenBits format, double[] x, Tensor y)
    {
        var bits = MemoryMarshal.Cast<byte, ushort>(y.AsBytes());
        for (var i = 0; i < x.Length; i++) Assert.True(format.Nearest(x[i]) == bits[i], $"{x[i]:R} became {bits[i]:X4}, not {format.Nearest(x[i]):X4}");
    }
}
