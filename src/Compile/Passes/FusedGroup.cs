using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// Steps that are going to be one: elementwise primitives over one shape, the space; sums and extrema over its last axis, and what is computed of these
/// row by row and spread over the rows again.
/// </summary>
internal sealed class FusedGroup
{
    /// <summary>Longer rows do not stay in the cache from a reduction to what follows it.</summary>
    const int LongestRow = 1 << 14;

    /// <summary>More steps would need more of the cache than there is.</summary>
    const int MostSteps = 96;

    readonly Graph graph;
    readonly Shape space, rows, dropped;
    readonly HashSet<int> values = [], inputs = [];
    readonly List<int> steps = [];

    FusedGroup(Graph graph, Shape space)
    {
        (this.graph, this.space) = (graph, space);
        (rows, dropped) = space.Rank == 0 ? (space, space) : (space.With(space.Rank - 1, 1), Shape.Of(space.SkipLast(1)));
    }

    /// <summary>The numbers of the steps, in their order.</summary>
    internal IReadOnlyList<int> Steps => steps;

    /// <summary>The number of steps that compute something.</summary>
    internal int Work => steps.Count(step => graph.Steps[step].Operation is not (Broadcast or Reshape));

    /// <summary>Whether a value is computed in this group.</summary>
    internal bool Holds(int value) => values.Contains(value);

    /// <summary>A group that a step may begin, or nothing where it is not elementwise and not the reduction of rows.</summary>
    internal static FusedGroup? BeginningWith(Graph graph, int step)
    {
        var (operation, x) = (graph.Steps[step].Operation, graph.Steps[step].Inputs);
        var space = IsElementwise(graph, graph.Steps[step]) ? graph.Steps[step].Results[0].Shape
            : operation is Sum or Extremum ? graph.Types[x[0]].Shape : null;
        return space is { Size: > 0 } && new FusedGroup(graph, space) is var group && group.Admits(graph.Steps[step]) ? group : null;
    }

    /// <summary>Whether a step, all inputs of which are computed in the group or before it, can be one of the group, and has to do with it.</summary>
    internal bool CanHold(int step)
    {
        var next = graph.Steps[step];
        return steps.Count < MostSteps && Admits(next) && next.Inputs.Any(input => values.Contains(input) || inputs.Contains(input) && graph.Types[input].Shape == space);
    }

    /// <summary>Adds a step, whose results are the values from a number on.</summary>
    internal void Add(int step, int result)
    {
        steps.Add(step);
        values.Add(result);
        foreach (var input in graph.Steps[step].Inputs)
            if (!values.Contains(input)) inputs.Add(input);
    }

    bool Admits(Step step) => step.Operation switch
    {
        Map or Select when IsElementwise(graph, step) => step.Results[0].Shape == space
            || IsOfRows(step.Results[0].Shape) && step.Inputs.Any(values.Contains) && step.Inputs.All(input => IsOfRows(graph.Types[input].Shape)),
        Sum { Axes: var axes } => IsRowReduction(step, axes),
        Extremum { Axes: var axes } => IsRowReduction(step, axes),
        Broadcast => values.Contains(step.Inputs[0]) && graph.Types[step.Inputs[0]].Shape == rows && step.Results[0].Shape == space,
        Reshape => values.Contains(step.Inputs[0]) && IsOfRows(graph.Types[step.Inputs[0]].Shape) && IsOfRows(step.Results[0].Shape),
        _ => false,
    };

    bool IsOfRows(Shape shape) => space.Rank > 0 && (shape == rows || shape == dropped);

    bool IsRowReduction(Step step, Sequence<int> axes)
        => space.Rank > 0 && space[-1] is > 1 and <= LongestRow && axes is [var axis] && axis == space.Rank - 1
        && graph.Types[step.Inputs[0]] is var (dtype, shape) && shape == space && dtype is DType.Float32 or DType.Float64;

    static bool IsElementwise(Graph graph, Step step)
        => step.Operation is Map or Select && IsComputed(step.Results[0].DType) && step.Inputs.All(input => IsComputed(graph.Types[input].DType));

    static bool IsComputed(DType dtype) => dtype is DType.Float32 or DType.Float64 or DType.Bool;

    /// <summary>The fused steps, the values that they take, and those that they give to others.</summary>
    internal (Fused Operation, Sequence<int> Inputs, int[] Results) Close(Func<int, bool> isUsedElsewhere)
    {
        var builder = new GraphBuilder();
        var (numbers, given) = (new Dictionary<int, int>(), new List<int>());
        var results = new List<int>();
        foreach (var step in steps)
        {
            var (operation, x, types) = graph.Steps[step];
            var y = graph.FirstResult(step);
            numbers[y] = builder.Add(operation, x.Select(NumberOf).ToSequence(), types)[0];
            if (isUsedElsewhere(y)) results.Add(y);
        }
        return (new(builder.Build([.. results.Select(value => numbers[value])])), given.ToSequence(), [.. results]);

        int NumberOf(int value)
        {
            if (numbers.TryGetValue(value, out var number)) return number;
            if (graph.Constant(value) is { IsRepeated: true } constant) return numbers[value] = builder.Add(constant);
            given.Add(value);
            return numbers[value] = builder.Add(new Parameter("", graph.Types[value]));
        }
    }
}
