using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

public static partial class Operations
{
    /// <summary>Repeats a tensor along new leading axes and axes of extent 1 until it has the given shape.</summary>
    public static Tensor Broadcast(Tensor x, Shape to) => x.Shape == to ? x : new Broadcast(to).Apply(x);

    /// <summary>The same elements in row-major order under another shape, in which one extent may be −1: what remains.</summary>
    [OverloadResolutionPriority(1)] // for collection expressions
    public static Tensor Reshape(Tensor x, params ReadOnlySpan<int> to)
    {
        var shape = Complete(x, to);
        return x.Shape == shape ? x : new Reshape(shape).Apply(x);
    }

    /// <summary>The same elements in row-major order under another shape.</summary>
    /// <exception cref="ShapeException">The shape has more or fewer elements.</exception>
    public static Tensor Reshape(Tensor x, Shape to) => x.Shape == to ? x : new Reshape(to).Apply(x);

    /// <summary>Reorders the axes: axis i of the result is axis <c>axes[i]</c> of x.</summary>
    public static Tensor Permute(Tensor x, params ReadOnlySpan<int> axes)
    {
        var order = new int[axes.Length];
        for (var i = 0; i < order.Length; i++) order[i] = x.Shape.Axis(axes[i], "Permute");
        return IsIdentity(order) && order.Length == x.Rank ? x : new Permute(order).Apply(x);
    }

    /// <summary>A matrix, or each matrix in the last two axes, mirrored at its diagonal.</summary>
    public static Tensor Transpose(Tensor x)
        => x.Rank < 2 ? throw new ShapeException($"Transpose: {x.Shape} has no two axes to exchange")
        : new Permute([.. Enumerable.Range(0, x.Rank - 2), x.Rank - 1, x.Rank - 2]).Apply(x);

    /// <summary>Moves one axis to another place and keeps the order of the rest.</summary>
    public static Tensor MoveAxis(Tensor x, int from, int to)
    {
        (from, to) = (x.Shape.Axis(from, "MoveAxis"), x.Shape.Axis(to, "MoveAxis"));
        var axes = Enumerable.Range(0, x.Rank).Where(axis => axis != from).ToList();
        axes.Insert(to, from);
        return Permute(x, [.. axes]);
    }

    /// <summary>Inserts an axis of extent 1.</summary>
    public static Tensor ExpandDims(Tensor x, int axis)
    {
        var at = axis < 0 ? axis + x.Rank + 1 : axis;
        if (at < 0 || at > x.Rank) throw new ShapeException($"ExpandDims: axis {axis} is out of range for shape {x.Shape}");
        return Reshape(x, Shape.Of([.. x.Shape.Take(at), 1, .. x.Shape.Skip(at)]));
    }

    /// <summary>Removes axes of extent 1: the given ones, or all.</summary>
    public static Tensor Squeeze(Tensor x, params ReadOnlySpan<int> axes)
    {
        var gone = axes.IsEmpty ? Enumerable.Range(0, x.Rank).Where(axis => x.Shape[axis] == 1).ToSequence() : x.Shape.Axes(axes, "Squeeze");
        foreach (var axis in gone)
            if (x.Shape[axis] != 1) throw new ShapeException($"Squeeze: axis {axis} of {x.Shape} has extent {x.Shape[axis]}, not 1");
        return Reshape(x, Shape.Of(x.Shape.Where((_, axis) => !gone.Contains(axis))));
    }

    /// <summary>All elements in row-major order as a vector.</summary>
    public static Tensor Ravel(Tensor x) => Reshape(x, [x.Size]);

    /// <summary>Joins tensors end to end along an axis, which they have already.</summary>
    public static Tensor Concat(int axis, params ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.IsEmpty) throw new ShapeException("Concat: there are no tensors to join");
        axis = tensors[0].Shape.Axis(axis, "Concat");
        return tensors.Length == 1 ? tensors[0] : new Concat(axis).Apply(new Few<Tensor>(tensors));
    }

    /// <summary>Joins tensors of one shape along a new axis.</summary>
    public static Tensor Stack(int axis, params ReadOnlySpan<Tensor> tensors)
    {
        var layers = new Tensor[tensors.Length];
        for (var i = 0; i < layers.Length; i++)
            layers[i] = tensors[i].Shape == tensors[0].Shape ? ExpandDims(tensors[i], axis)
                : throw new ShapeException($"Stack: tensor 0 is {tensors[0].Shape}, tensor {i} is {tensors[i].Shape}: shapes differ");
        return layers.Length == 0 ? throw new ShapeException("Stack: there are no tensors to join") : Concat(axis < 0 ? axis + layers[0].Rank : axis, layers);
    }

    /// <summary>Cuts a tensor along an axis into pieces of the given extents, which add up to the axis.</summary>
    public static ImmutableArray<Tensor> Split(Tensor x, int axis, params ReadOnlySpan<int> extents)
    {
        axis = x.Shape.Axis(axis, "Split");
        var (pieces, start) = (new Tensor[extents.Length], 0);
        for (var i = 0; i < pieces.Length; start += extents[i], i++) pieces[i] = SliceAxis(x, axis, new(start, extents[i]));
        return start == x.Shape[axis] ? ImmutableCollectionsMarshal.AsImmutableArray(pieces)
            : throw new ShapeException($"Split: the extents [{string.Join(", ", extents.ToArray())}] do not add up to {x.Shape[axis]}, axis {axis} of {x.Shape}");
    }

    /// <summary>Adds elements of a constant value around a tensor, a (low, high) pair per axis; negative ones take elements away.</summary>
    public static Tensor Pad(Tensor x, ReadOnlySpan<(int Low, int High)> paddings, Literal value = default)
    {
        var each = new Padding[paddings.Length];
        for (var i = 0; i < each.Length; i++) each[i] = new(paddings[i].Low, paddings[i].High);
        return new Pad(each, value).Apply(x);
    }

    /// <summary>The elements of an axis in reverse order.</summary>
    public static Tensor Flip(Tensor x, params ReadOnlySpan<int> axes)
    {
        foreach (var axis in x.Shape.Axes(axes, "Flip")) x = SliceAxis(x, axis, new(x.Shape[axis] - 1, x.Shape[axis], -1));
        return x;
    }

    /// <summary>Moves the elements of an axis by so many places towards its end; those that leave it there come in at its beginning.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Tensor Roll(Tensor x, int shift, int axis)
    {
        axis = x.Shape.Axis(axis, "Roll");
        var extent = x.Shape[axis];
        var last = extent == 0 ? 0 : (int)(((long)shift % extent + extent) % extent);
        return last == 0 ? x : Concat(axis, SliceAxis(x, axis, new(extent - last, last)), SliceAxis(x, axis, new(0, extent - last)));
    }

    /// <summary>
    /// Replaces an axis by the axes of integer indices, negative ones counting from the end: [a, n, b] at [i, j] gives [a, i, j, b].
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside −n … n − 1.</exception>
    public static Tensor Gather(Tensor x, Tensor indices, int axis = 0) => new Gather(x.Shape.Axis(axis, "Gather")).Apply(x, indices);

    /// <summary>The transpose of <see cref="Gather"/>: adds slices into zeros at the places that the indices name on an axis of the given extent.</summary>
    public static Tensor Scatter(Tensor updates, Tensor indices, int extent, int axis = 0)
    {
        var rank = updates.Rank - indices.Rank + 1;
        if (axis < -rank || axis >= rank)
            throw new ShapeException($"Scatter: axis {axis} is out of range for updates of shape {updates.Shape} at indices of shape {indices.Shape}");
        return new Scatter(axis < 0 ? axis + rank : axis, extent).Apply(updates, indices);
    }

    /// <summary>One element of the last axis for each index of the others, negative ones counting from the end: [a, n] at [a] gives [a].</summary>
    public static Tensor Pick(Tensor x, Tensor indices)
    {
        if (x.Rank == 0 || indices.Shape != Shape.Of(x.Shape.SkipLast(1)))
            throw new ShapeException($"Pick: {x.Shape} at indices of shape {indices.Shape}: the leading axes differ");
        if (!indices.DType.IsInteger()) throw new DTypeException($"Pick: the indices are {indices.DType.Name()}, not integers");
        return Gather(Ravel(x), Places("Pick", indices, x.Shape[-1]) + Tensor.Arange(indices.Size).Reshape(indices.Shape) * x.Shape[-1]);
    }

    static Shape Complete(Tensor x, ReadOnlySpan<int> to)
    {
        var unknown = to.IndexOf(-1);
        if (unknown < 0) return Shape.Create(to);
        var known = 1;
        for (var i = 0; i < to.Length; i++)
            if (i != unknown) known *= to[i];
        if (known <= 0 || x.Size % known != 0)
            throw new ShapeException($"Reshape: {x.Shape} has {x.Size} elements, which do not divide into [{string.Join(", ", to.ToArray())}]");
        int[] complete = to.ToArray();
        complete[unknown] = x.Size / known;
        return complete;
    }

    static bool IsIdentity(int[] order)
    {
        for (var i = 0; i < order.Length; i++)
            if (order[i] != i) return false;
        return true;
    }
}
