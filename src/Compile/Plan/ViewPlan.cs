using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>Which values of a graph need no memory, because on a device they are views of others.</summary>
internal static class ViewPlan
{
    /// <summary>Whether an operation may give a view.</summary>
    internal static bool IsView(Operation operation) => operation is Broadcast or Reshape or Permute or Slice;

    /// <summary>
    /// For each value the one whose memory it shares, itself where it has its own. The device is asked by trying: its tensors show the memory behind
    /// them. Nothing where it has no memory to place values in.
    /// </summary>
    internal static int[]? Of(Graph graph, Device device)
    {
        var largest = graph.Types.GroupBy(type => type.DType).ToDictionary(group => group.Key, group => group.Max(type => (long)type.Shape.Size));
        if (device.Reserve(largest) is not { } memory) return null;
        int[] views = [.. Enumerable.Range(0, graph.Types.Count)];
        var tried = new PlainTensor?[views.Length];
        for (var i = 0; i < graph.Steps.Length; i++)
        {
            if (graph.Steps[i] is not { Operation: Primitive op } step || !IsView(op)) continue;
            var (x, y) = (step.Inputs[0], graph.FirstResult(i));
            var from = tried[x] ??= memory.Place(graph.Types[x], 0);
            var to = device.Evaluate(op, new Few<Tensor>(from));
            if (to.Storage == from.Storage) (views[y], tried[y]) = (views[x], to);
        }
        return views;
    }
}
