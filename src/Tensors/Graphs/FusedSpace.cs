using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>
/// The space over which a fused body computes: rows of equally many elements, or single elements where nothing is reduced. Its values are
/// <list type="bullet">
/// <item>given: the parameters and constants, of any type and shape, and views of them (broadcast, reshaped, permuted, sliced);</item>
/// <item>elements, as many as the space has, in a shape that lists them in its order;</item>
/// <item>row values, one for each row, with the axes of the row kept or not.</item>
/// </list>
/// The results are computed. A device that goes through the rows, a few at a time, can compute every step for these alone.
/// </summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Length">How many elements a row has; 1 where no step reduces rows.</param>
public sealed record FusedSpace(int Rows, int Length)
{
    /// <summary>Elements of the longest row that is reduced: a device keeps the rows on which it is at work in fast memory.</summary>
    public const int LongestRow = 1 << 14;

    /// <summary>How many elements there are.</summary>
    public int Size => Rows * Length;

    /// <summary>The space of a graph; null where it has steps that do not fuse.</summary>
    public static FusedSpace? Of(Graph body)
    {
        if (Find(body) is not { } space) return null;
        var isGiven = IsGiven(body);
        return body.Results.All(value => !isGiven[value])
            && Results(body).All(each => isGiven[each.Value]
                || space.Takes(each.Step.Operation, [.. each.Step.Inputs.Select(input => body.Types[input])], body.Types[each.Value]))
            ? space : null;
    }

    /// <summary>For each value of a graph whether it is a parameter, a constant, or a view of one.</summary>
    public static bool[] IsGiven(Graph body)
    {
        var isGiven = new bool[body.Types.Count];
        Array.Fill(isGiven, true, 0, body.Inputs);
        foreach (var (step, value) in Results(body)) isGiven[value] = IsView(step.Operation) && isGiven[step.Inputs[0]];
        return isGiven;
    }

    /// <summary>Whether an operation gives its input in another order or shape, and computes nothing.</summary>
    public static bool IsView(Operation operation) => operation is Broadcast or Reshape or Permute or Slice;

    /// <summary>
    /// Whether a step of inputs of these types fuses over this space, where at least one of them is computed by another such step, or it is elementwise.
    /// </summary>
    public bool Takes(Operation operation, IReadOnlyList<TensorType> x, TensorType y) => operation switch
    {
        Map => Holds(y.Shape) && x[0].DType is DType.Float32 or DType.Float64 or DType.Bool,
        Select or Cast or Reshape => Holds(y.Shape),
        Sum or Extremum => x[0].Shape.Size == Size && RowLength(operation, x[0]) == Length,
        Broadcast => Spreads(x[0].Shape, y.Shape),
        _ => false,
    };

    /// <summary>
    /// How many elements of its input make one of a sum or extremum of floats: where all of its axes are neighbours, more than one element together
    /// but no more than <see cref="LongestRow"/>, and the last but for axes of extent 1. Otherwise, and for another operation, null.
    /// </summary>
    public static int? RowLength(Operation operation, TensorType x)
    {
        var axes = operation switch { Sum sum => sum.Axes, Extremum extremum => extremum.Axes, _ => null };
        if (axes is not { Count: > 0 } || x.DType is not (DType.Float32 or DType.Float64)) return null;
        var (first, last) = (axes[0], axes[^1]);
        if (last - first != axes.Count - 1 || !x.Shape.Skip(last + 1).All(extent => extent == 1)) return null;
        var length = x.Shape.Take(last + 1).Skip(first).Aggregate(1L, (product, extent) => product * extent);
        return length is > 1 and <= LongestRow ? (int)length : null;
    }

    /// <summary>Whether a shape is that of elements or row values.</summary>
    bool Holds(Shape shape) => shape.Size == Size || shape.Size == Rows;

    /// <summary>Whether each row value becomes all elements of its row.</summary>
    bool Spreads(Shape from, Shape to)
    {
        if (from.Size == to.Size) return Holds(to);
        if (from.Size != Rows || to.Size != Size) return false;
        // The axes that repeat have nothing but extents of 1 from the first of them on.
        var repeats = false;
        for (var axis = 0; axis < to.Rank; axis++)
        {
            var extent = axis - (to.Rank - from.Rank) is var at && at >= 0 ? from[at] : 1;
            if (repeats && extent != 1) return false;
            repeats |= extent != to[axis];
        }
        return true;
    }

    /// <summary>The space that the reductions say, or else the largest of the computed values.</summary>
    static FusedSpace? Find(Graph body)
    {
        foreach (var (step, _) in Results(body))
            if (RowLength(step.Operation, body.Types[step.Inputs[0]]) is { } length) return new(body.Types[step.Inputs[0]].Shape.Size / length, length);
        var isGiven = IsGiven(body);
        var sizes = Results(body).Where(each => !isGiven[each.Value]).Select(each => body.Types[each.Value].Shape.Size).ToArray();
        return sizes.Length > 0 ? new(sizes.Max(), 1) : null;
    }

    /// <summary>The steps with the numbers of their results; none of those that fuse has several.</summary>
    static IEnumerable<(Step Step, int Value)> Results(Graph body)
    {
        var value = body.Inputs;
        foreach (var step in body.Steps)
        {
            yield return (step, value);
            value += step.Results.Count;
        }
    }
}
