using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>Indices, of which negative ones count from the end; one outside −n … n − 1 is an <see cref="ArgumentOutOfRangeException"/>.</summary>
public static partial class Operations
{
    /// <summary>
    /// The elements of an axis at the indices that are given for each place of the others: of a matrix along axis 1, <c>y[i, j] = x[i, indices[i,
    /// j]]</c>. Beside the axis, extents broadcast.
    /// </summary>
    /// <exception cref="ShapeException">The ranks differ, or extents beside the axis do not broadcast.</exception>
    public static Tensor TakeAlongAxis(Tensor x, Tensor indices, int axis)
    {
        axis = x.Shape.Axis(axis, "TakeAlongAxis");
        (x, indices) = Along("TakeAlongAxis", x, indices, axis);
        return Gather(Ravel(x), Flat("TakeAlongAxis", indices, x.Shape, axis));
    }

    /// <summary>
    /// The tensor with values put at the indices of an axis that are given for each place of the others, the opposite of
    /// <see cref="TakeAlongAxis"/>. Where several meet, the last in row-major order stays.
    /// </summary>
    /// <exception cref="ShapeException">The ranks differ, or extents beside the axis do not broadcast.</exception>
    public static Tensor PutAlongAxis(Tensor x, Tensor indices, Tensor values, int axis)
    {
        axis = x.Shape.Axis(axis, "PutAlongAxis");
        (x, indices) = Along("PutAlongAxis", x, indices, axis);
        return PutAt(x, values, Flat("PutAlongAxis", indices, x.Shape, axis));
    }

    /// <summary>
    /// The tensor with slices added at the places that the indices name on an axis: <c>x[…, indices[i], …] += updates[…, i, …]</c>; [a, n, b] at
    /// [i] takes [a, i, b].
    /// </summary>
    public static Tensor ScatterAdd(Tensor x, Tensor indices, Tensor updates, int axis = 0)
    {
        axis = x.Shape.Axis(axis, "ScatterAdd");
        return x + Scatter(Fitting("ScatterAdd", x, indices, updates, axis), indices, x.Shape[axis], axis);
    }

    /// <summary>As <see cref="ScatterAdd"/>, but slices take the place of what was there. Where several meet, the last stays.</summary>
    public static Tensor ScatterSet(Tensor x, Tensor indices, Tensor updates, int axis = 0)
        => Scattered("ScatterSet", x, indices, updates, axis, (all, x, updates) => all.Set(x, updates));

    /// <summary>
    /// As <see cref="ScatterAdd"/>, with the largest of all that meet; NaN wins. An element that equals an update has half the derivative; of equal
    /// updates, the last has it.
    /// </summary>
    public static Tensor ScatterMax(Tensor x, Tensor indices, Tensor updates, int axis = 0)
        => Scattered("ScatterMax", x, indices, updates, axis, (all, x, updates) => all.Max(x, updates));

    /// <summary>As <see cref="ScatterAdd"/>, with the product of all that meet.</summary>
    public static Tensor ScatterMultiply(Tensor x, Tensor indices, Tensor updates, int axis = 0)
        => Scattered("ScatterMultiply", x, indices, updates, axis, (all, x, updates) => all.Multiply(x, updates));

    /// <summary>
    /// The places i that the sorted numbers of the last axis leave free for each value, so that these stay sorted: all before i are less, and with
    /// <paramref name="right"/> also those that are equal. int32. [n] at any shape, or [b…, n] at [b…, m]; NaN is the largest number.
    /// </summary>
    /// <exception cref="ShapeException">The leading axes differ.</exception>
    public static Tensor SearchSorted(Tensor sorted, Tensor values, bool right = false)
    {
        if (sorted.Rank == 0 || sorted.Rank > 1 && !sorted.Shape.SkipLast(1).SequenceEqual(values.Shape.SkipLast(1)))
            throw new ShapeException($"SearchSorted: the sorted numbers are {sorted.Shape}, the values {values.Shape}: the leading axes differ");
        var (n, rows) = (sorted.Shape[-1], sorted.Rank == 1 ? Reshape(values, [values.Size]) : values);
        var place = Tensor.Zeros(rows.Shape, DType.Int32);
        for (var step = n == 0 ? 0 : 1 << (int)Math.Log2(n); step > 0; step /= 2)
        {
            // Half of what remains goes where its last element comes before the value.
            var next = place + step;
            var last = TakeAlongAxis(sorted, Minimum(next, n) - 1, -1);
            place = Where(And(next <= Like(n, next), right ? Not(Before(rows, last)) : Before(last, rows)), next, place);
        }
        return Reshape(place, values.Shape);
    }

    /// <summary>The elements that tensors of indices name together on axes of a tensor.</summary>
    internal static Tensor GatherAt(Tensor x, (int Axis, Tensor Indices)[] taken)
    {
        if (taken.FirstOrDefault(each => each.Indices.DType == DType.Bool).Indices is not null)
            throw new DTypeException("a mask as an index stands alone: NonZero gives the indices where it holds");
        int[] axes = [.. taken.Select(each => each.Axis)], others = [.. Enumerable.Range(0, x.Rank).Except(axes)];
        var first = axes[^1] - axes[0] == axes.Length - 1 ? axes[0] : 0;
        var (flat, stride) = (Tensor.Scalar(0), 1);
        for (var i = axes.Length - 1; i >= 0; stride *= x.Shape[axes[i]], i--) flat += Places("index", taken[i].Indices, x.Shape[axes[i]]) * stride;
        var together = Permute(x, [.. others.Take(first), .. axes, .. others.Skip(first)]);
        return Gather(Reshape(together, Shape.Of([.. together.Shape.Take(first), stride, .. together.Shape.Skip(first + axes.Length)])), flat, first);
    }

    /// <summary>The tensor with values at elements that are named by their row-major indices.</summary>
    internal static Tensor PutAt(Tensor x, Tensor values, Tensor at)
        => Reshape(Segments.Of(at, x.Size).Set(Ravel(x), Ravel(Broadcast(values, at.Shape))), x.Shape);

    /// <summary>Where a comes before b in an order in which NaN is last.</summary>
    static Tensor Before(Tensor a, Tensor b) => a.DType.IsFloat() ? Or(a < b, And(IsNaN(b), Not(IsNaN(a)))) : a < b;

    /// <summary>Indices as 0 … n − 1, int32.</summary>
    internal static Tensor Places(string operation, Tensor indices, int extent) => new Gather(0, operation).Apply(Tensor.Arange(extent), indices);

    /// <summary>The row-major index of elements of a shape, of which the places on one axis are given for those of the others.</summary>
    static Tensor Flat(string operation, Tensor indices, Shape shape, int axis)
    {
        var (flat, stride) = (Tensor.Scalar(0), 1);
        for (var i = shape.Rank - 1; i >= 0; stride *= shape[i], i--)
        {
            var places = i == axis ? Places(operation, indices, shape[axis])
                : Reshape(Tensor.Arange(shape[i]), Shape.Of([shape[i], .. Enumerable.Repeat(1, shape.Rank - 1 - i)]));
            flat += places * stride;
        }
        return flat;
    }

    /// <summary>A tensor and indices of it that agree beside an axis.</summary>
    static (Tensor, Tensor) Along(string operation, Tensor x, Tensor indices, int axis)
    {
        Primitives.Gather.RequireIndices(operation, indices);
        if (x.Rank != indices.Rank) throw new ShapeException($"{operation}: the tensor is {x.Shape}, the indices are {indices.Shape}: ranks differ");
        var beside = Shape.Broadcast(x.Shape.With(axis, 1), indices.Shape.With(axis, 1), $"{operation}, beside axis {axis}");
        return (Broadcast(x, beside.With(axis, x.Shape[axis])), Broadcast(indices, beside.With(axis, indices.Shape[axis])));
    }

    static Tensor Fitting(string operation, Tensor x, Tensor indices, Tensor updates, int axis)
    {
        Primitives.Gather.RequireIndices(operation, indices);
        var shape = Shape.Of([.. x.Shape.Take(axis), .. indices.Shape, .. x.Shape.Skip(axis + 1)]);
        return Shape.Broadcast(shape, updates.Shape, $"{operation}, updates") == shape ? Broadcast(updates, shape)
            : throw new ShapeException($"{operation}: the updates are {updates.Shape}, the places {shape}");
    }

    static Tensor Scattered(string operation, Tensor x, Tensor indices, Tensor updates, int axis, Func<Segments, Tensor, Tensor, Tensor> join)
    {
        axis = x.Shape.Axis(axis, operation);
        updates = Fitting(operation, x, indices, updates, axis);
        // One update for each element: the places of the other axes beside those of the indices.
        var places = Places(operation, indices, x.Shape[axis]);
        var (before, after) = (x.Shape.Take(axis).Aggregate(1, (size, extent) => size * extent),
            x.Shape.Skip(axis + 1).Aggregate(1, (size, extent) => size * extent));
        var rows = Reshape(Tensor.Arange(before) * (x.Shape[axis] * after), [before, 1, 1]);
        var at = rows + Reshape(places * after, [1, indices.Size, 1]) + Reshape(Tensor.Arange(after), [1, 1, after]);
        return Reshape(join(Segments.Of(at, x.Size), Ravel(x), Ravel(updates)), x.Shape);
    }
}
