using Functional.Graphs;
using Functional.Nn;
using static Functional.BatchMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests;

/// <summary>Functions of one batch [n, 3] of numbers: all kinds of steps, constants and blocks.</summary>
static class BatchPrograms
{
    static readonly Tensor weight = new Key(1).Normal([3, 5]);

    static readonly Layer network = Layers.Dense(8) >> Tanh >> Layers.Dense(4) >> Relu;

    static readonly Params parameters = network.Init(new Key(2), [3]).Params;

    static Tensor Network(Tensor x) => network.Apply(parameters, State.Empty, x, Mode.Evaluate).Y;

    internal static readonly Dictionary<string, Func<Tensor, Tensor>> All = new()
    {
        ["products"] = x => Relu(x.MatMul(weight) + 0.5) * 2,
        ["network"] = Network,
        ["gradient"] = Grad(x => Mean(Network(x) * Network(x))),
        ["mean over the batch"] = x => x - Mean(x, 0),
        ["variance"] = x => Sum(Square(x - Mean(x, 0)), 0) / (x.Shape[0] - 1),
        ["halves and pads"] = x => Concat(0, x[..1], Pad(x, [(1, 1), (0, 2)])[1..^1, ..3]),
        ["vmap"] = Vmap((Tensor x) => x.MatMul(weight).Max() + Exp(-x)),
        ["scan"] = x => Scan((Tensor s, Tensor e) => (s * 0.5 + e, Sum(s)), x[0], x).Carry,
        ["cond"] = x => Cond(Sum(x) > 0, (Tensor x) => x.MatMul(weight), (Tensor x) => x[.., ..1] * Tensor.Ones([5]), x),
        ["while"] = x => While((Tensor x) => Sum(x * x) < 100, (Tensor x) => x * 1.5 + 0.1, x),
        ["order"] = x => Gather(x, ArgMax(x, 1) * 0, 0) + Cast(ArgSort(x), DType.Float32) + CumSum(x, 0),
        ["random"] = x => x + new Key(7).Normal(x.Shape),
    };

    /// <summary>The graph of one at a batch of some rows.</summary>
    internal static Graph Trace(string name, int rows) => GraphOf.Function(All[name], Batch(rows));

    internal static Tensor Batch(int rows) => new Key(3).Normal([rows, 3]);
}
