using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Reverse;

/// <summary>Values and slopes that a plain formula gets wrong: by cancellation, overflow on the way, or what lies beside them.</summary>
public class AwkwardValueTests
{
    [Fact]
    public void Small_numbers_keep_their_values_in_any_company()
    {
        Assert.Equal([0f, 0f, 9.999997e-4f, 1e-12f], Tanh(Tensor.Of(0f, 0f, 1e-3f, 1e-12f)).ToArray<float>());
        Assert.Equal([1f, 1f, 1f, 1f], Exp(Tensor.Zeros([4])).ToArray<float>());
    }

    [Theory, InlineData(-800.0), InlineData(double.NegativeInfinity)]
    public void A_masked_softmax_is_the_same_at_every_call(double mask)
    {
        Tensor Softmax(Tensor x) => Exp(x - LogSumExp(x));
        double[] row = [.. Enumerable.Range(0, 37).Select(i => i % 5 == 0 ? mask : Math.Sin(i))];
        var first = Softmax(Tensor.Of(row)).ToArray<double>();
        for (var call = 0; call < 50; call++)
        {
            GC.KeepAlive(new byte[8 * (call % 9)]);
            Assert.Equal(first, Softmax(Tensor.Of(row)).ToArray<double>());
        }
        Assert.Equal(1, first.Sum(), 1e-15);
        Assert.All(Enumerable.Range(0, 37).Where(i => i % 5 == 0), i => Assert.Equal(0, first[i]));
    }

    [Fact]
    public void The_ends_of_the_range_do_not_overflow_on_the_way()
    {
        Assert.Equal(8.218407461554972e307, Expm1(Tensor.Scalar(709.0)).ToScalar(), 1e293);
        Assert.Equal(704.591038456178, Log1p(Tensor.Scalar(1e306)).ToScalar(), 2e-13);
        Assert.Equal(713.80137882815417, LogGamma(Tensor.Scalar(-1e-310)).ToScalar(), 2e-13);
        Assert.Equal(Math.Exp(-9), Grad(Expm1)(Tensor.Scalar(-9.0)).ToScalar(), 1e-19);
    }

    /// <summary>∂ atan2(a, b) is (b, −a) / (a² + b²).</summary>
    [Theory, InlineData(1e308, 1e308), InlineData(-1e308, 3e307), InlineData(1e-300, 2e-300), InlineData(3e-310, -1e-310), InlineData(1e-5, 1e300)]
    public void Slopes_of_Atan2_fit_the_range(double a, double b)
    {
        var size = Math.Max(Math.Abs(a), Math.Abs(b));
        var (p, q) = (a / size, b / size);
        var (da, db) = Grad<(Tensor A, Tensor B)>(x => Atan2(x.A, x.B))((Tensor.Scalar(a), Tensor.Scalar(b)));
        Near(q / (p * p + q * q) / size, da.ToScalar());
        Near(-p / (p * p + q * q) / size, db.ToScalar());
    }

    [Fact]
    public void Slopes_of_Asinh_and_Acosh_fit_the_range()
    {
        Near(1e-200, Grad(Asinh)(Tensor.Scalar(1e200)).ToScalar());
        Near(1e-200, Grad(Acosh)(Tensor.Scalar(1e200)).ToScalar());
        Near(-1e-300, Derivative(Grad(Asinh))(Tensor.Scalar(1e150)).ToScalar());
        Near(1e-30f, Grad(Asinh)(Tensor.Scalar(1e30f)).ToScalar(), 1e-6);
    }

    /// <summary>cot and its even derivatives are 0 at half-integers, so the value is that at 1 − x.</summary>
    [Theory, InlineData(2), InlineData(4), InlineData(6)]
    public void Polygammas_of_even_order_keep_their_digits_at_negative_half_integers(int order)
    {
        foreach (var x in (double[])[-0.5, -1.5, -3.5, -7.5])
            Near(Polygamma(order, Tensor.Scalar(1 - x)).ToScalar(), Polygamma(order, Tensor.Scalar(x)).ToScalar());
    }

    /// <summary>Nothing moves where a slope is infinite, or a branch is not taken.</summary>
    [Fact]
    public void Zero_times_infinity_is_nothing()
    {
        Assert.Equal(0, Grad(x => Sqrt(x) * 0)(Tensor.Scalar(0.0)).ToScalar());
        Assert.Equal([1, 0.5], Grad(x => Sum(Where(x > 1, Log(x - 1), x)))(Tensor.Of(0.5, 3)).ToArray<double>());
        Assert.Equal([1, 0.5], Derivative(x => Where(x > 1, Log(x - 1), x))(Tensor.Of(0.5, 3)).ToArray<double>());
        Assert.Equal(-0.25, Grad(Grad(x => Sum(Where(x > 1, Log(x - 1), x))))(Tensor.Scalar(3.0)).ToScalar());
    }

    /// <summary>The answer fits the type, its square or the product of some of its factors does not.</summary>
    [Theory, InlineData(1), InlineData(1e20), InlineData(4e37), InlineData(1e-25), InlineData(1e-38)]
    public void Norms_of_float32_have_room_for_squares(double size) => Norms(size, DType.Float32, 1e-6);

    [Theory, InlineData(1), InlineData(1e160), InlineData(3e307), InlineData(1e-200), InlineData(1e-307)]
    public void Norms_of_float64_have_room_for_squares(double size) => Norms(size, DType.Float64, 1e-15);

    static void Norms(double size, DType type, double relative)
    {
        var x = Tensor.Of(3 * size, -4 * size).Cast(type);
        Near(5 * size, Norm(x).ToScalar(), relative);
        foreach (var factor in (double[])[1, 1e-3, 1000])
        {
            Near(0.6 * factor, Grad(x => factor * Norm(x))(x)[0].ToScalar(), relative);
            Near(-0.8 * factor, Jvp(x => factor * Norm(x), x, Tensor.Of(0.0, 1).Cast(type)).Tangent.ToScalar(), relative);
        }
    }

    [Fact]
    public void Norms_at_the_ends()
    {
        Assert.Equal(1.5e-323, Norm(Tensor.Of(double.Epsilon * 3, 0)).ToScalar());
        Assert.Equal(double.PositiveInfinity, Norm(Tensor.Of(double.MaxValue, double.MaxValue)).ToScalar());
        Assert.Equal(double.PositiveInfinity, Norm(Tensor.Of(double.NegativeInfinity, 1)).ToScalar());
        Assert.Equal(double.NaN, Norm(Tensor.Of(double.NaN, 1)).ToScalar());
        Assert.Equal([0, 0], Grad(x => Norm(x))(Tensor.Of(0.0, 0)).ToArray<double>());
        Assert.Equal([0, 5, 0], Norm(Tensor.Of(new double[,] { { 0, 0 }, { 3e200, 4e200 }, { 0, 0 } }) / 1e200, 1).ToArray<double>());
    }

    [Fact]
    public void Products_have_room_for_their_factors()
    {
        Assert.Equal(0, Prod(Tensor.Of(1e308, 0, 2, 2, 2)).ToScalar());
        Near(1, Prod(Tensor.Of(1e200, 1e-200, 1e200, 1e-200)).ToScalar());
        Near(1, Prod(Tensor.Of(1e38f, 1e-38f, 1e38f, 1e-38f)).ToScalar(), 1e-6);
        Near(1, Prod(Tensor.Of(new[,] { { 1e200, 1e200 }, { 1e200, 1e-200 }, { 1e-200, 1e-200 } })).ToScalar());
        Near(6 * double.MaxValue * 1e-300, Prod(Tensor.Of(double.MaxValue, 1e-300, 2, 3)).ToScalar());
        Assert.Equal(double.PositiveInfinity, Prod(Tensor.Of(1e300, 1e300, 1e300)).ToScalar());
        Assert.Equal(double.NaN, Prod(Tensor.Of(0, double.PositiveInfinity, 2)).ToScalar());
        var x = Tensor.Of(1e200, 1e-200, 1e200, 1e-200);
        Assert.All(Grad(x => Prod(x))(x).ToArray<double>().Zip(x.ToArray<double>()), pair => Near(1, pair.First * pair.Second));
        Assert.Equal([1e300, 1e300], Grad(x => Prod(x))(Tensor.Of(1e300, 1e300)).ToArray<double>());
        Assert.Equal([0, double.PositiveInfinity, 0, 0, 0], Grad(x => Prod(x))(Tensor.Of(1e308, 0, 2, 2, 2)).ToArray<double>());
    }

    [Fact]
    public void The_distance_of_ends_has_room()
        => Assert.Equal([-1.5e308, -0.5e308, 0.5e308, 1.5e308], Tensor.Linspace(-1.5e308, 1.5e308, 4, DType.Float64).ToArray<double>(), (a, b) => Math.Abs(a / b - 1) < 1e-15);

    /// <summary>A power to a constant exponent has a slope at a negative base, though its logarithm has none.</summary>
    [Fact]
    public void A_negative_base_has_powers_with_slopes()
    {
        Assert.Equal(-4, Jvp(x => Pow(x, Tensor.Scalar(2.0)), Tensor.Scalar(-2.0), Tensor.Scalar(1.0)).Tangent.ToScalar());
        Assert.Equal(12, Jvp<Tensor, Tensor, Tensor>(Pow, (Tensor.Scalar(-2.0), Tensor.Scalar(3.0)), (Tensor.Scalar(1.0), Tensor.Scalar(0.0))).Tangent.ToScalar());
        Assert.Equal(-4, Grad<Tensor, Tensor>(Pow)(Tensor.Scalar(-2.0), Tensor.Scalar(2.0)).Item1.ToScalar());
        Assert.Equal(0, Grad<Tensor, Tensor>(Pow)(Tensor.Scalar(0.0), Tensor.Scalar(-2.0)).Item2.ToScalar());
    }

    static void Near(double expected, double found, double relative = 4e-15)
        => Assert.True(expected.Equals(found) || Math.Abs(expected - found) <= relative * Math.Abs(expected) + double.Epsilon, $"{found:R} is not {expected:R}");
}
