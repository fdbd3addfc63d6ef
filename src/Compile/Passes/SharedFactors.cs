using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// Products of several matrices with the same one, which depend on nothing but arguments, such as those of all inputs of a recurrence: one product of all
/// rows. Each row of a product has its bits from its own elements.
/// </summary>
internal static class SharedFactors
{
    /// <summary>Fewer products are left as they are.</summary>
    const int Fewest = 3;

    internal static Graph Of(Graph graph)
    {
        var isEarly = Early(graph);
        var groups = Enumerable.Range(0, graph.Steps.Length)
            .Where(step => graph.Steps[step] is { Operation: MatMul, Inputs: [var left, var right] }
                && isEarly[left] && isEarly[right] && graph.Types[left].Shape.Rank == 2)
            .GroupBy(step => graph.Steps[step].Inputs[1]).Where(group => group.Count() >= Fewest).ToDictionary(group => group.Key, group => group.ToArray());
        var made = new Dictionary<int, int>();
        return Rewriting.Apply(graph, (builder, values, step, inputs) =>
        {
            var (operation, x, types) = graph.Steps[step];
            if (operation is not MatMul || !groups.TryGetValue(x[1], out var all) || !all.Contains(step)) return builder.Add(operation, inputs, types);
            if (!made.TryGetValue(x[1], out var product))
                made[x[1]] = product = Product(builder, inputs[1], [.. all.Select(each => Made(builder, values, graph.Steps[each].Inputs[0]))]);
            var start = all.TakeWhile(each => each != step).Sum(each => graph.Types[graph.Steps[each].Inputs[0]].Shape[0]);
            return builder.Add(new Slice([new Run(start, types[0].Shape[0]), new Run(0, types[0].Shape[1])]), [product], types);
        });

        // A view that comes after the first product is made before it.
        int Made(GraphBuilder builder, int[] values, int value)
        {
            if (value < graph.Inputs) return values[value];
            var view = graph.Steps[graph.Producer(value)];
            return builder.Add(view.Operation, [Made(builder, values, view.Inputs[0])], view.Results)[0];
        }
    }

    /// <summary>For each value whether it is an argument, a constant, or a view of one.</summary>
    static bool[] Early(Graph graph)
    {
        var isEarly = new bool[graph.Types.Count];
        for (var value = 0; value < isEarly.Length; value++)
            isEarly[value] = value < graph.Inputs
                || graph.Steps[graph.Producer(value)] is { Operation: var operation, Inputs: [var x] } && FusedSpace.IsView(operation) && isEarly[x];
        return isEarly;
    }

    static int Product(GraphBuilder builder, int right, int[] lefts)
    {
        var (dtype, shape) = builder[lefts[0]];
        var all = new TensorType(dtype, shape.With(0, lefts.Sum(left => builder[left].Shape[0])));
        var joined = builder.Add(new Concat(0), all, lefts.ToSequence());
        return builder.Add(MatMul.Instance, all with { Shape = all.Shape.With(1, builder[right].Shape[1]) }, [joined, right]);
    }
}
