using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>What does not move contributes nothing, whatever the slope that it meets: 0 · ∞ is 0 in every kind of numbers.</summary>
public class StillnessTests
{
    const double Inf = double.PositiveInfinity;

    /// <summary>Along one argument √(x·y) stays 0; both together move an infinite slope.</summary>
    [Fact]
    public void A_square_root_of_a_product_is_still_along_its_axes()
    {
        Assert.Equal([0, 0], Gradient(x => Sqrt(x[0] * x[1]), [0.0, 0]));
        Assert.Equal(new double[,] { { 0, Inf }, { Inf, 0 } }, Hessian(x => Sqrt(x[0] * x[1]), [0.0, 0]));
    }

    [Fact]
    public void A_branch_that_is_flat_stays_flat_behind_a_pole()
    {
        Assert.Equal(0, Gradient(x => Atan(1 / Relu(x[0])), [-1.0])[0]);
        Assert.Equal(0, Derivative(x => Atan(1 / Relu(x)), -1.0));
        Assert.Equal(0, Gradient(x => (Relu(x[0]) + 1) * Inf, [-1.0])[0]);
        Assert.Equal(0, Gradient(x => Inf * (Relu(x[0]) + 1), [-1.0])[0]);
        Assert.Equal(0, Gradient(x => (x[0] * 0 + 1) / 0.0, [-1.0])[0]);
        Assert.Equal(0, Gradient(x => 1 / (x[0] * 0), [-1.0])[0]);
    }

    /// <summary>∂²/∂a² of a⁰ is 0 where a⁻² is beyond the range.</summary>
    [Theory, InlineData(1e-200), InlineData(5e-324), InlineData(0.0), InlineData(-1e-200), InlineData(1e-3)]
    public void A_power_to_the_0_is_still(double a)
    {
        Assert.Equal(0, Derivative(x => Pow(x, 0.0), a));
        Assert.Equal(0, Derivative(x => Derivative(x => Pow(x, 0.0), x), a));
        Assert.Equal(0, Hessian(x => Pow(x[0], 0.0), [a])[0, 0]);
    }

    [Fact]
    public void A_negative_base_has_powers_with_slopes()
    {
        Assert.Equal(-4, Derivative(x => Pow(x, 2.0), -2.0));
        Assert.Equal(12, Gradient(x => Pow(x[0], 3.0), [-2.0])[0]);
        Assert.Equal(-12, Hessian(x => Pow(x[0], 3.0), [-2.0])[0, 0]);
        Assert.Equal([-8, 12, -12, 6], Taylor<double>(x => Pow(x, 3.0), -2.0, 3));
        Assert.Equal(0, Gradient(b => Pow(0.0, b[0]), [-2.0])[0]);
        Assert.Equal(0, Derivative(b => Pow(0.0, b), -2.0));
    }
}
