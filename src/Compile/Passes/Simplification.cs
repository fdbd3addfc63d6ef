using Functional.Functions;
using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// Takes away what need not be computed: steps that give what they are given, chains of views, operations on constants, what is computed twice, and what no
/// result needs. Every value that stays keeps its bits.
/// </summary>
internal static class Simplification
{
    /// <summary>Constants of more bytes are left to be computed: they would stay in memory for good.</summary>
    const int LargestConstant = 1 << 16;

    internal static Graph Of(Graph graph) => Rewriting.Apply(graph, (builder, _, step, inputs)
        => graph.Steps[step] is { Operation: Primitive op, Results: [var type] } ? [Add(builder, op, type, inputs)]
        : builder.Add(graph.Steps[step].Operation, inputs, graph.Steps[step].Results));

    static int Add(GraphBuilder graph, Primitive op, TensorType type, Sequence<int> x)
        => Same(graph, op, type, x) ?? Folded(graph, op, type, x) ?? Joined(graph, op, type, x) ?? graph.Add(op, type, x);

    /// <summary>The input that the result is equal to.</summary>
    static int? Same(GraphBuilder graph, Primitive op, TensorType type, Sequence<int> x) => op switch
    {
        Reshape or Broadcast or Cast when graph[x[0]] == type => x[0],
        Slice { Runs: var runs } when graph[x[0]] == type && runs.All(run => run.Step > 0) => x[0],
        Pad { Paddings: var paddings } when paddings.All(each => each is (0, 0, 0)) => x[0],
        Concat when x.Count == 1 => x[0],
        Permute { Axes: var axes } when axes.SequenceEqual(Enumerable.Range(0, axes.Count)) => x[0],
        Sum { Axes.Count: 0 } => x[0],
        Zip<Multiply> when IsRepeated(graph, x[1], 1) => x[0],
        Zip<Multiply> when IsRepeated(graph, x[0], 1) => x[1],
        Zip<Divide> when IsRepeated(graph, x[1], 1) => x[0],
        Zip<Subtract> when IsRepeated(graph, x[1], 0) => x[0],
        Map<Negate> when graph.Producer(x[0]) is { Operation: Map<Negate>, Inputs: var inner } => inner[0],
        _ => null,
    };

    /// <summary>The result of an operation on constants alone.</summary>
    static int? Folded(GraphBuilder graph, Primitive op, TensorType type, Sequence<int> x)
    {
        if (x.Any(input => graph.Constant(input) is null)) return null;
        var isView = op is Broadcast or Reshape && graph.Constant(x[0])!.IsRepeated;
        return isView || type.Bytes <= LargestConstant ? graph.Add((PlainTensor)op.Apply(new Few<Tensor>([.. x.Select(input => graph.Constant(input)!)]))) : null;
    }

    /// <summary>A view of a view as one.</summary>
    static int? Joined(GraphBuilder graph, Primitive op, TensorType type, Sequence<int> x) => (op, graph.Producer(x[0])) switch
    {
        (Reshape, { Operation: Reshape, Inputs: var inner }) => Add(graph, op, type, inner),
        (Broadcast, { Operation: Broadcast, Inputs: var inner }) => Add(graph, op, type, inner),
        (Permute outer, { Operation: Permute first, Inputs: var inner })
            => Add(graph, new Permute(outer.Axes.Select(axis => first.Axes[axis]).ToSequence()), type, inner),
        _ => null,
    };

    static bool IsRepeated(GraphBuilder graph, int value, double element)
        => graph.Constant(value) is { IsRepeated: true, Size: > 0 } constant && constant.DType.IsFloat()
        && constant.FirstBytes.SequenceEqual(Tensor.Full(Shape.Scalar, element, constant.DType).AsBytes());
}
