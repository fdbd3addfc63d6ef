using System.Text.RegularExpressions;
using Functional.Functions;
using Functional.Primitives;
using Xunit;
using static Functional.Operations;

namespace Functional.Testing.Tests;

/// <summary>What a report says, word for word.</summary>
public class ReportTests
{
    static readonly GradientOptions first = new() { Order = 1 };

    static Tensor WrongSine(Tensor x) => new Planted(new Map<Sin>(), f => f.DX[0]! * Sin(f.X[0]), b => b.DY * Sin(b.X[0])).Apply(x);

    /// <summary>The estimated errors are of the size of rounding, which is not the same on all machines.</summary>
    static void Says(string expected, GradientReport report)
        => Assert.Equal(expected.ReplaceLineEndings("\n"), Regex.Replace(report.ToString(), @"± \de-1\d", "± ε"));

    [Fact]
    public void A_failure_names_function_check_place_and_numbers() => Says("""
        x => WrongSine(x): 26 of 30 comparisons fail
          tangent   ∂y[0]/∂x[0]  the rule gives 0.4794255386, not 0.8775825619 ± ε
          tangent   ∂y[1]/∂x[1]  the rule gives 0.8414709848, not 0.5403023059 ± ε
          tangent   ∂y[0]/∂v0    the rule gives 0.4794255386, not 0.8775825619 ± ε
          tangent   and 5 more
          pullback  ∂y[0]/∂x[0]  the rule gives 0.4794255386, not 0.8775825619 ± ε
          pullback  ∂y[0]/∂v0    the rule gives 0.4794255386, not 0.8775825619 ± ε
          pullback  ∂y[0]/∂v1    the rule gives 0.4449239246, not 0.8144277811 ± ε
          pullback  and 15 more
        at x = float64 [2] [0.5 1. ]
        """, GradientCheck.Examine(x => WrongSine(x), Tensor.Of(0.5, 1.0), first));

    [Fact]
    public void A_failure_in_a_tree_names_the_leaf() => Says("""
        p => (p.Weight * 2, WrongSine(p.Bias)): 16 of 48 comparisons fail
          tangent   ∂y.Item2/∂x.Bias  the rule gives 0.9092974268, not -0.4161468365 ± ε
          tangent   ∂y.Item2/∂v0      the rule gives 0.9092974268, not -0.4161468365 ± ε
          tangent   ∂y.Item2/∂v1      the rule gives 1.687720604, not -0.772398084 ± ε
          tangent   and 1 more
          pullback  ∂y.Item2/∂x.Bias  the rule gives 0.9092974268, not -0.4161468365 ± ε
          pullback  ∂y.Item2/∂v0      the rule gives 0.9092974268, not -0.4161468365 ± ε
          pullback  ∂y.Item2/∂v1      the rule gives 1.687720604, not -0.772398084 ± ε
          pullback  and 9 more
        at x.Bias = float64 [] 2.0
           x.Weight = float64 [2] [0.5 1. ]
        """, GradientCheck.Examine(p => (p.Weight * 2, WrongSine(p.Bias)), new Line(Tensor.Of(0.5, 1.0), Tensor.Scalar(2.0)), first));

    [Fact]
    public void A_wrong_shape_is_named()
        => Says("""
        x => new Planted(new Map<Sin>(), Pullback: b => Sum(b.DY * Cos(b.X[0]))).Apply(x): 1 of 11 comparisons fail
          pullback  x  the rule gives float64 [], not float64 [2]
        at x = float64 [2] [0.5 1. ]
        """, GradientCheck.Examine(x => new Planted(new Map<Sin>(), Pullback: b => Sum(b.DY * Cos(b.X[0]))).Apply(x), Tensor.Of(0.5, 1.0), first));

    [Fact]
    public void A_rule_that_throws_is_quoted()
        => Says("""
        x => new Planted(new Map<Sin>(), b => throw new InvalidOperationException("no rule")).Apply(x): 1 of 21 comparisons fail
          tangent    InvalidOperationException: no rule
        at x = float64 [2] [0.5 1. ]
        """, GradientCheck.Examine(
            x => new Planted(new Map<Sin>(), b => throw new InvalidOperationException("no rule")).Apply(x), Tensor.Of(0.5, 1.0), first));

    [Fact]
    public void A_wrong_second_order_is_named() => Says("""
        x => new Planted(new Map<Sin>(), f => f.DX[0]! * Cos(f.X[0]), b => b.DY * StopGradient(Cos(b.X[0]))…: 16 of 56 comparisons fail
          tangent of the gradient   ∂∇x/∂x   the rule gives 0, not 0.3880604479 ± ε
          tangent of the gradient   ∂∇x/∂v0  the rule gives 0.8775825619, not 1.26564301 ± ε
          tangent of the gradient   ∂∇x/∂v1  the rule gives -0.7878463298, not -0.4748493795 ± ε
          tangent of the gradient   and 1 more
          pullback of the gradient  ∂∇x/∂x   the rule gives 0, not 0.3880604479 ± ε
          pullback of the gradient  ∂∇x/∂v0  the rule gives 0.8775825619, not 1.26564301 ± ε
          pullback of the gradient  ∂∇x/∂v1  the rule gives -0.7878463298, not -0.4748493795 ± ε
          pullback of the gradient  and 9 more
        at x = float64 [] 0.5
        """, GradientCheck.Examine(
        x => new Planted(new Map<Sin>(), f => f.DX[0]! * Cos(f.X[0]), b => b.DY * StopGradient(Cos(b.X[0]))).Apply(x), Tensor.Scalar(0.5)));

    [Fact]
    public void What_passes_is_counted() => Says("""
        x => Sin(x): 114 comparisons agree
        at x = float64 [2] [0.5 1. ]
        """, GradientCheck.Verify(x => Sin(x), Tensor.Of(0.5, 1.0)));

    [Fact]
    public void A_kink_is_named() => Says("""
        x => Relu(x): 14 comparisons agree, 16 could not be made
          tangent   ∂y[0]/∂x[0]  not checked: the numeric derivative does not converge, 0.5 ± 1e+0
          tangent   and 3 more
          pullback  ∂y[0]/∂x[0]  not checked: the numeric derivative does not converge, 0.5 ± 1e+0
          pullback  and 11 more
        at x = float64 [2] [0. 1.]
        """, GradientCheck.Examine(x => Relu(x), Tensor.Of(0.0, 1.0), first));

    [Fact]
    public void Nothing_to_compare_with_is_named() => Says("""
        x => Relu(x): nothing could be checked
          tangent   ∂y/∂x  not checked: the numeric derivative does not converge, 0.5 ± 1e+0
          tangent   and 3 more
          pullback  ∂y/∂x  not checked: the numeric derivative does not converge, 0.5 ± 1e+0
          pullback  and 11 more
        at x = float64 [] 0.0
        """, GradientCheck.Examine(x => Relu(x), Tensor.Scalar(0.0), first));

    [Fact]
    public void A_long_expression_is_cut_and_set_on_one_line()
    {
        var report = GradientCheck.Verify(x =>
            Sin(x) + Sin(x) + Sin(x) + Sin(x) + Sin(x) + Sin(x) + Sin(x) +
            Sin(x) + Sin(x) + Sin(x) + Sin(x) + Sin(x) + Sin(x) + Sin(x), Tensor.Scalar(1.0));
        Assert.Equal(100, report.Function.Length);
        Assert.StartsWith("x => Sin(x) + Sin(x)", report.Function);
        Assert.EndsWith("…", report.Function);
    }

    [Fact]
    public void Verify_throws_the_report()
    {
        var thrown = Assert.Throws<GradientException>(() => GradientCheck.Verify(x => WrongSine(x), Tensor.Of(0.5, 1.0), first));
        Assert.Equal(GradientCheck.Examine(x => WrongSine(x), Tensor.Of(0.5, 1.0), first).ToString(), thrown.Message);
        Assert.False(thrown.Report.Passed);
        var difference = Assert.IsType<Difference>(thrown.Report.Discrepancies[0]);
        Assert.Equal(("tangent", "y[0]", "x[0]"), (difference.Check, difference.Result, difference.Argument));
        Assert.Equal((Math.Sin(0.5), Math.Cos(0.5)), (difference.Analytic, difference.Numeric), new Near(1e-12));
        Assert.InRange(difference.Error, 1e-17, 1e-9);
    }

    sealed class Near(double tolerance) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) a, (double, double) b) => Math.Abs(a.Item1 - b.Item1) <= tolerance && Math.Abs(a.Item2 - b.Item2) <= tolerance;

        public int GetHashCode((double, double) pair) => 0;
    }

    sealed record Line(Tensor Weight, Tensor Bias);
}
