using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

public static partial class Operations
{
    /// <summary>The product of each element of a with each of b: [n…] and [m…] give [n…, m…].</summary>
    public static Tensor Outer(Tensor a, Tensor b) => Reshape(a, Shape.Of([.. a.Shape, .. Enumerable.Repeat(1, b.Rank)])) * b;

    /// <summary>
    /// The sum of products of the elements of two vectors, or over the last axis of tensors whose shapes broadcast: [b…, n] and [b…, n] give [b…].
    /// </summary>
    /// <exception cref="ShapeException">The last extents differ.</exception>
    public static Tensor Dot(Tensor a, Tensor b)
    {
        if (a.Rank == 0 || b.Rank == 0 || a.Shape[-1] != b.Shape[-1])
            throw new ShapeException($"Dot: left is {a.Shape}, right is {b.Shape}: the last extents differ");
        return a.Rank == 1 && b.Rank == 1
            ? MatMul(a, b)
            : Reshape(MatMul(ExpandDims(a, -2), ExpandDims(b, -1)),
                Shape.Broadcast(Shape.Of(a.Shape.SkipLast(1)), Shape.Of(b.Shape.SkipLast(1)), "Dot"));
    }

    /// <summary>
    /// Each element of a times the whole of b, in its place (L. Kronecker): the extents of the result are the products of theirs. Axes that one
    /// lacks are in front, with extent 1.
    /// </summary>
    public static Tensor Kron(Tensor a, Tensor b)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        int[] left = [.. Enumerable.Repeat(1, rank - a.Rank), .. a.Shape], right = [.. Enumerable.Repeat(1, rank - b.Rank), .. b.Shape];
        var product = Reshape(a, Shape.Of(left.SelectMany(extent => (int[])[extent, 1])))
            * Reshape(b, Shape.Of(right.SelectMany(extent => (int[])[1, extent])));
        return Reshape(product, Shape.Of(left.Zip(right, (m, n) => m * n)));
    }

    /// <summary>The sum of products over the last axes of a and the first of b, so many of each.</summary>
    /// <exception cref="ShapeException">There are fewer, or their extents differ.</exception>
    public static Tensor TensorDot(Tensor a, Tensor b, int axes = 2)
    {
        if (axes < 0 || axes > Math.Min(a.Rank, b.Rank))
            throw new ShapeException($"TensorDot: left is {a.Shape}, right is {b.Shape}: they do not share {axes} axes");
        return TensorDot(a, b, [.. Enumerable.Range(a.Rank - axes, axes)], [.. Enumerable.Range(0, axes)]);
    }

    /// <summary>The sum of products over pairs of axes of a and b; what is left are the other axes of a and then those of b.</summary>
    /// <exception cref="ShapeException">The axes are not as many, or their extents differ.</exception>
    public static Tensor TensorDot(Tensor a, Tensor b, ReadOnlySpan<int> ofA, ReadOnlySpan<int> ofB)
    {
        var (left, right) = (Normal(a.Shape, ofA), Normal(b.Shape, ofB));
        if (left.Length != right.Length || left.Zip(right).Any(pair => a.Shape[pair.First] != b.Shape[pair.Second]))
            throw new ShapeException($"TensorDot: left is {a.Shape}, right is {b.Shape}: "
                + $"axes [{string.Join(", ", left)}] and [{string.Join(", ", right)}] differ");
        int[] rows = [.. Enumerable.Range(0, a.Rank).Except(left)], columns = [.. Enumerable.Range(0, b.Rank).Except(right)];
        var inner = left.Aggregate(1, (size, axis) => size * a.Shape[axis]);
        var product = MatMul(
            Reshape(Permute(a, [.. rows, .. left]), [Extent(a, rows), inner]),
            Reshape(Permute(b, [.. right, .. columns]), [inner, Extent(b, columns)]));
        return Reshape(product, Shape.Of([.. rows.Select(axis => a.Shape[axis]), .. columns.Select(axis => b.Shape[axis])]));

        static int[] Normal(Shape shape, ReadOnlySpan<int> axes)
        {
            var normal = new int[axes.Length];
            for (var i = 0; i < normal.Length; i++) normal[i] = shape.Axis(axes[i], "TensorDot");
            return normal.Distinct().Count() == normal.Length ? normal : throw new ShapeException($"TensorDot: an axis of {shape} is named twice");
        }

        static int Extent(Tensor x, int[] axes) => axes.Aggregate(1, (size, axis) => size * x.Shape[axis]);
    }

    /// <summary>The vector product of the vectors of 3 along an axis; shapes broadcast.</summary>
    /// <exception cref="ShapeException">The axis has another extent.</exception>
    public static Tensor Cross(Tensor a, Tensor b, int axis = -1)
    {
        var shape = Shape.Broadcast(a.Shape, b.Shape, "Cross");
        axis = shape.Axis(axis, "Cross");
        (a, b) = (Broadcast(a, shape), Broadcast(b, shape));
        if (shape[axis] != 3) throw new ShapeException($"Cross: left and right are {shape}, and axis {axis} has no vectors of 3");
        return Roll(a, -1, axis) * Roll(b, 1, axis) - Roll(a, 1, axis) * Roll(b, -1, axis);
    }
}
