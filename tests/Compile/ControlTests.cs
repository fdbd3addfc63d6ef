using Functional.Graphs;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.GraphMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Graphs.CompileLaws;

namespace Functional.Tests.Graphs;

/// <summary>Choices and loops that values decide are blocks of the graph: one trace serves all values.</summary>
public class ControlTests
{
    static Tensor N(double value) => Tensor.Scalar(value);

    static Tensor Collatz(Tensor n) => While(
        s => s.N > 1,
        s => (Cond(Equal(s.N - s.N / 2 * 2, 0), n => n / 2, n => n * 3 + 1, s.N), s.Steps + 1),
        (N: n, Steps: Tensor.Scalar(0))).Steps;

    [Fact]
    public void One_trace_decides_for_every_value()
    {
        var steps = Compile(Collatz);
        foreach (var (n, expected) in new[] { (1, 0), (2, 1), (27, 111), (97, 118), (1, 0) }) Assert.Equal(expected, steps(Tensor.Scalar(n)).ToScalar<int>());
        Assert.Equal((4, 1), CacheOf(steps) is var cache ? ((int)cache.Hits, cache.Count) : default);
    }

    [Fact]
    public void Branches_capture_and_give_trees()
    {
        Func<Tensor, Tensor, (Tensor, Tensor)> f = (x, w) => Cond(Sum(x) > 0, x => (x * w, Sum(x)), x => (x - w, Sum(w * w) * 2), x);
        var compiled = Compile(f);
        Assert.All([Tensor.Of(1.0, 2), Tensor.Of(-1.0, -2), Tensor.Of(3.0, -2)], x =>
        {
            Same(f(x, x + 1).Item1, compiled(x, x + 1).Item1);
            Same(f(x, x + 1).Item2, compiled(x, x + 1).Item2);
        });
        var block = Assert.IsType<Cond>(Trace(f, Tensor.Of(1.0, 2), Tensor.Of(1.0, 2)).Steps[^1].Operation);
        Assert.Equal((1, 1), (block.Arguments, block.Captured));
    }

    [Fact]
    public void What_a_branch_alone_needs_is_computed_in_it()
    {
        var graph = Trace((Tensor x) => Cond(x > 0, y => y * Exp(x), y => y, x), N(1));
        var block = Assert.IsType<Cond>(graph.Steps[^1].Operation);
        Assert.Contains(block.Then.Steps, step => step.Operation.Title == "Exp");
        Assert.DoesNotContain(graph.Steps, step => step.Operation.Title == "Exp");
    }

    [Fact]
    public void What_does_not_change_in_a_loop_is_computed_before_it()
    {
        var graph = Trace((Tensor x) => Scan((Tensor h) => (h * Exp(x), h), x, 10).Ys, N(1));
        var block = Assert.IsType<Scan>(graph.Steps[^1].Operation);
        Assert.Contains(graph.Steps, step => step.Operation.Title == "Exp");
        Assert.Single(block.Body.Steps);
    }

    [Fact]
    public void Derivatives_and_batches_go_through_choices_and_loops()
    {
        Func<Tensor, Tensor> branch = x => Cond(x > 0, x => Sin(x) * x, x => Square(x) * 3, x);
        Func<Tensor, Tensor> loop = x => While(s => s < 100, s => s * s + x * x + 1, x + 1.5);
        Assert.All([N(0.7), N(-0.4), N(2)], x =>
        {
            Same(Grad(branch)(x), Compile(Grad(branch))(x));
            Same(Grad(Grad(branch))(x), Compile(Grad(Grad(branch)))(x));
            Same(Jvp(branch, x, N(1)).Tangent, Compile((Tensor x) => Jvp(branch, x, N(1)).Tangent)(x));
            Same(Jvp(loop, x, N(1)).Tangent, Compile((Tensor x) => Jvp(loop, x, N(1)).Tangent)(x));
        });
        var several = Tensor.Of(0.7, -0.4, 2, 50, 200);
        Same(Vmap(branch)(several), Compile(Vmap(branch))(several));
        Same(Vmap(loop)(several), Compile(Vmap(loop))(several));
        Same(Vmap(Grad(branch))(several), Compile(Vmap(Grad(branch)))(several));
        Same(Vmap((Tensor x) => Jvp(loop, x, N(1)).Tangent)(several), Compile(Vmap((Tensor x) => Jvp(loop, x, N(1)).Tangent))(several));
    }

    [Fact]
    public void A_loop_without_a_known_end_has_no_way_back()
    {
        var error = Assert.Throws<NotSupportedException>(() => Compile(Grad((Tensor x) => While(s => s < 100, s => s * s + x * x + 1, x + 1.5)))(N(1)));
        Assert.Contains("use Scan", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bodies_keep_shapes_and_types()
    {
        Assert.Contains("shapes differ", Assert.Throws<ShapeException>(() => Compile((Tensor x) => Cond(Sum(x) > 0, x => x, x => Sum(x), x))(Tensor.Of(1.0, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("the body makes it", Assert.Throws<ShapeException>(() => Compile((Tensor x) => While(s => Sum(s) < 9, s => Concat(0, s, s), x))(Tensor.Of(1.0, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_steps_are_one_step_of_the_graph()
    {
        var f = Compile((Tensor x) => Scan((Tensor h) => (h * 0.5 + x, default(ValueTuple)), x, 1_000_000).Carry);
        Assert.Equal(2.0, f(N(1)).ToScalar(), 12);
        var gradient = Compile(Grad((Tensor x) => Scan((Tensor h) => (h * 0.5 + x, default(ValueTuple)), x, 1_000_000).Carry));
        Assert.Equal(2.0, gradient(N(1)).ToScalar(), 12);
        Assert.True(CacheOf(gradient).Graphs[0].Optimized.Steps.Length < 50);
    }
}
