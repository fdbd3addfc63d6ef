using Functional.Primitives;

namespace Functional;

/// <summary>Products of a batch as few products of larger factors.</summary>
internal static class BatchedProducts
{
    /// <summary>Matrices [n, m, k] by one [k, o] → [n, m, o]: all rows in one product.</summary>
    internal static Tensor OfRows(Tensor matrices, Tensor right)
        => Batching.Parted(MatMul.Instance.Apply(Batching.Joined(matrices), right), matrices.Shape[0]);

    /// <summary>Batches of images [n, b, g·c, s…] with the same filters: one batch of n · b images.</summary>
    internal static Tensor OfImages(Conv op, Tensor images, Tensor filters)
        => Batching.Parted(op.Apply(Batching.Joined(images), filters), images.Shape[0]);

    /// <summary>The same images [b, g·c, s…] with filters [n, g·o, c, k…]: each group has n · o filters.</summary>
    internal static Tensor OfFilters(Conv op, Tensor images, Tensor filters)
    {
        var (n, g, o) = (filters.Shape[0], op.Groups, filters.Shape[1] / op.Groups);
        var grouped = Front(Reshape(filters, [n, g, o, .. filters.Shape.Skip(2)]), 1);
        var y = op.Apply(images, Reshape(grouped, [g * n * o, .. filters.Shape.Skip(2)]));
        var parts = Reshape(y, [y.Shape[0], g, n, o, .. y.Shape.Skip(2)]);
        return Reshape(Front(parts, 2), [n, y.Shape[0], g * o, .. y.Shape.Skip(2)]);
    }

    /// <summary>Images [n, b, g·c, s…] with filters [n, g·o, c, k…]: n · g groups.</summary>
    internal static Tensor OfBoth(Conv op, Tensor images, Tensor filters)
    {
        var (n, b) = (images.Shape[0], images.Shape[1]);
        var side = Operations.MoveAxis(images, 0, 1);
        var y = (op with { Groups = n * op.Groups }).Apply(Reshape(side, [b, n * side.Shape[2], .. side.Shape.Skip(3)]), Batching.Joined(filters));
        return Front(Reshape(y, [b, n, filters.Shape[1], .. y.Shape.Skip(2)]), 1);
    }

    static Tensor Front(Tensor x, int axis) => Operations.MoveAxis(x, axis, 0);

    static Tensor Reshape(Tensor x, Shape to) => Operations.Reshape(x, to);
}
