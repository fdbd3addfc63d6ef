using Functional.Primitives;

namespace Functional;

/// <summary>
/// One place in the brackets of <c>x[1..3, ^1]</c>: an index, a range, a range with a step, a tensor of indices, a new axis, or an ellipsis for the
/// axes not named.
/// </summary>
public readonly struct Subscript
{
    enum Kind { Index, Range, Indices, NewAxis, Ellipsis }

    readonly Kind kind;
    readonly Range range;
    readonly int step;
    readonly Tensor? indices;

    Subscript(Kind kind, Range range, int step, Tensor? indices = null) => (this.kind, this.range, this.step, this.indices) = (kind, range, step, indices);

    /// <summary>Every axis that the other subscripts leave.</summary>
    public static readonly Subscript Ellipsis = new(Kind.Ellipsis, default, 1);

    /// <summary>An axis of extent 1 that was not there.</summary>
    public static readonly Subscript NewAxis = new(Kind.NewAxis, default, 1);

    /// <summary>Every step-th element of a range; a negative step goes through it from its end.</summary>
    public static Subscript Step(Range range, int step)
        => step != 0 ? new(Kind.Range, range, step) : throw new ArgumentOutOfRangeException(nameof(step), "a step of 0 leads nowhere");

    /// <summary>One element of an axis, which goes; a negative index counts from the end.</summary>
    public static implicit operator Subscript(int index) => (Index)(index < 0 ? ^-index : index);

    /// <summary>One element of an axis, which goes.</summary>
    public static implicit operator Subscript(Index index) => new(Kind.Index, index..index, 1);

    /// <summary>The elements of an axis in a range, cut off where the axis ends.</summary>
    public static implicit operator Subscript(Range range) => new(Kind.Range, range, 1);

    /// <summary>The elements of an axis at integer indices; several tensors broadcast and name one element of their axes together.</summary>
    public static implicit operator Subscript(Tensor indices) => new(Kind.Indices, .., 1, indices);

    /// <summary>
    /// What the subscripts mean for a shape: a slice of its axes, the shape of what is left of it, and the tensors that take elements of axes of
    /// that shape.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not on its axis.</exception>
    /// <exception cref="ShapeException">There are more subscripts than axes, or more than one ellipsis.</exception>
    public static (Run[] Runs, Shape Shape, (int Axis, Tensor Indices)[] Taken) Resolve(Shape shape, ReadOnlySpan<Subscript> subscripts)
    {
        var (named, ellipses) = Count(subscripts);
        if (ellipses > 1) throw new ShapeException("an index has one ellipsis at most");
        if (named > shape.Rank) throw new ShapeException($"{named} indices are too many for shape {shape}");
        var (runs, extents, taken) = (new List<Run>(), new List<int>(), new List<(int, Tensor)>());
        foreach (var subscript in subscripts)
            if (subscript.kind == Kind.NewAxis) extents.Add(1);
            else if (subscript.kind == Kind.Ellipsis) KeepAxes(shape.Rank - named);
            else
            {
                runs.Add(subscript.Run(shape, runs.Count));
                if (subscript.indices is { } indices) taken.Add((extents.Count, indices));
                if (subscript.kind != Kind.Index) extents.Add(runs[^1].Count);
            }
        KeepAxes(shape.Rank - runs.Count);
        return ([.. runs], Shape.Of(extents), [.. taken]);

        void KeepAxes(int count)
        {
            for (var end = runs.Count + count; runs.Count < end; extents.Add(runs[^1].Count)) runs.Add(new(0, shape[runs.Count]));
        }
    }

    static (int Named, int Ellipses) Count(ReadOnlySpan<Subscript> subscripts)
    {
        int named = 0, ellipses = 0;
        foreach (var subscript in subscripts)
            if (subscript.kind == Kind.Ellipsis) ellipses++;
            else if (subscript.kind != Kind.NewAxis) named++;
        return (named, ellipses);
    }

    Run Run(Shape shape, int axis)
    {
        var extent = shape[axis];
        int start = range.Start.GetOffset(extent), end = range.End.GetOffset(extent);
        if (kind == Kind.Index)
            return start >= 0 && start < extent ? new(start, 1)
                : throw new ArgumentOutOfRangeException(nameof(axis), $"index {range.Start} is out of range for axis {axis} of {shape}");
        (start, end) = (Math.Clamp(start, 0, extent), Math.Clamp(end, 0, extent));
        if (start > end) end = start;
        var count = (int)((end - start + Math.Abs((long)step) - 1) / Math.Abs((long)step));
        return count == 0 ? new(0, 0) : new(step > 0 ? start : end - 1, count, step);
    }
}

/// <summary>Indexing.</summary>
public abstract partial class Tensor
{
    /// <summary>
    /// A part of the tensor; axes that are not named stay whole, and ranges end where their axis does. Tensors of indices broadcast, and each place
    /// of them takes one element: <c>x[i, j]</c> of [n, m, a] at [k] and [k] gives [k, a]. Their axes stand where the first of them was, or in
    /// front where they are not neighbours, as in NumPy.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not on its axis.</exception>
    public Tensor this[params ReadOnlySpan<Subscript> subscripts]
    {
        get
        {
            var (runs, shape, taken) = Subscript.Resolve(Shape, subscripts);
            var part = Operations.Reshape(new Slice(runs).Apply(this), shape);
            return taken.Length == 0 ? part : Operations.GatherAt(part, taken);
        }
    }

    /// <summary>
    /// With integers: the elements at these indices of axis 0. With truth values: the elements (of the leading axes that the mask has) where they hold.
    /// How many those are is the shape of the result, so the mask is read on the host; where it must not be, inside Vmap or a trace, <c>Where</c> keeps
    /// the shape.
    /// </summary>
    /// <exception cref="ScopeException">A mask differs across a batch.</exception>
    public Tensor this[Tensor at] => at.DType != DType.Bool ? Operations.Gather(this, at) : Masked(at);

    /// <summary>This tensor with a part of it replaced: <c>x.With(0, 1..3, ^1)</c> has zeros there.</summary>
    public Tensor With(Tensor value, params ReadOnlySpan<Subscript> subscripts)
    {
        var (runs, shape, taken) = Subscript.Resolve(Shape, subscripts);
        if (taken.Length > 0) return Operations.PutAt(this, value, Arange(Size).Reshape(Shape)[subscripts]);
        var part = Operations.Reshape(Operations.Broadcast(value, shape), Shape.Of(runs.Select(run => run.Count)));
        var place = new Slice(runs);
        return Operations.Where(place.Embed(Ones(part.Shape, DType.Bool), Shape), place.Embed(part, Shape), this);
    }

    /// <summary>This tensor with a number in every place of a part of it: <c>x.With(0, 1..3, ^1)</c> has zeros there.</summary>
    public Tensor With(Literal value, params ReadOnlySpan<Subscript> subscripts) => With(Formulas.Like(value, this), subscripts);

    Tensor Masked(Tensor mask)
    {
        if (mask.Rank > Rank || !Shape.Take(mask.Rank).SequenceEqual(mask.Shape))
            throw new ShapeException($"a mask of shape {mask.Shape} does not fit a tensor of shape {Shape}");
        var places = mask.Elements<bool>("indexing by a mask");
        var chosen = new List<int>();
        for (var i = 0; i < places.Length; i++)
            if (places[i]) chosen.Add(i);
        return Operations.Gather(Operations.Reshape(this, Shape.Of([mask.Size, .. Shape.Skip(mask.Rank)])), Of<int>([.. chosen]));
    }
}
