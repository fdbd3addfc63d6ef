using Functional.Functions;
using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// Sums of products of matrices, such as the gradient of a weight that a loop uses in every step, as one product: a·b + c·d is [a c]·[b; d]. The terms
/// are added in another order, so the last bits differ.
/// </summary>
internal static class SummedProducts
{
    /// <summary>Fewer products are left as they are.</summary>
    const int Fewest = 3;

    internal static Graph Of(Graph graph)
    {
        var uses = new int[graph.Types.Count];
        foreach (var input in graph.Steps.SelectMany(step => step.Inputs).Concat(graph.Results)) uses[input]++;
        // Of a sum of sums the outermost is the one to look at.
        var inner = graph.Steps.Where(IsSum).SelectMany(step => step.Inputs).Where(input => uses[input] == 1).ToHashSet();
        return Rewriting.Apply(graph, (builder, values, step, inputs)
            => graph.Steps[step] is var sum && IsSum(sum) && !inner.Contains(graph.FirstResult(step)) && Terms(graph, uses, sum) is { } terms
                ? [Join(builder, values, terms, sum.Results[0])] : builder.Add(sum.Operation, inputs, sum.Results));
    }

    static bool IsSum(Step step) => step.Operation is Zip<Add>;

    /// <summary>The products that are added, the last one first; nothing where there are other terms, or somebody else needs one.</summary>
    static List<Step>? Terms(Graph graph, int[] uses, Step sum)
    {
        var (terms, open) = (new List<Step>(), new Stack<int>(sum.Inputs));
        while (open.TryPop(out var value))
        {
            if (uses[value] != 1 || graph.Producer(value) is not (>= 0 and var producer)) return null;
            var step = graph.Steps[producer];
            if (IsSum(step)) foreach (var term in step.Inputs) open.Push(term);
            else if (step.Operation is MatMul && step.Results[0].Shape.Rank == 2) terms.Add(step);
            else return null;
        }
        return terms.Count >= Fewest ? terms : null;
    }

    static int Join(GraphBuilder builder, int[] values, List<Step> terms, TensorType type)
    {
        var left = Along(builder, [.. terms.Select(term => values[term.Inputs[0]])], 1);
        var right = Along(builder, [.. terms.Select(term => values[term.Inputs[1]])], 0);
        return builder.Add(MatMul.Instance, type, [left, right]);
    }

    /// <summary>Matrices side by side along an axis; transposed ones are joined as they lie in memory.</summary>
    static int Along(GraphBuilder builder, int[] parts, int axis)
    {
        var views = Array.ConvertAll(parts, builder.Producer);
        if (Array.TrueForAll(views, view => view is { Operation: Permute { Axes: [1, 0] } }))
        {
            var all = Along(builder, [.. views.Select(view => view!.Inputs[0])], 1 - axis);
            return builder.Add(new Permute([1, 0]), new(builder[all].DType, [builder[all].Shape[1], builder[all].Shape[0]]), [all]);
        }
        var (dtype, shape) = builder[parts[0]];
        return builder.Add(new Concat(axis), new(dtype, shape.With(axis, parts.Sum(part => builder[part].Shape[axis]))), parts.ToSequence());
    }
}
