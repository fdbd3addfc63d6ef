using Functional.Graphs;
using Xunit;

namespace Functional.Tests;

/// <summary>Graphs to look at.</summary>
static class GraphOf
{
    /// <summary>The graph of a function of arguments like these.</summary>
    internal static Graph Function(Func<Tensor[], Tensor[]> f, params Tensor[] x)
        => Tracing.Run([.. x.Select((each, i) => new Parameter($"{(char)('x' + i)}", TensorType.Of(each)))], [.. x.Select(each => each.Device)], f).Graph;

    internal static Graph Function(Func<Tensor, Tensor> f, Tensor x) => Function(x => [f(x[0])], x);

    /// <summary>Requires the same bits of two graphs.</summary>
    internal static void SameBits(Graph expected, Graph found, params Tensor[] x)
    {
        var (a, b) = (expected.Run(x), found.Run(x));
        Assert.Equal(a.Select(TensorType.Of), b.Select(TensorType.Of));
        Assert.All(a.Zip(b), each => Assert.Equal(each.First.AsBytes(), each.Second.AsBytes()));
    }
}
