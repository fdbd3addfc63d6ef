using Functional.Accuracy;
using Functional.Functions;
using Xunit;

namespace Functional.Tests.Functions;

/// <summary>The special cases of powers are those of C.</summary>
public class PowTests
{
    static readonly double[] numbers =
    [
        .. new[]
        {
            0, double.Epsilon, float.Epsilon, 1e-40, 2.2250738585072014e-308, 1e-300, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 10, 127, 128, 149, 150, 1074, 1075,
            16777215, 16777216, 16777217, 33554431, 9007199254740991, 9007199254740992, 1e16, 1e30, 1e300, float.MaxValue, double.MaxValue,
            double.PositiveInfinity, Math.BitDecrement(1), Math.BitIncrement(1), MathF.BitDecrement(1), MathF.BitIncrement(1),
        }.SelectMany(x => new[] { x, -x }),
        double.NaN,
    ];

    [Fact]
    public void Every_pair_of_awkward_float64()
    {
        foreach (var a in numbers)
            foreach (var b in numbers) Check(Deviation.Of(Numbers.Zip<Pow, double>(a, b), References.Zips["Pow"](a, b), 0), a, b);
    }

    [Fact]
    public void Every_pair_of_awkward_float32()
    {
        foreach (float a in numbers)
            foreach (float b in numbers) Check(Deviation.Of(Numbers.Zip<Pow, float>(a, b), References.Zips["Pow"](a, b)), a, b);
    }

    static void Check(Deviation deviation, double a, double b)
        => Assert.True(!deviation.IsWrong && deviation.Ulps <= Limits.Of("Pow"), $"{a:R} to the power of {b:R}: {deviation}");
}
