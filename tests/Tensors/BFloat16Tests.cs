using System.Globalization;
using Xunit;
using static Functional.Tests.Tensors.SixteenBits;

namespace Functional.Tests.Tensors;

/// <summary>The number of 16 bits, over all of its bit patterns.</summary>
public class BFloat16Tests
{
    static readonly CultureInfo culture = CultureInfo.InvariantCulture;

    static IEnumerable<BFloat16> All => Patterns.Select(BFloat16.FromBits);

    [Fact]
    public void Every_pattern_means_what_the_format_says() => Assert.All(All, x =>
    {
        Assert.Equal(Brain16.Value(x.Bits), (double)x);
        Assert.Equal((double)x, (float)x);
        Assert.Equal(Brain16.IsNaN(x.Bits), BFloat16.IsNaN(x));
        Assert.Equal(double.IsFinite(Brain16.Value(x.Bits)), BFloat16.IsFinite(x));
    });

    [Fact]
    public void Every_number_comes_back_from_wider_types() => Assert.All(All, x =>
    {
        if (BFloat16.IsNaN(x))
        {
            Assert.True(BFloat16.IsNaN((BFloat16)(float)x) && BFloat16.IsNaN((BFloat16)(double)x));
            return;
        }
        Assert.Equal(x.Bits, ((BFloat16)(float)x).Bits);
        Assert.Equal(x.Bits, ((BFloat16)(double)x).Bits);
    });

    /// <summary>A number just beside a midpoint becomes the midpoint as a float, which must not decide then.</summary>
    [Fact]
    public void Midpoints_round_to_even_and_what_is_beside_them_to_its_side()
    {
        for (ushort bits = 0; bits < Brain16.Infinity; bits++)
        {
            var middle = Brain16.Midpoint(bits);
            foreach (var x in (double[])[middle, Math.BitIncrement(middle), Math.BitDecrement(middle), -middle, Math.BitDecrement(-middle)])
            {
                Assert.Equal(Brain16.Nearest(x), ((BFloat16)x).Bits);
                Assert.Equal(Brain16.Nearest((float)x), ((BFloat16)(float)x).Bits);
            }
            foreach (var x in (float[])[MathF.BitIncrement((float)middle), MathF.BitDecrement((float)middle)])
                Assert.Equal(Brain16.Nearest(x), ((BFloat16)x).Bits);
        }
    }

    [Theory]
    [InlineData(0), InlineData(255), InlineData(257), InlineData(-257), InlineData(259), InlineData((1L << 62) + (1L << 54))]
    [InlineData((1L << 62) + (1L << 54) + 1), InlineData((1L << 62) + (1L << 54) - 1), InlineData(-(1L << 62) - (1L << 54) - 1)]
    [InlineData(-(1L << 62) - (1L << 54) + 1), InlineData((1L << 25) + (1L << 17) + 1), InlineData(long.MaxValue), InlineData(long.MinValue)]
    public void Integers_round_once(long x)
    {
        Assert.Equal(Brain16.Nearest(x), ((BFloat16)x).Bits);
        Assert.Equal(Brain16.Nearest((double)(byte)x), ((BFloat16)(byte)x).Bits);
        Assert.Equal(Brain16.Nearest((double)(sbyte)x), ((BFloat16)(sbyte)x).Bits);
    }

    [Fact]
    public void Texts_are_short_and_read_back() => Assert.All(All, x =>
    {
        var text = x.ToString(null, culture);
        if (BFloat16.IsNaN(x))
        {
            Assert.Equal("NaN", text);
            Assert.True(BFloat16.IsNaN(BFloat16.Parse(text, culture)));
            return;
        }
        Assert.Equal(x.Bits, BFloat16.Parse(text, culture).Bits);
        Assert.True(BFloat16.TryParse(text, culture, out var read) && read == x);
        if (BFloat16.IsFinite(x)) Assert.All(Shorter(text), shorter => Assert.NotEqual(x, BFloat16.Parse(shorter, culture)));
    });

    [Theory]
    [InlineData("0.1", 0.1f), InlineData("1", 1f), InlineData("65500", 65536f), InlineData("3.39E+38", 3.39e38f), InlineData("9E-41", 9e-41f)]
    [InlineData("-0", -0f)]
    [InlineData("Infinity", float.PositiveInfinity), InlineData("-Infinity", float.NegativeInfinity)]
    public void Texts_are_those_of_float(string text, float x)
    {
        Assert.Equal(text, ((BFloat16)x).ToString(null, culture));
        Assert.Equal(x.ToString("F2", culture).Length, ((BFloat16)x).ToString("F2", culture).Length);
    }

    [Fact]
    public void What_is_no_number_does_not_parse()
    {
        Assert.Throws<FormatException>(() => BFloat16.Parse("one", culture));
        Assert.False(BFloat16.TryParse("one", culture, out _));
        Assert.False(BFloat16.TryParse(null, culture, out _));
    }

    [Fact]
    public void Order_and_equality_are_those_of_float()
    {
        BFloat16[] some =
        [
            BFloat16.NaN, BFloat16.NegativeInfinity, BFloat16.MinValue, (BFloat16)(-1f), (BFloat16)(-0f),
            (byte)0, BFloat16.Epsilon, (sbyte)1, BFloat16.MaxValue, BFloat16.PositiveInfinity,
        ];
        foreach (var a in some)
            foreach (var b in some)
            {
                var (x, y) = ((float)a, (float)b);
                Assert.Equal([x == y, x != y, x < y, x > y, x <= y, x >= y], (bool[])[a == b, a != b, a < b, a > b, a <= b, a >= b]);
                Assert.Equal((x.Equals(y), x.CompareTo(y)), (a.Equals(b), a.CompareTo(b)));
                Assert.Equal((x.Equals(y), x.CompareTo(y)), (a.Equals((object)b), a.CompareTo((object)b)));
                Assert.True(!a.Equals(b) || a.GetHashCode() == b.GetHashCode());
            }
        Assert.Equal(1, some[0].CompareTo(null));
        Assert.Throws<ArgumentException>(() => some[0].CompareTo(1f));
    }

    [Fact]
    public void The_number_below_is_the_next()
    {
        BFloat16[] ascending = [.. All.Where(x => !BFloat16.IsNaN(x) && x.Bits != 0x8000).OrderBy(x => (double)x)];
        for (var i = 1; i < ascending.Length; i++) Assert.Equal(ascending[i - 1], BFloat16.BitDecrement(ascending[i]));
        Assert.Equal(-(double)BFloat16.Epsilon, (double)BFloat16.BitDecrement((BFloat16)(-0f)));
        Assert.Equal(BFloat16.NegativeInfinity, BFloat16.BitDecrement(BFloat16.NegativeInfinity));
        Assert.True(BFloat16.IsNaN(BFloat16.BitDecrement(BFloat16.NaN)));
    }
}
