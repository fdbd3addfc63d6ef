using Functional.Graphs;
using Functional.Nn;
using Xunit;
using static Functional.BatchMode;
using static Functional.GraphMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Graphs.CompileLaws;

namespace Functional.Tests.Graphs;

public class TraceTests
{
    static readonly Tensor x = Tensor.Of(1.0, 2, 3);

    [Fact]
    public void A_graph_holds_the_primitives_of_a_function()
    {
        var graph = Trace((Tensor x) => Sum(Exp(x) * 2), x);
        Assert.Equal(["Exp", "Multiply", "Sum"], graph.Steps.Select(step => step.Operation.Title));
        Assert.Equal("float64[3]", graph.Parameters[0].Type.ToString());
        Same(Sum(Exp(x) * 2), graph.Run(x)[0]);
    }

    [Fact]
    public void Parameters_have_the_paths_of_the_leaves()
        => Assert.Equal([".Item1.a.b", ".Item2"], Trace((Params p, Tensor x) => p.Child("a")["b"] * x, Params.Empty.With("a", Params.Empty.With("b", x)), x).Parameters.Select(each => each.Name));

    [Fact]
    public void What_is_the_same_is_computed_once()
        => Assert.Equal(2, Trace((Tensor x) => Exp(x) * Exp(x), x).Steps.Length);

    [Fact]
    public void Reading_a_value_to_decide_is_refused_with_the_line()
    {
        var error = Assert.Throws<ScopeException>(() => Trace((Tensor x) => Sum(x).ToScalar() > 0 ? x : -x, x));
        Assert.Matches(@"^ToScalar at TraceTests\.cs:\d+: the function is traced, so this value is not known yet: choose with Where or Cond", error.Message);
        Assert.StartsWith("indexing by a mask", Assert.Throws<ScopeException>(() => Trace((Tensor x) => x[x > 1], x)).Message, StringComparison.Ordinal);
        Assert.StartsWith("ToArray", Assert.Throws<ScopeException>(() => Compile(Grad((Tensor x) => Sum(x * x.ToArray<double>()[0])))(x)).Message, StringComparison.Ordinal);
        Assert.StartsWith("ToString", Assert.Throws<ScopeException>(() => Compile(Vmap((Tensor x) => x * $"{x}".Length))(x)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_do_not_outlive_the_trace()
    {
        Tensor? kept = null;
        Trace((Tensor x) => kept = Exp(x), x);
        Assert.Contains("trace that has ended", Assert.Throws<ScopeException>(() => kept! + 1).Message, StringComparison.Ordinal);
        Assert.Contains("trace that has ended", Assert.Throws<ScopeException>(() => Trace((Tensor x) => x * kept!, x)).Message, StringComparison.Ordinal);
        Assert.Throws<ScopeException>(() => kept!.ToArray<double>());
    }

    [Fact]
    public void A_trace_belongs_to_its_thread()
    {
        Exception? error = null;
        Trace((Tensor x) =>
        {
            var thread = new Thread(() => error = Record.Exception(() => Exp(x)));
            thread.Start();
            thread.Join();
            return x;
        }, x);
        Assert.Contains("another thread", Assert.IsType<ScopeException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_captured_value_of_a_derivative_is_refused_by_Trace_and_served_by_Compile()
    {
        Assert.Throws<ScopeException>(() => Grad((Tensor w) => Sum(Trace((Tensor x) => x * w, x).Run(x)[0]))(x));
        Same(x, Grad((Tensor w) => Sum(Compile((Tensor x) => x * w)(x)))(x));
        Same(Vmap((Tensor w) => x * w)(x), Vmap((Tensor w) => Compile((Tensor x) => x * w)(x))(x));
    }
}
