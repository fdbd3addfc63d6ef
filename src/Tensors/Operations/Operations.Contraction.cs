using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    /// <summary>
    /// The matrix product [m, k] × [k, n] → [m, n], for every index of broadcast leading axes; a vector on either side is a row or a column.
    /// </summary>
    /// <exception cref="ShapeException">The inner sizes differ, or the leading axes do not broadcast.</exception>
    public static Tensor MatMul(Tensor a, Tensor b)
    {
        RequireInnerSizes(a.Shape, b.Shape);
        if (a.Rank == 1) return Squeeze(MatMul(ExpandDims(a, 0), b), b.Rank == 1 ? -1 : -2);
        if (b.Rank == 1) return Squeeze(MatMul(a, ExpandDims(b, 1)), -1);
        if (b.Rank == 2 && a.Rank > 2)
        {
            var rows = a.Shape.SkipLast(1).Aggregate(1, (size, extent) => size * extent);
            return Reshape(MatMul(Reshape(a, rows, a.Shape[-1]), b), Shape.Of([.. a.Shape.SkipLast(1), b.Shape[-1]]));
        }
        var batch = Shape.Broadcast(Shape.Of(a.Shape.SkipLast(2)), Shape.Of(b.Shape.SkipLast(2)), "MatMul, leading axes");
        return Primitives.MatMul.Instance.Apply(
            Broadcast(a, Shape.Of([.. batch, .. a.Shape.TakeLast(2)])),
            Broadcast(b, Shape.Of([.. batch, .. b.Shape.TakeLast(2)])));
    }

    static void RequireInnerSizes(Shape a, Shape b)
    {
        if (a.Rank == 0 || b.Rank == 0) throw new ShapeException($"MatMul: left is {a}, right is {b}: a scalar has no matrix product");
        var (left, right) = (a[-1], b[b.Rank == 1 ? 0 : -2]);
        if (left != right) throw new ShapeException($"MatMul: left is {a}, right is {b}: inner sizes {left} and {right} differ");
    }

    /// <summary>
    /// Convolution (cross-correlation) of images [n, groups · c, s…] with filters [o, c, k…] → [n, o, p…], with a <see cref="Window"/> per spatial axis
    /// whose extents are taken from the filters.
    /// </summary>
    public static Tensor Conv(Tensor images, Tensor filters, ReadOnlySpan<Window> windows, int groups = 1)
    {
        var each = windows.ToArray();
        if (filters.Rank != each.Length + 2)
            throw new ShapeException($"Conv: images are {images.Shape}, filters are {filters.Shape}, with {each.Length} windows: ranks do not fit");
        for (var i = 0; i < each.Length; i++) each[i] = each[i] with { Extent = filters.Shape[i + 2] };
        return new Conv(each, groups).Apply(images, filters);
    }

    /// <summary>
    /// Convolution of images [n, c, s…] with filters [o, c, k…], stepping and padding every spatial axis alike.
    /// </summary>
    public static Tensor Conv(Tensor images, Tensor filters, int stride = 1, Borders? padding = null, int dilation = 1, int groups = 1)
        => images.Rank == filters.Rank && images.Rank > 2
            ? Conv(images, filters, (padding ?? Borders.Valid).Windows("Conv", images.Shape, [.. filters.Shape.Skip(2)], stride, dilation), groups)
            : throw new ShapeException($"Conv: images are {images.Shape}, filters are {filters.Shape}, "
                + "not [batch, channels, spatial…] and [filters, channels, spatial…] of one rank");

    /// <summary>
    /// The largest element of each window over the spatial axes of [n, c, s…]. Its derivative goes to the first of equal ones.
    /// </summary>
    public static Tensor MaxPool(Tensor images, int window, int? stride = null, Borders? padding = null)
        => MaxPool(images, Pooling("MaxPool", images, window, stride, padding));

    /// <summary>The largest element of each window, with a <see cref="Window"/> per spatial axis of [n, c, s…].</summary>
    public static Tensor MaxPool(Tensor images, ReadOnlySpan<Window> windows)
        => Gather(Ravel(images), new WindowArgMax(windows.ToArray()).Apply(images));

    /// <summary>The mean of each window over the spatial axes of [n, c, s…]; padding counts as zeros.</summary>
    public static Tensor AveragePool(Tensor images, int window, int? stride = null, Borders? padding = null)
        => AveragePool(images, Pooling("AveragePool", images, window, stride, padding));

    /// <summary>The mean of each window, with a <see cref="Window"/> per spatial axis of [n, c, s…]; padding counts as zeros.</summary>
    public static Tensor AveragePool(Tensor images, ReadOnlySpan<Window> windows)
    {
        if (Widened(images) is { } wide) return Cast(AveragePool(wide, windows), images.DType);
        var size = 1;
        foreach (var window in windows) size *= window.Extent;
        return new WindowSum(windows.ToArray()).Apply(images) * (1.0 / size);
    }

    static Window[] Pooling(string operation, Tensor images, int window, int? stride, Borders? padding)
        => images.Rank is >= 3 and <= 5
            ? (padding ?? Borders.Valid).Windows(operation, images.Shape, [.. Enumerable.Repeat(window, images.Rank - 2)], stride ?? window, dilation: 1)
            : throw new ShapeException($"{operation}: the images are {images.Shape}, not [batch, channels, 1 to 3 spatial axes]");
}
