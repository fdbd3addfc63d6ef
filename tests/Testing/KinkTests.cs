using Functional.Primitives;
using Xunit;
using static Functional.Operations;

namespace Functional.Testing.Tests;

/// <summary>Where a function has no derivative, no rule is blamed; where differences are hard to take, they are still taken.</summary>
public class KinkTests
{
    static Tensor V(params double[] numbers) => Tensor.Of<double>(numbers);

    [Fact]
    public void A_kink_is_not_blamed_on_the_rule_and_the_rest_is_checked()
    {
        Assert.NotEmpty(GradientCheck.Verify(x => Relu(x), V(0, 1)).Unchecked);
        Assert.NotEmpty(GradientCheck.Verify(x => Abs(x) + Floor(x), V(0, 1, 0.5)).Unchecked);
        Assert.NotEmpty(GradientCheck.Verify(x => Max(x) + Sum(x * x), V(1, 1, 0)).Unchecked);
        var wrong = new Planted(new Map<Functions.Relu>(), Pullback: b => Where(b.X[0] > 0, b.DY * 1.5, 0));
        Assert.Throws<GradientException>(() => GradientCheck.Verify(x => wrong.Apply(x), V(0, 1)));
    }

    public static TheoryData<string, Func<Tensor, Tensor>, double> Nowhere => new()
    {
        { "relu at 0", Relu, 0 },
        { "floor at 1", Floor, 1 },
        { "sqrt at 0", Sqrt, 0 },
        { "log below 0", Log, -1 },
        { "a removable jump", x => Where(Equal(x, 0), 1, x * 0), 0 },
        { "x sin(1/x) at 0", x => Where(Equal(x, 0), 0, x * Sin(1 / Where(Equal(x, 0), 1, x))), 0 },
    };

    [Theory, MemberData(nameof(Nowhere))]
    public void Nothing_compared_is_a_failure_but_no_discrepancy(string name, Func<Tensor, Tensor> f, double x)
    {
        var report = GradientCheck.Examine(f, Tensor.Scalar(x), new() { Order = 1 }, name);
        Assert.Empty(report.Discrepancies);
        Assert.True(report.NothingCompared);
        Assert.False(report.Passed);
        Assert.Throws<GradientException>(report.OrThrow);
    }

    public static TheoryData<string, Func<Tensor, Tensor>, double> Hard => new()
    {
        { "log near 0", Log, 1e-6 },
        { "sqrt near 0", Sqrt, 1e-5 },
        { "relu near its kink", Relu, 1e-6 },
        { "a pole nearby", x => 1 / (x - 1), 1.0001 },
        { "fast oscillation", x => Sin(1000 * x), 1 },
        { "a large argument", x => Log(x) * x, 1e9 },
        { "a small function", x => 1e-200 * Sin(x), 1 },
        { "a large function", x => 1e200 * Sin(x), 1 },
        { "a large constant", x => Sin(x) + 1e6, 1 },
        { "cancellation", x => Square(x + 1e4) - 1e8 - 2e4 * x, 1 },
        { "float32 inside", x => Sin(Cast(Cast(x, DType.Float32), DType.Float64)), 1.1 },
        { "no slope", x => Cos(x), 0 },
        { "a constant", x => x * 0 + 1, 2 },
        { "a plateau", x => Exp(-1 / Square(x)), 0.05 },
    };

    [Theory, MemberData(nameof(Hard))]
    public void Difficult_functions_are_checked(string name, Func<Tensor, Tensor> f, double x)
        => Assert.True(GradientCheck.Verify(f, Tensor.Scalar(x), new() { Order = 1, Float32 = false }, name).Compared > 0);

    [Theory, MemberData(nameof(Hard))]
    public void A_mistake_in_a_difficult_function_is_found(string name, Func<Tensor, Tensor> f, double x)
    {
        // The identity, with a mistake of a hundredth in its derivative; where there is no slope, one that is added.
        var planted = new Planted(new Zip<Functions.Add>(), Pullback: b => b.DY * (b.Input == 0 ? 1.01 : 1));
        var slope = ForwardMode.Derivative(f)(Tensor.Scalar(x)).ToScalar();
        if (slope == 0) return;
        Assert.Throws<GradientException>(() => GradientCheck.Verify(x => f(planted.Apply(x, x * 0)), Tensor.Scalar(x), new() { Order = 1 }, name));
    }

    [Fact]
    public void A_gradient_that_is_NaN_is_a_mistake_where_the_function_is_smooth()
    {
        var planted = new Planted(Map<Functions.Sin>.Op, Pullback: b => b.DY * Cos(b.X[0]) + 0 * Log(Maximum(b.X[0] - 1, 0)));
        var report = GradientCheck.Examine(x => planted.Apply(x), V(0.5, 2));
        Assert.Contains(report.Discrepancies.OfType<Difference>(), found => double.IsNaN(found.Analytic) && found.Argument == "x[0]");
    }

    [Fact]
    public void A_result_that_is_NaN_is_not_compared_and_the_others_are()
    {
        var report = GradientCheck.Verify(x => Log(x), V(-1, 2));
        Assert.All(report.Unchecked.Where(found => found.Check == "tangent"), found => Assert.Contains("y[0]", found.Place));
        Assert.True(report.Compared > 10);
    }
}
