using Functional.Accuracy;
using Functional.Functions;
using Xunit;

namespace Functional.Tests.Functions;

/// <summary>Values that have no error, where a bound in units of the last place would allow one.</summary>
public class ExactTests
{
    [Fact]
    public void Powers_of_2()
    {
        for (var n = -149; n < 128; n++)
        {
            Assert.Equal(MathF.ScaleB(1, n), Single<Exp2>(n));
            Assert.Equal(n, Single<Log2>(MathF.ScaleB(1, n)));
            Assert.Equal((float)(Math.ScaleB(1, n) - 1), Single<Exp2m1>(n));
        }
        for (var n = -1074; n < 1024; n++)
        {
            Assert.Equal(Math.ScaleB(1, n), Double<Exp2>(n));
            Assert.Equal(n, Double<Log2>(Math.ScaleB(1, n)));
            Assert.Equal(Math.ScaleB(1, n) - 1, Double<Exp2m1>(n));
        }
    }

    [Fact]
    public void Powers_of_10()
    {
        for (var (n, power) = (0, 1f); n <= 10; n++, power *= 10) Assert.Equal((n, power), (Single<Log10>(power), Single<Exp10>(n)));
        for (var (n, power) = (0, 1.0); n <= 22; n++, power *= 10) Assert.Equal((n, power), (Double<Log10>(power), Double<Exp10>(n)));
    }

    /// <summary>The signs of zeros and of poles are those of the standards, IEEE 754-2019 and C23.</summary>
    [Theory]
    [InlineData(0, 0, 1, 0)]
    [InlineData(-0.0, -0.0, 1, -0.0)]
    [InlineData(0.5, 1, 0, double.PositiveInfinity)]
    [InlineData(-0.5, -1, 0, double.NegativeInfinity)]
    [InlineData(1, 0, -1, -0.0)]
    [InlineData(-1, -0.0, -1, 0)]
    [InlineData(1.5, -1, 0, double.NegativeInfinity)]
    [InlineData(-1.5, 1, 0, double.PositiveInfinity)]
    [InlineData(2, 0, 1, 0)]
    [InlineData(-2, -0.0, 1, -0.0)]
    [InlineData(3, 0, -1, -0.0)]
    [InlineData(-8388607.5, 1, 0, double.PositiveInfinity)]
    [InlineData(16777215, 0, -1, -0.0)]
    [InlineData(-1e30, -0.0, 1, -0.0)]
    public void Half_turns(double x, double sine, double cosine, double tangent)
    {
        AssertSame([sine, cosine, tangent], [Double<SinPi>(x), Double<CosPi>(x), Double<TanPi>(x)]);
        AssertSame([sine, cosine, tangent], [Single<SinPi>((float)x), Single<CosPi>((float)x), Single<TanPi>((float)x)]);
    }

    [Fact]
    public void Zero_and_one()
    {
        Assert.Equal((1, 1), (Single<Exp>(0), Double<Exp>(0)));
        Assert.Equal((0, 0), (Single<Log>(1), Double<Log>(1)));
        Assert.Equal((0, 0), (Single<Acosh>(1), Double<Acosh>(1)));
        Assert.Equal((1, 1), (Single<Cosh>(0), Double<Cosh>(0)));
        Assert.Equal((0.5, 0.5), (Single<Sigmoid>(0), Double<Sigmoid>(0)));
        Assert.Equal((1, 1), (Single<Tanh>(20), Double<Tanh>(20)));
    }

    /// <summary>The slope at 0 is 1, and a sign belongs to 0, too.</summary>
    [Fact]
    public void Tiny_numbers()
    {
        foreach (var x in new[] { 0, -0.0, double.Epsilon, -double.Epsilon, 1e-310 })
            Assert.All([Double<Expm1>(x), Double<Log1p>(x), Double<Sinh>(x), Double<Tanh>(x), Double<Asinh>(x), Double<Atanh>(x)],
                y => Assert.Equal(BitConverter.DoubleToInt64Bits(x), BitConverter.DoubleToInt64Bits(y)));
        foreach (var x in new[] { 0, -0f, float.Epsilon, -float.Epsilon, 1e-40f })
            Assert.All([Single<Expm1>(x), Single<Log1p>(x), Single<Sinh>(x), Single<Tanh>(x), Single<Asinh>(x), Single<Atanh>(x)],
                y => Assert.Equal(BitConverter.SingleToInt32Bits(x), BitConverter.SingleToInt32Bits(y)));
    }

    /// <summary>Signs of zeros included.</summary>
    static void AssertSame(double[] expected, double[] actual)
        => Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));

    static float Single<F>(float x) where F : struct, IMapFunction => Numbers.Map<F, float>(x);

    static double Double<F>(double x) where F : struct, IMapFunction => Numbers.Map<F, double>(x);
}
