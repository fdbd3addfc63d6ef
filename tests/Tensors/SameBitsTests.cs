using Xunit;
using static Functional.Operations;

namespace Functional.Tests;

/// <summary>The same input gives the same bits wherever its memory lies and however often it is computed; sine and cosine are accurate.</summary>
public class SameBitsTests
{
    public static TheoryData<string> Functions => ["Sin", "Cos", "Exp", "Log", "Tanh", "Sigmoid", "Sqrt", "Tan", "Erf"];

    [Theory, MemberData(nameof(Functions))]
    public void A_function_gives_the_same_bits_whatever_the_alignment(string name)
    {
        var f = name switch
        {
            "Sin" => Sin, "Cos" => Cos, "Exp" => Exp, "Log" => Log, "Tanh" => Tanh, "Sigmoid" => Sigmoid, "Sqrt" => Sqrt, "Tan" => Tan,
            _ => (Func<Tensor, Tensor>)Erf,
        };
        var x = Tensor.Linspace(0.3, 1.7, 1001).Cast(DType.Float64);
        var expected = f(x).ToArray<double>();
        for (var run = 0; run < 100; run++)
        {
            GC.KeepAlive(new byte[8 * (run % 9)]);
            Assert.Equal(expected, f(x + 0).ToArray<double>());
        }
    }

    [Theory]
    [InlineData(1e-9), InlineData(1), InlineData(100), InlineData(1e6), InlineData(1e9)]
    public void Sine_and_cosine_are_within_two_units_of_the_last_place_also_at_their_zeros(double scale)
    {
        var random = new Random(1);
        var x = Enumerable.Range(0, 10_001)
            .Select(i => i % 3 == 0 ? Math.Round(random.NextDouble() * scale) * (Math.PI / 2) : (2 * random.NextDouble() - 1) * scale).ToArray();
        Near(Array.ConvertAll(x, Math.Sin), Sin(Tensor.Of(x)).ToArray<double>());
        Near(Array.ConvertAll(x, Math.Cos), Cos(Tensor.Of(x)).ToArray<double>());
    }

    [Fact]
    public void Sine_and_cosine_of_special_numbers_are_those_of_Math()
    {
        double[] x = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, double.Epsilon, 1e300, -1e15, 1073741824, 1073741825.5];
        Assert.Equal(Array.ConvertAll(x, each => BitConverter.DoubleToInt64Bits(Math.Sin(each))), Sin(Tensor.Of(x)).ToArray<double>().Select(BitConverter.DoubleToInt64Bits));
        Near(Array.ConvertAll(x, Math.Cos), Cos(Tensor.Of(x)).ToArray<double>());
    }

    static void Near(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var (distance, size) = (Math.Abs(expected[i] - actual[i]), Math.Abs(expected[i]));
            Assert.True(expected[i].Equals(actual[i]) || distance <= 2 * (Math.BitIncrement(size) - size), $"{expected[i]:R} and {actual[i]:R}");
        }
    }
}
