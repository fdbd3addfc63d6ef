using Functional.Graphs;

namespace Functional;

/// <summary>A function as it was traced: its graph, the tree that its results are the leaves of, and the values that it captured of enclosing transformations.</summary>
internal sealed record Traced<TY>(Graph Graph, TY Tree, Tensor[] Captured);

/// <summary>Traces functions of trees.</summary>
internal static class Traced
{
    static readonly Tensor placeholder = Tensor.Scalar(0f);

    internal static Traced<TY> Of<TX, TY>(Func<TX, TY> f, TX x)
    {
        Tree.RequireLeaves("Trace", x);
        var (structure, leaves) = Structure.Of(x);
        var y = default(TY)!;
        // What is constant in the graph outlives the region at work.
        using var outside = Primitives.Region.Leave();
        var (graph, captured) = Tracing.Run(
            [.. structure.Paths.Zip(leaves, (path, leaf) => new Parameter(path, TensorType.Of(leaf)))], [.. leaves.Select(leaf => leaf.Device)],
            stands => Tree.Leaves(y = f(Tree.Rebuild(x, stands))));
        return new(graph, Tree.Map(y, _ => placeholder), captured);
    }
}
