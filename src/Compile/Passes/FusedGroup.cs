using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>Steps that are going to be one, over one <see cref="FusedSpace"/>, which the first reduction of rows divides into these.</summary>
internal sealed class FusedGroup
{
    /// <summary>More steps would need more of the fast memory than there is.</summary>
    const int MostSteps = 128;

    readonly Graph graph;
    readonly HashSet<int> values = [], inputs = [];
    readonly List<int> steps = [];
    FusedSpace space;

    FusedGroup(Graph graph, FusedSpace space) => (this.graph, this.space) = (graph, space);

    /// <summary>The numbers of the steps, in their order.</summary>
    internal IReadOnlyList<int> Steps => steps;

    /// <summary>The number of steps that compute something.</summary>
    internal int Work => steps.Count(step => !FusedSpace.IsView(graph.Steps[step].Operation));

    /// <summary>A group that a step may begin, or nothing where it is neither elementwise nor the reduction of rows.</summary>
    internal static FusedGroup? BeginningWith(Graph graph, int step)
    {
        var (operation, x, results) = graph.Steps[step];
        if (results is not [{ Shape.Size: > 0 } y]) return null;
        var from = graph.Types[x[0]];
        var space = FusedSpace.RowLength(operation, from) is { } length ? new(from.Shape.Size / length, length)
            : operation is Map or Select or Cast ? new FusedSpace(y.Shape.Size, 1) : null;
        return space is not null && Takes(graph, space, graph.Steps[step]) ? new(graph, space) : null;
    }

    /// <summary>Whether a value is computed here.</summary>
    internal bool Holds(int value) => values.Contains(value);

    /// <summary>Whether a step, once all that it needs is computed here or before, can be one of the group.</summary>
    internal bool CanHold(int step)
    {
        var next = graph.Steps[step];
        return steps.Count < MostSteps && next.Results.Count == 1 && Takes(graph, Divided(next), next)
            && (!FusedSpace.IsView(next.Operation) || values.Contains(next.Inputs[0]));
    }

    /// <summary>Whether a step uses a value of the group, or a large one that it takes.</summary>
    internal bool HasToDoWith(int step)
        => graph.Steps[step].Inputs.Any(input => values.Contains(input) || inputs.Contains(input) && graph.Types[input].Shape.Size == space.Size);

    /// <summary>Adds a step.</summary>
    internal void Add(int step)
    {
        steps.Add(step);
        space = Divided(graph.Steps[step]);
        values.Add(graph.FirstResult(step));
        foreach (var input in graph.Steps[step].Inputs)
            if (!values.Contains(input)) inputs.Add(input);
    }

    /// <summary>The space with a step: elements become rows when the first step reduces them.</summary>
    FusedSpace Divided(Step step)
        => space.Length == 1 && graph.Types[step.Inputs[0]] is var x && x.Shape.Size == space.Size && FusedSpace.RowLength(step.Operation, x) is { } length
            ? new(space.Size / length, length) : space;

    static bool Takes(Graph graph, FusedSpace space, Step step)
        => space.Takes(step.Operation, [.. step.Inputs.Select(input => graph.Types[input])], step.Results[0]);

    /// <summary>The value behind a view that is made here, which others can make themselves; another value itself.</summary>
    internal int Behind(int value)
    {
        while (values.Contains(value) && graph.Steps[graph.Producer(value)] is var step && FusedSpace.IsView(step.Operation)) value = step.Inputs[0];
        return value;
    }

    /// <summary>The fused steps, the values that they take, and those that they give to others.</summary>
    internal (Fused Operation, Sequence<int> Inputs, int[] Results) Close(Func<int, bool> isUsedElsewhere)
    {
        var builder = new GraphBuilder();
        var (numbers, given) = (new Dictionary<int, int>(), new List<int>());
        foreach (var step in steps)
        {
            var (operation, x, types) = graph.Steps[step];
            numbers[graph.FirstResult(step)] = builder.Add(operation, x.Select(NumberOf).ToSequence(), types)[0];
        }
        int[] results = [.. steps.Select(graph.FirstResult).Where(isUsedElsewhere).Select(Behind).Distinct()];
        return (new(builder.Build([.. results.Select(value => numbers[value])])), given.ToSequence(), results);

        int NumberOf(int value)
        {
            if (numbers.TryGetValue(value, out var number)) return number;
            if (graph.Constant(value) is { IsRepeated: true } constant) return numbers[value] = builder.Add(constant);
            given.Add(value);
            return numbers[value] = builder.Add(new Parameter("", graph.Types[value]));
        }
    }
}
