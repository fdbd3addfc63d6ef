using Functional.Accuracy;
using Xunit;

namespace Functional.Tests.Functions;

/// <summary>What errors are measured by.</summary>
public class DeviationTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1.0000001192092896f, 1, 1)]
    [InlineData(0.99999994f, 1, 0.5)]
    [InlineData(0.5f, 0.50000002980232238769531, 0.5)]
    [InlineData(-2, -1.9999998807907104, 1)]
    [InlineData(1.401298464324817e-45f, 2.1019476964872256e-45, 0.5)]
    [InlineData(0, 1.401298464324817e-45, 1)]
    [InlineData(float.PositiveInfinity, 3.4028234663852886e38, 1)]
    [InlineData(float.MaxValue, double.PositiveInfinity, 1)]
    [InlineData(float.NegativeInfinity, -1e300, 0)]
    public void Of_float32_by_float64(float value, double right, double ulps) => Assert.Equal(new Deviation(ulps, false), Deviation.Of(value, right));

    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(1, 1, 5.551115123125783e-17, 0.25)]
    [InlineData(1.0000000000000002, 1, 5.551115123125783e-17, 0.75)]
    [InlineData(double.Epsilon, 0, 0, 1)]
    [InlineData(double.PositiveInfinity, double.MaxValue, 0, 1)]
    public void Of_float64_by_two(double value, double right, double rest, double ulps) => Assert.Equal(new Deviation(ulps, false), Deviation.Of(value, right, rest));

    [Fact]
    public void Wrong_are_NaN_and_signs_of_zero()
    {
        foreach (var (value, right) in new (double, double)[] { (double.NaN, 1), (1, double.NaN), (-0.0, 0), (0, -0.0), (0, -1e-60) }) Assert.True(IsWrong(value, right));
        foreach (var (value, right) in new (double, double)[] { (double.NaN, double.NaN), (-0.0, -0.0), (-0.0, -1e-60) }) Assert.False(IsWrong(value, right));
    }

    static bool IsWrong(double value, double right) => Deviation.Of((float)value, right).IsWrong && Deviation.Of(value, right, 0).IsWrong;
}
