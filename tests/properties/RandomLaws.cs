using FsCheck;
using FsCheck.Xunit;
using Functional.Cpu;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.Operations;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>Randomness: known answers, independence of keys and streams, and distributions, all with fixed seeds.</summary>
public class RandomLaws
{
    const int Many = 100_000;

    [Theory] // Random123, kat_vectors, threefry 2x32 20
    [InlineData(0u, 0u, 0u, 0u, 0x6b200159u, 0x99ba4efeu)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x1cb996fcu, 0xbb002be7u)]
    [InlineData(0x13198a2eu, 0x03707344u, 0x243f6a88u, 0x85a308d3u, 0xc4923a9cu, 0x483df7a0u)]
    public void Threefry_gives_the_published_words(uint key0, uint key1, uint counter0, uint counter1, uint first, uint second)
        => Assert.Equal((first, second), Threefry.Block(key0, key1, counter0, counter1));

    [Fact]
    public void Bits_are_the_words_of_the_element_s_block()
    {
        var key = new Key(0x0000_0005_0000_0009);
        for (var i = 0; i < 5; i++)
        {
            var (high, low) = Threefry.Block(5, 9, (uint)i, 0);
            Assert.Equal((int)high, key.Bits([5]).ToArray<int>()[i]);
            Assert.Equal((int)(high >> 25), key.Bits([5], 7).ToArray<int>()[i]);
            Assert.Equal((long)((ulong)high << 32 | low), key.Bits([5], 64).ToArray<long>()[i]);
        }
    }

    [Property]
    public void Bits_do_not_depend_on_the_shape(Case c)
    {
        var key = new Key(c.Draw.Int(0, int.MaxValue));
        Assert.Equal(key.Bits([c.Shape.Size]).ToArray<int>(), key.Bits(c.Shape).ToArray<int>());
    }

    [Fact]
    public void So_many_bits_are_below_two_to_that_power()
    {
        for (var bits = 1; bits <= 64; bits++)
        {
            var drawn = Cast(new Key(bits).Bits([1000], bits), DType.Int64).ToArray<long>();
            var or = drawn.Aggregate(0L, (a, b) => a | b);
            Assert.Equal(bits == 32 || bits == 64 ? -1 : (1L << bits) - 1, or);
        }
    }

    [Property]
    public Property The_same_key_gives_the_same_and_other_keys_give_others() => ForAll(Numbers(0, int.MaxValue), seed =>
    {
        var key = new Key(seed);
        var (left, right) = key.Split();
        Key[] keys = [key, left, right, key.Fold(0), key.Fold(1), key.Fold(2), key.Fold(int.MaxValue), .. left.Split(2), .. right.Split(2), new Key(seed + 1L), new Key(-seed - 1L)];
        Assert.Equal(keys.Length, keys.Select(each => string.Join(",", each.Bits([4]).ToArray<int>())).Distinct().Count());
        Assert.Equal(key.Split(3)[2].Normal([3]).ToArray<float>(), new Key(seed).Split(3)[2].Normal([3]).ToArray<float>());
    });

    [Fact]
    public void Splits_and_draws_share_no_words()
    {
        var key = new Key(3);
        var words = key.Split(500).SelectMany(each => each.Words.ToArray<int>()).Concat(key.Bits([1000]).ToArray<int>()).Concat(key.Fold(0).Words.ToArray<int>()).ToArray();
        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => key.Fold(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => key.Fold(-2));
    }

    [Fact]
    public void Split_keys_are_uncorrelated()
    {
        var (a, b) = new Key(11).Split();
        var correlation = Mean((a.Uniform([Many]) - 0.5) * (b.Uniform([Many]) - 0.5)).ToScalar() * 12;
        Assert.InRange(correlation, -4 / Math.Sqrt(Many), 4 / Math.Sqrt(Many));
    }

    [Theory, InlineData(DType.Float32), InlineData(DType.Float64)]
    public void Uniform_numbers_are_uniform(DType dtype)
    {
        const int bins = 64;
        var drawn = Reference.Numbers(new Key(5).Uniform([Many], dtype: dtype));
        Assert.All(drawn, x => Assert.InRange(x, 0, Math.BitDecrement(1.0)));
        Assert.InRange(drawn.Average(), 0.5 - 4 / Math.Sqrt(12.0 * Many), 0.5 + 4 / Math.Sqrt(12.0 * Many));
        var chi = drawn.GroupBy(x => (int)(x * bins)).Sum(bin => (bin.Count() - Many / (double)bins) * (bin.Count() - Many / (double)bins) / (Many / (double)bins));
        // χ² with 63 degrees of freedom: mean 63, variance 126.
        Assert.InRange(chi, 63 - 4 * Math.Sqrt(126), 63 + 4 * Math.Sqrt(126));
    }

    [Theory, InlineData(1000, 1001), InlineData(-3, -2), InlineData(-1, 1), InlineData(0, 0.1)]
    public void Uniform_numbers_stay_below_the_upper_end(double low, double high)
    {
        var drawn = new Key(1).Uniform([1_000_000], low, high);
        Assert.True(Min(drawn).ToScalar<float>() >= (float)low);
        Assert.True(Max(drawn).ToScalar<float>() < (float)high);
        Assert.Equal((low + high) / 2, Mean(drawn.Cast(DType.Float64)).ToScalar(), (high - low) * 0.003);
    }

    [Theory, InlineData(DType.Float32), InlineData(DType.Float64)]
    public void Normal_numbers_have_their_moments(DType dtype)
    {
        var x = new Key(6).Normal([Many], dtype: dtype).Cast(DType.Float64);
        var s = 1 / Math.Sqrt(Many);
        Assert.InRange(Mean(x).ToScalar(), -4 * s, 4 * s);
        Assert.InRange(Variance(x).ToScalar(), 1 - 4 * s * Math.Sqrt(2), 1 + 4 * s * Math.Sqrt(2));
        Assert.InRange(Mean(x * x * x).ToScalar(), -4 * s * Math.Sqrt(15), 4 * s * Math.Sqrt(15));
        Assert.InRange(Mean(Square(Square(x))).ToScalar(), 3 - 4 * s * Math.Sqrt(96), 3 + 4 * s * Math.Sqrt(96));
        Assert.Equal(5, Mean(new Key(6).Normal([Many], 5, 0.1)).ToScalar(), 4 * 0.1 * s + 1e-5);
    }

    [Fact]
    public void Truncated_normal_numbers_stay_inside_and_keep_the_density()
    {
        var x = new Key(7).TruncatedNormal([Many], dtype: DType.Float64);
        Assert.True(Max(Abs(x)).ToScalar() <= 2);
        // The variance of a standard normal variable within ±2: 1 − 2·2·φ(2) / (Φ(2) − Φ(−2)).
        const double variance = 1 - 4 * 0.05399096651318806 / 0.9544997361036416;
        Assert.Equal(variance, Variance(x).ToScalar(), 4 * variance * Math.Sqrt(2.0 / Many));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Key(7).TruncatedNormal([1], 2, 1));
    }

    [Fact]
    public void Truth_values_hold_as_often_as_asked()
    {
        foreach (var p in (double[])[0, 0.1, 0.5, 1])
            Assert.Equal(p, Mean(new Key(8).Bernoulli([Many], p).Cast(DType.Float64)).ToScalar(), 4 * Math.Sqrt(p * (1 - p) / Many) + 1e-12);
    }

    [Property]
    public Property A_permutation_has_every_number_once() => ForAll(Numbers(0, 200), count =>
        Assert.Equal(Enumerable.Range(0, count), new Key(count).Permutation(count).ToArray<int>().Order()));

    [Fact]
    public void Permutations_are_evenly_distributed()
    {
        var counts = new Key(9).Split(6000).CountBy(key => string.Join("", key.Permutation(3).ToArray<int>())).ToArray();
        Assert.Equal(6, counts.Length);
        Assert.All(counts, each => Assert.InRange(each.Value, 1000 - 4 * 29, 1000 + 4 * 29));
    }

    [Theory] // the statistics module of Python, and erfc
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.01, -2.326347874040841)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-300, -37.0470962993612)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(-0.1, double.NaN)]
    [InlineData(1.1, double.NaN)]
    public void The_normal_quantile_has_known_values(double probability, double expected)
    {
        var found = NormalQuantile(Tensor.Scalar(probability)).ToScalar();
        if (double.IsFinite(expected)) Assert.Equal(expected, found, 1e-14 * Math.Max(1, Math.Abs(expected)));
        else Assert.Equal(expected, found);
    }
}
