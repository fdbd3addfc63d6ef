namespace Functional.Primitives;

/// <summary>Repeats a tensor along new leading axes and axes of extent 1 (NumPy's rule).</summary>
public sealed record Broadcast(Shape To) : Primitive
{
    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Broadcast(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var from = x[0].Shape;
        var fits = from.Rank <= To.Rank;
        for (var i = 1; fits && i <= from.Rank; i++) fits = from[-i] == To[-i] || from[-i] == 1;
        return fits ? (x[0].DType, To) : throw new ShapeException($"Broadcast: {from} does not broadcast to {To}");
    }
}

/// <summary>The same elements in row-major order under another shape.</summary>
public sealed record Reshape(Shape To) : Primitive
{
    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Reshape(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => x[0].Size == To.Size ? (x[0].DType, To)
        : throw new ShapeException($"Reshape: {x[0].Shape} has {x[0].Size} elements, {To} has {To.Size}");
}

/// <summary>Reorders the axes: axis i of the result is axis <c>Axes[i]</c> of the input.</summary>
public sealed record Permute(Sequence<int> Axes) : Primitive
{
    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Permute(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var from = x[0].Shape;
        if (!Axes.Order().SequenceEqual(Enumerable.Range(0, from.Rank)))
            throw new ShapeException($"Permute: {Axes} is not an order of the axes of {from}");
        return (x[0].DType, Shape.Of(Axes.Select(axis => from[axis])));
    }

    /// <summary>The permutation that takes the axes back.</summary>
    public Permute Inverse()
    {
        var inverse = new int[Axes.Count];
        for (var i = 0; i < inverse.Length; i++) inverse[Axes[i]] = i;
        return new(inverse);
    }
}

/// <summary>The elements Start, Start + Step, … of one axis, Count of them; Step may be negative.</summary>
public readonly record struct Run(int Start, int Count, int Step = 1);

/// <summary>A regular run of elements along every axis.</summary>
public sealed record Slice(Sequence<Run> Runs) : Primitive
{
    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Slice(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var from = x[0].Shape;
        if (Runs.Count != from.Rank) throw new ShapeException($"Slice: {Runs.Count} runs for shape {from}");
        for (var axis = 0; axis < from.Rank; axis++)
        {
            var (start, count, step) = Runs[axis];
            var last = start + (long)(count - 1) * step;
            if (count < 0 || step == 0 || count > 0 && (start < 0 || start >= from[axis] || last < 0 || last >= from[axis]))
                throw new ShapeException($"Slice: {Runs[axis]} is out of range for axis {axis} of {from}");
        }
        return (x[0].DType, Shape.Of(Runs.Select(run => run.Count)));
    }

    /// <summary>The transpose: puts a part back where this slice took it, over zeros.</summary>
    public Tensor Embed(Tensor part, Shape whole)
    {
        var paddings = new Padding[whole.Rank];
        for (var axis = 0; axis < paddings.Length; axis++)
        {
            var (start, count, step) = Runs[axis];
            if (count == 0) (start, step) = (0, 1);
            if (step < 0) part = Formulas.SliceAxis(part, axis, new(count - 1, count, -1));
            var (low, distance) = step < 0 ? (start + (count - 1) * step, -step) : (start, step);
            var reach = count == 0 ? 0 : (count - 1) * distance + 1;
            paddings[axis] = new(low, whole[axis] - low - reach, distance - 1);
        }
        return new Pad(paddings).Apply(part);
    }
}

/// <summary>Elements to add before, after and between those of one axis; negative Low and High take away.</summary>
public readonly record struct Padding(int Low, int High, int Between = 0)
{
    /// <summary>The extent of an axis after it was padded.</summary>
    public long Extent(int extent) => (long)Low + High + (extent == 0 ? 0 : (extent - 1) * (Between + 1L) + 1);
}

/// <summary>Surrounds and interleaves the elements with a constant.</summary>
public sealed record Pad(Sequence<Padding> Paddings, Literal Value = default) : Primitive
{
    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Pad(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var from = x[0].Shape;
        if (Paddings.Count != from.Rank) throw new ShapeException($"Pad: {Paddings.Count} paddings for shape {from}");
        var to = new int[from.Rank];
        for (var axis = 0; axis < to.Length; axis++)
        {
            var extent = Paddings[axis].Extent(from[axis]);
            to[axis] = (int)extent;
            if (extent is < 0 or > int.MaxValue || Paddings[axis].Between < 0)
                throw new ShapeException($"Pad: {Paddings[axis]} does not fit axis {axis} of {from}");
        }
        return (x[0].DType, to);
    }

    /// <summary>The same padding with zeros, as tangents take it.</summary>
    public Pad WithZeros() => Value == 0 ? this : this with { Value = 0 };

    /// <summary>The transpose: takes what was padded out of a tensor of the result's shape, with zeros for what padding took away.</summary>
    public Tensor Extract(Tensor padded, Shape inner)
    {
        var restored = new Pad(Paddings.Select(p => new Padding(Math.Max(0, -p.Low), Math.Max(0, -p.High))).ToArray()).Apply(padded);
        return new Slice(Paddings.Select((p, axis) => new Run(inner[axis] == 0 ? 0 : Math.Max(0, p.Low), inner[axis], p.Between + 1)).ToArray()).Apply(restored);
    }
}

/// <summary>Joins tensors end to end along an axis.</summary>
public sealed record Concat(int Axis) : Primitive
{
    /// <summary>Where an input begins in the result.</summary>
    public int Start(Few<Tensor> x, int input)
    {
        var start = 0;
        for (var i = 0; i < input; i++) start += x[i].Shape[Axis];
        return start;
    }

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Concat(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var (first, total) = (x[0], 0);
        RequireAxis(first.Shape, Axis);
        for (var i = 0; i < x.Count; i++)
        {
            if (x[i].DType != first.DType)
                throw new DTypeException($"Concat: input 0 is {first.DType.Name()}, input {i} is {x[i].DType.Name()}: convert one with Cast");
            if (x[i].Rank != first.Rank || x[i].Shape.With(Axis, 0) != first.Shape.With(Axis, 0))
                throw new ShapeException($"Concat: input 0 is {first.Shape}, input {i} is {x[i].Shape}: they differ beside axis {Axis}");
            total += x[i].Shape[Axis];
        }
        return (first.DType, first.Shape.With(Axis, total));
    }
}

/// <summary>
/// Replaces an axis of the first input by the axes of the second, integers that say which element to take:
/// [a, n, b] at [i, j] gives [a, i, j, b].
/// </summary>
/// <param name="Operation">What the user called: the name that errors give.</param>
/// <param name="IsFromEnd">Whether negative integers count from the end, or are out of range.</param>
public sealed record Gather(int Axis, string Operation = "Gather", bool IsFromEnd = true) : Primitive
{
    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Gather(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        RequireIndices(Operation, x[1]);
        RequireAxis(x[0].Shape, Axis);
        var from = x[0].Shape;
        return (x[0].DType, Shape.Of([.. from.Take(Axis), .. x[1].Shape, .. from.Skip(Axis + 1)]));
    }

    /// <summary>Requires indices that are integers.</summary>
    /// <exception cref="DTypeException">They are not.</exception>
    public static void RequireIndices(string operation, Tensor indices)
    {
        if (!indices.DType.IsInteger()) throw new DTypeException($"{operation}: the indices are {indices.DType.Name()}, not integers");
    }
}

/// <summary>
/// The transpose of <see cref="Gather"/>: adds each slice of the first input at the place that the second names on a new axis
/// of the given extent, over zeros: [a, i, j, b] at [i, j] gives [a, Extent, b].
/// </summary>
public sealed record Scatter(int Axis, int Extent) : Primitive
{
    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Scatter(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        if (x[0].DType == DType.Bool) throw new DTypeException("Scatter: the updates are bool: convert them with Cast");
        Gather.RequireIndices("Scatter", x[1]);
        var (from, at) = (x[0].Shape, x[1].Shape);
        if (Axis < 0 || Axis + at.Rank > from.Rank || !from.Skip(Axis).Take(at.Rank).SequenceEqual(at))
            throw new ShapeException($"Scatter: updates are {from}, indices are {at}: axes {Axis} … {Axis + at.Rank - 1} differ");
        return (x[0].DType, Shape.Of([.. from.Take(Axis), Extent, .. from.Skip(Axis + at.Rank)]));
    }
}
