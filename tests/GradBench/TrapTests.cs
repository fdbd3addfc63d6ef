using Functional.GradBench.Evals;
using Xunit;

namespace Functional.Tests.GradBench;

/// <summary>Where the suite's own check, an absolute error of 10⁻⁴, would take zeros for an answer.</summary>
public class TrapTests
{
    /// <summary>At the suite's sizes every element of the expected gradient is zero; here the last component moves.</summary>
    [Fact]
    public void The_gradient_of_the_ode_is_right_where_it_is_not_zero()
    {
        double[] x = [0.5, 1.5, 0.8, 1.2, 0.9, 1.1];
        var gradient = Tool.Numbers("ode", "gradient", new { x, s = 50 });
        Numeric.Relatively(ForwardGradient(x, 50), gradient, 1e-12);
        Numeric.Relatively(Numeric.Gradient(x => Ode.Solve<double>(x, 50)[^1], x), gradient, 1e-8);
        // The solution is yᵢ(t) = x₀ ⋯ xᵢ·tⁱ⁺¹ / (i + 1)!, so every partial derivative of y₅(2) is y₅(2) / xᵢ.
        var y = x.Aggregate((a, b) => a * b) * Math.Pow(2, 6) / 720;
        Numeric.Relatively([.. x.Select(each => y / each)], gradient, 1e-4);
    }

    static double[] ForwardGradient(double[] x, int steps)
        => [.. x.Select((_, i) => Ode.Solve<Dual<double>>([.. x.Select((value, j) => new Dual<double>(value, i == j ? 1 : 0))], steps)[^1].Tangent)];

    /// <summary>From 160,000 elements on the expected gradients are below the tolerance.</summary>
    [Fact]
    public void Each_element_of_the_gradient_of_lse_is_right()
    {
        double[] x = [.. Numeric.Draw(160_000, 17).Select(each => 0.5 + 0.5 * each)];
        var total = x.Sum(Math.Exp);
        var gradient = Tool.Numbers("lse", "gradient", new { x });
        Assert.All(gradient, each => Assert.InRange(each, 1e-7, 1e-4));
        Numeric.Relatively([.. x.Select(each => Math.Exp(each) / total)], gradient, 1e-11);
    }

    [Theory, InlineData("ff"), InlineData("fr"), InlineData("rf"), InlineData("rr")]
    public void The_saddle_point_is_the_one_that_the_descent_stops_at(string modes)
        => Numeric.Relatively(Enumerable.Repeat(8.246324826140356e-06, 4).ToArray(), Tool.Numbers("saddle", modes, new { start = new[] { 1.0, 1 } }), 1e-6);

    [Theory, InlineData("ff"), InlineData("fr"), InlineData("rf"), InlineData("rr")]
    public void The_particle_hits_the_origin_where_the_descent_stops(string modes)
        => Numeric.Relatively([0.2071918746486116], [Tool.Number("particle", modes, new { w = 0.0 })], 1e-9);
}
