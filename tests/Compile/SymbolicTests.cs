using Functional.Graphs;
using Functional.Primitives;
using Xunit;

namespace Functional.Tests;

/// <summary>One graph for every batch.</summary>
public class SymbolicTests
{
    /// <summary>BatchPrograms whose constants are drawn for each batch, or whose loops hold a slice of it, are not among them.</summary>
    public static TheoryData<string> Names => [.. BatchPrograms.All.Keys.Where(name => name != "random")];

    [Theory, MemberData(nameof(Names))]
    public void Is_at_each_extent_what_is_traced_there(string name)
    {
        var symbolic = SymbolicGraph.Of(rows => BatchPrograms.Trace(name, rows));
        foreach (var rows in (int[])[2, 3, 11, 64])
        {
            var traced = BatchPrograms.Trace(name, rows);
            Assert.Equal(traced.ToString(), symbolic.At(rows).ToString());
            GraphOf.SameBits(traced, symbolic.At(rows), BatchPrograms.Batch(rows));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Comes_back_from_JSON(string name)
    {
        var symbolic = SymbolicGraph.Of(rows => BatchPrograms.Trace(name, rows));
        var read = SymbolicGraph.FromJson(symbolic.ToJson());
        Assert.Equal(symbolic.ToJson(), read.ToJson());
        Assert.Equal(symbolic.ToString(), read.ToString());
        GraphOf.SameBits(symbolic.At(5), read.At(5), BatchPrograms.Batch(5));
    }

    [Fact]
    public void Prints_formulas()
    {
        var symbolic = SymbolicGraph.Of(n => GraphOf.Function(x => Operations.Concat(0, x, x, x[1..]) / n, Tensor.Zeros([n, 10])));
        Assert.Equal(
            """
            graph(%x: float32[batch, 10])
              %1: float32[3·batch - 1, 10] = batch
              %2: float32[batch - 1, 10] = Slice(%x, runs: 1:batch - 1 0:10)
              %3: float32[3·batch - 1, 10] = Concat(%x, %x, %2, axis: 0)
              %4: float32[3·batch - 1, 10] = Divide(%3, %1)
              return %4
            """, symbolic.ToString());
    }

    [Fact]
    public void Knows_reciprocals()
    {
        var symbolic = SymbolicGraph.Of(n => GraphOf.Function(x => x * (1.0 / n) + x * (1.0 / (3 * n + 1)) - x * (5.0 / n), Tensor.Zeros([n])));
        foreach (var n in (int[])[1, 7, 100, 1000])
            GraphOf.SameBits(GraphOf.Function(x => x * (1.0 / n) + x * (1.0 / (3 * n + 1)) - x * (5.0 / n), Tensor.Zeros([n])), symbolic.At(n), new Key(1).Normal([n]));
    }

    [Fact]
    public void Names_the_step_that_depends_on_the_batch_in_another_way()
    {
        Assert.Equal("step 0, Broadcast: to depends on batch in a way that no graph can say: where batch is 11, 13, 17, it is 121, 169, 289",
            Refused(n => GraphOf.Function((Tensor x) => new Broadcast([n * n]).Apply(x), Tensor.Scalar(1f))));
        Assert.Equal("step 1, Map: function depends on batch in a way that no graph can say: where batch is 11, 13, 17, it is \"Exp\", \"Exp\", \"Log\"",
            Refused(n => GraphOf.Function((Tensor x) => n > 15 ? Operations.Log(-x) : Operations.Exp(-x), Tensor.Zeros([n]))));
        Assert.Equal("steps are 1, 1, 2 in number where batch is 11, 13, 17", Refused(n => GraphOf.Function((Tensor x) => n > 15 ? -Operations.Exp(x) : Operations.Exp(x), Tensor.Zeros([n]))));
        Assert.Equal("constant 0 depends on batch in a way that no graph can say: where batch is 11, 13, 17, it is 3.3166249, 3.6055512, 4.1231055",
            Refused(n => GraphOf.Function(x => x * Math.Sqrt(n), Tensor.Zeros([n]))));
        Assert.Equal("constant 0 of type float32[11] where batch is 11 has elements that depend on batch: only a repeated element may",
            Refused(n => GraphOf.Function(x => x + Tensor.Linspace(0, 1, n), Tensor.Zeros([n]))));
    }

    [Fact]
    public void Refuses_an_extent_that_does_not_fit()
    {
        var symbolic = SymbolicGraph.Of(n => GraphOf.Function((Tensor x) => x[5..], Tensor.Zeros([n])), "rows");
        Assert.StartsWith("where rows is 3: step 0: ", Assert.Throws<GraphException>(() => symbolic.At(3)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => symbolic.At(-1));
    }

    static string Refused(Func<int, Graph> trace) => Assert.Throws<GraphException>(() => SymbolicGraph.Of(trace)).Message;
}
