using Functional.Graphs;

namespace Functional;

/// <summary>Where each computed value of a graph lies: in the memory that all share, for as long as it is needed, or in memory of its own.</summary>
/// <param name="Offsets">
/// For a value in shared memory the place in elements of its type; −1 for one that has memory of its own, which the caller may keep.
/// </param>
/// <param name="Elements">How many elements of each type the shared memory has.</param>
internal sealed record MemoryPlan(long[] Offsets, IReadOnlyDictionary<DType, long> Elements)
{
    /// <summary>Places begin at multiples of so many elements, which are cache lines for the types that are computed in.</summary>
    const int Alignment = 16;

    internal long Bytes => Elements.Sum(each => each.Value * each.Key.Bytes());

    /// <summary>A plan for the values that steps write.</summary>
    /// <param name="views">For a value that is a view the value behind it; otherwise the value itself.</param>
    internal static MemoryPlan Of(Graph graph, int[] views)
    {
        var offsets = new long[graph.Types.Count];
        var end = Ends(graph, views);
        var lives = new List<Life>();
        var of = new Life?[graph.Types.Count];
        for (var step = 0; step < graph.Steps.Length; step++)
            for (var i = 0; i < graph.Steps[step].Results.Count; i++)
            {
                var value = graph.FirstResult(step) + i;
                if (views[value] != value) continue;
                if (end[value] == int.MaxValue) offsets[value] = -1;
                else if (Reused(graph, views, end, of, step, value) is { } life) (of[value], life.End) = (life, Math.Max(life.End, end[value]));
                else lives.Add(of[value] = new(graph.Types[value], step, Math.Max(step, end[value])));
            }
        var elements = Place(lives);
        for (var value = 0; value < offsets.Length; value++)
            if (of[value] is { } life) offsets[value] = life.Offset;
        return new(offsets, elements);
    }

    /// <summary>The last step that needs each value or a view of it.</summary>
    static int[] Ends(Graph graph, int[] views)
    {
        var end = new int[graph.Types.Count];
        for (var value = 0; value < end.Length; value++) end[views[value]] = Math.Max(end[views[value]], graph.LastUse(value));
        return end;
    }

    /// <summary>The memory of an input that an elementwise step is the last to need, and that its result may take.</summary>
    static Life? Reused(Graph graph, int[] views, int[] end, Life?[] of, int step, int value)
    {
        var inputs = graph.Steps[step].Inputs;
        for (var i = 0; i < inputs.Count; i++)
            if (views[inputs[i]] is var input && input == inputs[i] && of[input] is { } life && end[input] == step && life.End == step
                && graph.Types[input] == graph.Types[value] && inputs.Count(each => views[each] == input) == 1
                && IsReadBefore(graph.Steps[step].Operation, i, value - graph.FirstResult(step))) return life;
        return null;
    }

    /// <summary>Whether an operation has read an element of an input for the last time when it writes that element of a result.</summary>
    static bool IsReadBefore(Operation operation, int input, int result) => operation switch
    {
        Primitives.Map => true,
        Fused { Body: var body } => body.LastUse(input) <= body.Producer(body.Results[result]),
        _ => false,
    };

    /// <summary>Places the largest first, each at the lowest place that is free for as long as it lives.</summary>
    static Dictionary<DType, long> Place(List<Life> lives)
    {
        var elements = new Dictionary<DType, long>();
        foreach (var group in lives.GroupBy(life => life.Type.DType))
        {
            var placed = new List<Life>();
            foreach (var life in group.OrderByDescending(life => life.Extent).ThenBy(life => life.Start))
            {
                foreach (var other in placed.Where(life.Overlaps).OrderBy(other => other.Offset))
                    if (other.Offset < life.Offset + life.Extent) life.Offset = Math.Max(life.Offset, other.Offset + other.Extent);
                placed.Add(life);
            }
            elements[group.Key] = placed.Max(life => life.Offset + life.Extent);
        }
        return elements;
    }

    /// <summary>A stretch of memory, from the step that first writes it to the last that reads it.</summary>
    sealed class Life(TensorType type, int start, int end)
    {
        internal TensorType Type => type;
        internal int Start => start;
        internal int End { get; set; } = end;
        internal long Offset { get; set; }
        internal long Extent => (type.Shape.Size + Alignment - 1L) / Alignment * Alignment;
        internal bool Overlaps(Life other) => start <= other.End && other.Start <= End;
    }
}
