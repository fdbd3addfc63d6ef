using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Reverse.BothModes;

namespace Functional.Tests.Reverse;

/// <summary>What derivatives are where mathematics leaves a choice.</summary>
public class ConventionTests
{
    const double Inf = double.PositiveInfinity;

    [Fact]
    public void Equal_maxima_share()
    {
        HasGradient([0.5, 0.5, 0], x => Max(x), 2, 2, 1);
        HasGradient([0, 0.5, 0.5], x => Min(x), 3, 1, 1);
        Has([0.5, 1, 0], x => Maximum(x, 2), 2, 3, 1);
        Has([0.5, 0, 1], x => Minimum(2 * Tensor.OnesLike(x), x), 2, 3, 1);
        Has([1, 0.5, 0], x => Clip(x, 0, 1), 0.5, 1, 2);
    }

    [Fact]
    public void Kinks_at_zero_have_derivative_zero()
    {
        Has([0, 1, 0], Relu, 0, 1, -1);
        Has([0, 1, -1], Abs, 0, 1, -1);
        Has([0, 0, 0], Sign, 0, 1, -1);
        Has([0, 0], Floor, 0, 1.5);
        Has([0, 0], StopGradient, 0, 1.5);
    }

    [Fact]
    public void Powers_of_zero()
    {
        Has([0], x => Pow(x, 0), 0);
        Has([1], x => Pow(x, 1), 0);
        Has([0], x => Pow(x, 2), 0);
        Has([0, 12], x => Pow(x, 3), 0, 2);
        Has([0, 12], Derivative(x => Pow(x, 3)), 0, 2);
        Has([0], x => Pow(0 * x, x), 2);
        var (a, b) = Grad<Tensor, Tensor>(Pow)(N(0), N(0));
        Assert.Equal((0, 0), (a.ToScalar(), b.ToScalar()));
        var (c, d) = Grad<Tensor, Tensor>(Pow)(N(0), N(2));
        Assert.Equal((0, 0), (c.ToScalar(), d.ToScalar()));
        Has([-2], x => Pow(x, 2), -1);
    }

    [Fact]
    public void The_mixed_derivative_of_a_power_is_right_where_the_exponent_is_zero()
    {
        foreach (var (_, outer) in Modes)
            foreach (var (_, inner) in Modes)
            {
                Assert.Equal(0.5, outer(b => inner(a => Pow(a, b))(N(2)))(N(0)).ToScalar());
                Assert.Equal(0.5, outer(a => inner(b => Pow(a, b))(N(0)))(N(2)).ToScalar());
            }
    }

    [Fact]
    public void Poles_have_infinite_derivatives()
    {
        Has([Inf], Sqrt, 0);
        Has([Inf], Log, 0);
        Assert.Equal(double.NegativeInfinity, Log(N(0)).ToScalar());
        Has([-Inf], x => 1 / x, 0);
    }

    [Fact]
    public void The_norm_has_gradient_zero_at_zero()
    {
        HasGradient([0, 0], x => Norm(x), 0, 0);
        HasGradient([0.6, 0.8], x => Norm(x), 3, 4);
    }

    [Fact]
    public void Log_sum_exp_of_nothing_but_minus_infinity()
    {
        HasGradient([0, 0], x => LogSumExp(x), -Inf, -Inf);
        HasGradient([0, 1], x => LogSumExp(x), -Inf, 3);
        HasGradient([0.5, 0.5], x => LogSumExp(x), 1000, 1000);
        var rows = Grad(x => Sum(Where(Less(LogSumExp(x, 1), N(-1e300)), 0, LogSumExp(x, 1))))(Tensor.Of(new[,] { { -Inf, -Inf }, { 1, 1 } }));
        Assert.Equal([0, 0, 0.5, 0.5], rows.ToArray<double>());
    }

    [Fact]
    public void Products_with_zeros()
    {
        HasGradient([6, 3, 2], x => Prod(x), 1, 2, 3);
        HasGradient([6, 0, 0], x => Prod(x), 0, 2, 3);
        HasGradient([0, 0, 0], x => Prod(x), 0, 0, 3);
        Assert.Equal([0, 3, 2, 3, 0, 0, 2, 0, 0], Stack(0, [.. Enumerable.Range(0, 3).Select(i => Grad(x => Grad(x => Prod(x))(x)[i])(V(0, 2, 3)))]).ToArray<double>());
    }

    [Fact]
    public void Max_pooling_sends_the_derivative_to_the_first_of_equal_ones()
        => HasGradient([0, 1, 0, 1, 0, 0], x => Sum(MaxPool(x.Reshape(1, 1, 6), 3)), 1, 2, 2, 5, 4, 5);

    [Fact]
    public void What_is_not_chosen_does_not_matter()
    {
        // 0 · ∞ does not appear: the branch that is not taken has no cotangent but zero, and Where keeps it from the pole.
        Has([0, 0.25], x => Where(x > 0, Sqrt(Where(x > 0, x, 1)), 0), 0, 4);
        HasGradient([1, 0], x => x[0] * 1 + 0, 5, Inf);
    }
}
