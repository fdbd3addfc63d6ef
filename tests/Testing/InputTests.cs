using System.Collections.Immutable;
using Functional.Functions;
using Functional.Primitives;
using Xunit;
using static Functional.Operations;

namespace Functional.Testing.Tests;

/// <summary>What can be checked: any trees, any shapes, any element types; and what is said where nothing can.</summary>
public class InputTests
{
    static Tensor V(params double[] numbers) => Tensor.Of<double>(numbers);

    static readonly Planted wrong = new(new Map<Sin>(), f => f.DX[0]! * Sin(f.X[0]), b => b.DY * Sin(b.X[0]));

    sealed record Model(Tensor Weight, ImmutableArray<Tensor> Biases, Tensor Labels, Key Key);

    static Model AModel => new(V(0.5, -1), [V(0.1), V(0.2)], Tensor.Of(1, 0), new(3));

    [Fact]
    public void Trees_with_constants_in_them_are_arguments()
    {
        var report = GradientCheck.Verify(m => Gather(m.Weight, m.Labels) * m.Key.Uniform([2], dtype: m.Weight.DType) + m.Biases[0] * m.Biases[1], AModel);
        Assert.True(report.Compared > 100);
        Assert.Empty(report.Unchecked);
    }

    [Fact]
    public void A_mistake_in_one_leaf_is_found_there()
    {
        var report = GradientCheck.Examine(m => m.Weight * wrong.Apply(m.Biases[1]), AModel);
        Assert.All(report.Discrepancies.OfType<Difference>().Where(found => found.Argument.StartsWith('x')),
            found => Assert.Equal("x.Biases[1][0]", found.Argument));
        Assert.Contains(report.Discrepancies, found => found.Place.Contains("x.Biases[1][0]", StringComparison.Ordinal));
    }

    [Fact]
    public void Trees_are_results()
    {
        Assert.Empty(GradientCheck.Verify(x => (Sum(x), ImmutableDictionary<string, Tensor>.Empty.Add("square", x * x), ArgMax(x)), V(1, 2)).Unchecked);
        var report = GradientCheck.Examine(x => (Sum(x), ImmutableDictionary<string, Tensor>.Empty.Add("wrong", wrong.Apply(x))), V(1, 2));
        Assert.All(report.Discrepancies.OfType<Difference>().Where(found => found.Result.StartsWith('y')),
            found => Assert.StartsWith("y.Item2[wrong][", found.Result));
        Assert.NotEmpty(report.Discrepancies);
    }

    [Fact]
    public void Functions_of_two_and_three_arguments_are_checked()
    {
        GradientCheck.Verify((a, b) => a.MatMul(b), Tensor.Of(new double[,] { { 1, 2 }, { 3, 4 } }), V(1, 2));
        GradientCheck.Verify((a, b, c) => Sum(a * b) * c, V(1, 2), V(3, 4), Tensor.Scalar(2.0));
        Assert.Throws<GradientException>(() => GradientCheck.Verify((a, b) => a * wrong.Apply(b), V(1, 2), V(3, 4)));
        Assert.Throws<GradientException>(() => GradientCheck.Verify((a, b, c) => a * b * wrong.Apply(c), V(1), V(3), V(2)));
    }

    [Fact]
    public void Scalars_and_empty_tensors_are_checked()
    {
        Assert.True(GradientCheck.Verify(x => Exp(x), Tensor.Scalar(1.0)).Compared > 20);
        Assert.True(GradientCheck.Verify(x => x * x, Tensor.Zeros([0], DType.Float64)).Passed);
        Assert.True(GradientCheck.Verify(x => Sum(x) + 1, Tensor.Zeros([2, 0, 3], DType.Float64)).Passed);
        Assert.True(GradientCheck.Verify((a, b) => Concat(0, a, b), Tensor.Zeros([0], DType.Float64), V(1, 2)).Compared > 20);
    }

    [Fact]
    public void Float32_arguments_are_checked_in_float64()
    {
        Assert.True(GradientCheck.Verify(x => Sin(x) * x, Tensor.Of(0.5f, 1)).Compared > 50);
        Assert.Throws<GradientException>(() => GradientCheck.Verify(x => wrong.Apply(x), Tensor.Of(0.5f, 1)));
    }

    [Fact]
    public void A_mistake_in_float32_alone_is_found()
    {
        var planted = new Planted(new Map<Sin>(), Pullback: b => b.DY * Cos(b.X[0]) * (b.DY.DType == DType.Float32 ? 1.01 : 1));
        var report = GradientCheck.Examine(x => planted.Apply(x), V(0.5, 1));
        Assert.Equal("float32 pullback", Assert.Single(report.Discrepancies).Check);
        Assert.True(GradientCheck.Examine(x => planted.Apply(x), V(0.5, 1), new() { Float32 = false }).Passed);
    }

    [Fact]
    public void What_float32_cannot_hold_of_a_derivative_is_no_mistake()
    {
        GradientCheck.Verify(x => 1e-200 * Sin(x), V(0.5, 1));
        GradientCheck.Verify(x => Tanh(x), V(7, 8.5));
    }

    [Fact]
    public void A_function_of_float64_alone_is_not_run_in_float32()
        => Assert.Equal("float32", Assert.Single(GradientCheck.Verify(x => x * V(1, 2), V(3, 4)).Unchecked).Check);

    [Fact]
    public void Large_arguments_are_checked_in_part()
    {
        var x = new Key(1).Normal([300, 200], dtype: DType.Float64);
        var options = new GradientOptions { Elements = 3, Order = 1 };
        Assert.InRange(GradientCheck.Verify(x => Sum(Sin(x)), x, options).Compared, 6, 40);
        Assert.Throws<GradientException>(() => GradientCheck.Verify(x => Sum(wrong.Apply(x)), x, options));
    }

    [Fact]
    public void A_mistake_under_Grad_alone_is_found()
    {
        var planted = new Planted(new Map<Sin>(), Pullback: b => b.DY * Cos(b.X[0]) + (Primitives.Region.IsAtWork ? 1 : 0));
        var report = GradientCheck.Examine(x => Sum(planted.Apply(x)), V(0.5, 1), new() { Order = 1 });
        Assert.All(report.Discrepancies, found => Assert.Equal("Grad", found.Check));
        Assert.Equal(2, report.Discrepancies.Length);
    }

    [Theory, InlineData(1, 2), InlineData(2, 6), InlineData(3, 14)]
    public void Each_order_checks_both_derivatives_of_the_one_below(int order, int checks)
    {
        // Every check fails to compare at the kink, and so says that it was there.
        var report = GradientCheck.Examine(x => Relu(x) + x * x * x, V(0, 1), new() { Order = order, Float32 = false });
        Assert.Equal(checks, report.Unchecked.Select(found => found.Check).Distinct().Count());
    }

    [Fact]
    public void Rules_of_one_mode_are_checked_in_that_mode()
    {
        var report = GradientCheck.Verify(x => Custom(Sin, pullback: (x, y, dy) => dy * Cos(x))(x), V(0.5, 1));
        Assert.Contains(report.Unchecked, found => found.Check == "tangent" && found.Reason.Contains("no tangent", StringComparison.Ordinal));
        Assert.Throws<GradientException>(() => GradientCheck.Verify(x => Custom(Sin, pullback: (x, y, dy) => dy * Sin(x))(x), V(0.5, 1)));
        Assert.Throws<GradientException>(() => GradientCheck.Verify(x => Custom(Sin)(x), V(0.5, 1)));
    }

    public static TheoryData<string, Func<object>> Refused => new()
    {
        { "no float32 or float64 tensor is found in the argument", () => GradientCheck.Verify(x => x, Tensor.Of(1, 2)) },
        { "no float32 or float64 tensor is found in the result", () => GradientCheck.Verify(x => ArgMax(x), V(1, 2)) },
        { "x.Item2 has the element NaN", () => GradientCheck.Verify(x => x.Item2 * 2, (V(1), V(1, double.NaN))) },
        { "x has the element -Infinity", () => GradientCheck.Verify(x => x * 2, V(1, double.NegativeInfinity)) },
        { "the function takes no float64", () => GradientCheck.Verify(x => x * Tensor.Of(1f, 2f), Tensor.Of(1f, 2f)) },
        { "it must be pure", () => GradientCheck.Verify(x => x * Random.Shared.NextDouble(), V(1, 2)) },
        { "0 Order", () => new GradientOptions { Order = 0 } },
        { "-1 Elements", () => new GradientOptions { Elements = -1 } },
        { "0 Directions", () => new GradientOptions { Directions = 0 } },
        { "0 Cases", () => new GradientOptions { Cases = 0 } },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_be_checked_is_refused_with_a_reason(string reason, Func<object> check)
        => Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(check).Message);

    [Fact]
    public void An_error_of_the_function_itself_is_passed_on()
        => Assert.StartsWith("MatMul", Assert.Throws<ShapeException>(
            () => GradientCheck.Verify(x => x.MatMul(x), Tensor.Zeros([2, 3], DType.Float64))).Message);
}
