using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Tensors;

/// <summary>Draws at the ends of their options.</summary>
public class DrawTests
{
    static double Frequency(double probability, int size = 1 << 24)
        => Enumerable.Range(0, 4).Sum(i => Sum(Cast(new Key(i).Bernoulli([size], probability), DType.Int64)).ToScalar()) / (4.0 * size);

    /// <summary>Of 2²⁶ draws: none of 10⁻¹⁰, of which 24 bits would make the next multiple of 2⁻²⁴, 4 draws; else within five deviations.</summary>
    [Theory, InlineData(1e-10), InlineData(3e-8), InlineData(1e-5), InlineData(0.3), InlineData(0.5), InlineData(1 - 1e-9)]
    public void Truths_hold_as_often_as_they_should(double probability)
        => Assert.Equal(probability, Frequency(probability), 5 * Math.Sqrt(probability * (1 - probability) / (1 << 26)) + 1e-12);

    [Fact]
    public void Certainties_are_certain()
    {
        Assert.Equal(0, Frequency(0, 1 << 16));
        Assert.Equal(1, Frequency(1, 1 << 16));
    }

    [Theory, InlineData(1.5), InlineData(-0.1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void What_is_no_probability_is_refused(double probability)
        => Assert.Contains($"Bernoulli: a probability of {FormattableString.Invariant($"{probability}")} is not in 0 … 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Key(1).Bernoulli([2], probability)).Message);

    [Theory]
    [InlineData(-1e308, 1e308, DType.Float64), InlineData(double.MinValue, double.MaxValue, DType.Float64), InlineData(-3e38, 3e38, DType.Float32)]
    [InlineData(-65504, 65504, DType.Float16), InlineData(-1.7014118346046923e38, 1.7014118346046923e38, DType.BFloat16), InlineData(0, 1.01, DType.Float32), InlineData(0, 1e-40, DType.Float32)]
    public void Uniform_numbers_fill_a_range_of_any_size(double low, double high, DType type)
    {
        var x = Cast(new Key(1).Uniform([100_000], low, high, type), DType.Float64).ToArray<double>();
        Assert.All(x, each => Assert.InRange(each, low, high));
        Assert.True(x.Max() < high);
        Assert.Equal(0.5, x.Average(each => each / high - low / high) / (1 - low / high), 0.2);
        for (var quarter = 0; quarter < 4 && type != DType.Float32; quarter++)
            Assert.InRange(x.Count(each => (each / 2 - low / 2) / (high / 2 - low / 2) * 4 is var place && place >= quarter && place < quarter + 1), 24_000, 26_000);
    }

    [Theory, InlineData(0, 1e39), InlineData(double.NegativeInfinity, 0), InlineData(0, double.NaN), InlineData(1, 1)]
    public void What_is_no_range_is_refused(double low, double high)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new Key(1).Uniform([2], low, high));

    [Theory, InlineData(0, -1), InlineData(0, double.NaN), InlineData(double.PositiveInfinity, 1), InlineData(0, double.PositiveInfinity)]
    public void What_are_no_moments_is_refused(double mean, double deviation)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Key(1).Normal([2], mean, deviation));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Key(1).TruncatedNormal([2], mean: mean, deviation: deviation));
    }
}
