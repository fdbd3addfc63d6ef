using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>Windows over the spatial axes of images [n, c, s…].</summary>
public static partial class Operations
{
    /// <summary>
    /// The largest element of each window, whose elements lie <paramref name="dilation"/> apart; see
    /// <see cref="MaxPool(Tensor, int, int?, Borders?)"/>. With <paramref name="ceil"/> a last window may begin inside and end beyond the border.
    /// </summary>
    public static Tensor MaxPool(Tensor images, int window, int? stride, Borders? padding, int dilation, bool ceil = false)
    {
        var windows = Pooling("MaxPool", images, window, stride, padding, dilation, ceil);
        if (dilation == 1) return MaxPool(images, windows);
        var patches = Patches("MaxPool", images, windows, double.NegativeInfinity);
        return Squeeze(TakeAlongAxis(patches, ArgMax(StopGradient(patches), 2, keepDims: true), 2), 2);
    }

    /// <summary>
    /// The mean of each window, whose elements lie <paramref name="dilation"/> apart. With <paramref name="ceil"/> a last window may begin inside
    /// and end beyond the border; without
    /// <paramref name="countPadding"/> the mean is that of the elements of the image alone, otherwise padding counts as zeros, but not what only
    /// <paramref name="ceil"/> adds, as in PyTorch.
    /// </summary>
    public static Tensor AveragePool(Tensor images, int window, int? stride, Borders? padding, int dilation = 1, bool ceil = false,
        bool countPadding = true)
    {
        if (Widened(images) is { } wide) return Cast(AveragePool(wide, window, stride, padding, dilation, ceil, countPadding), images.DType);
        var (plain, windows) = (Pooling("AveragePool", images, window, stride, padding, dilation, false),
            Pooling("AveragePool", images, window, stride, padding, dilation, ceil));
        var counts = Tensor.Ones(Shape.Of([1, 1, .. images.Shape.Skip(2)]), images.DType);
        var inside = countPadding ? Pad(counts, [(0, 0), (0, 0), .. plain.Select(each => (each.Low, each.High))], 1) : counts;
        var around = countPadding ? [.. windows.Zip(plain, (each, plain) => each with { Low = 0, High = each.High - plain.High })] : windows;
        return SumOf(images, windows) / SumOf(inside, around);

        static Tensor SumOf(Tensor x, Window[] windows)
            => windows.All(each => each.Dilation == 1) ? new WindowSum(windows).Apply(x) : Sum(Patches("AveragePool", x, windows, 0), 2);
    }

    /// <summary>The mean over all spatial axes: [n, c, s…] gives [n, c].</summary>
    public static Tensor GlobalAveragePool(Tensor images) => Mean(images, Spatial("GlobalAveragePool", images));

    /// <summary>The largest element over all spatial axes: [n, c, s…] gives [n, c]; equal ones share its derivative.</summary>
    public static Tensor GlobalMaxPool(Tensor images) => Max(images, Spatial("GlobalMaxPool", images));

    /// <summary>
    /// The means of so many windows along each spatial axis, the i-th of p over ⌊i·s/p⌋ … ⌈(i + 1)·s/p⌉ of its s elements: [n, c, s…] gives [n, c,
    /// p…].
    /// </summary>
    public static Tensor AdaptiveAveragePool(Tensor images, params ReadOnlySpan<int> extents)
    {
        if (Widened(images) is { } wide) return Cast(AdaptiveAveragePool(wide, extents), images.DType);
        RequireFloat("AdaptiveAveragePool", images);
        return Adaptive("AdaptiveAveragePool", images, extents, static (x, axis, windows) =>
        {
            var shares = windows.SelectMany(each => each.Select(element => element.IsRepeated ? 0 : 1.0 / each.Count(other => !other.IsRepeated)));
            Shape along = [windows.Length, windows[0].Length, .. Enumerable.Repeat(1, x.Rank - axis - 2)];
            return Sum(x * Cast(Tensor.From<double>([.. shares], along), x.DType), axis + 1);
        });
    }

    /// <summary>The largest elements of the windows of <see cref="AdaptiveAveragePool"/>; the derivative goes to the first of equal ones.</summary>
    public static Tensor AdaptiveMaxPool(Tensor images, params ReadOnlySpan<int> extents)
        => Adaptive("AdaptiveMaxPool", images, extents,
            static (x, axis, windows) => Squeeze(TakeAlongAxis(x, ArgMax(StopGradient(x), axis + 1, keepDims: true), axis + 1), axis + 1));

    /// <summary>
    /// The windows of images as columns: [n, c, s…] gives [n, c·k, l] with the k elements of the window of each of the l places, in row-major
    /// order, as PyTorch has it.
    /// </summary>
    public static Tensor Unfold(Tensor images, int window, int stride = 1, Borders? padding = null, int dilation = 1)
    {
        var patches = Patches("Unfold", images, Pooling("Unfold", images, window, stride, padding, dilation, false), 0);
        var (channels, elements) = (patches.Shape[1], patches.Shape[2]);
        return Reshape(patches, [patches.Shape[0], channels * elements, patches.Shape.Skip(3).Aggregate(1, (size, extent) => size * extent)]);
    }

    /// <summary>
    /// The transpose of <see cref="Unfold"/>: adds columns [n, c·k, l] where they came from in images with the given spatial extents.
    /// </summary>
    /// <exception cref="ShapeException">The columns are not those of such images.</exception>
    public static Tensor Fold(Tensor columns, ReadOnlySpan<int> extents, int window, int stride = 1, Borders? padding = null, int dilation = 1)
    {
        var elements = (int)Math.Pow(window, extents.Length);
        if (columns.Rank != 3 || elements < 1 || columns.Shape[1] % elements != 0)
            throw new ShapeException($"Fold: the columns are {columns.Shape}, not [batch, channels · {elements}, places]");
        Shape images = Shape.Of([columns.Shape[0], columns.Shape[1] / elements, .. extents]);
        var windows = Pooling("Fold", Tensor.Zeros(images, columns.DType), window, stride, padding, dilation, false);
        var (padded, at) = Elements("Fold", images, windows);
        if (at.Shape[1] != columns.Shape[2])
            throw new ShapeException($"Fold: the columns are {columns.Shape}, but images {images} have {at.Shape[1]} places");
        var sums = Scatter(Reshape(columns, [images[0], images[1], elements, at.Shape[1]]), at,
            padded.Aggregate(1, (size, extent) => size * extent), axis: 2);
        var whole = Reshape(sums, Shape.Of([images[0], images[1], .. padded]));
        return Pad(whole, [(0, 0), (0, 0), .. windows.Select(each => (-each.Low, -each.High))]);
    }

    static Window[] Pooling(string operation, Tensor images, int window, int? stride, Borders? padding, int dilation, bool ceil)
    {
        if (images.Rank is < 3 or > 5)
            throw new ShapeException($"{operation}: the images are {images.Shape}, not [batch, channels, 1 to 3 spatial axes]");
        var windows = (padding ?? Borders.Valid).Windows(operation, images.Shape, [.. Enumerable.Repeat(window, images.Rank - 2)],
            stride ?? window, dilation);
        for (var i = 0; i < windows.Length; i++)
        {
            var extent = images.Shape[i + 2];
            windows[i].Require(operation, images.Shape, i + 2);
            // A window that begins beyond the image and its first padding sees nothing.
            if (ceil && windows[i].Rest(extent) > 0 && windows[i].Places(extent) * windows[i].Stride < extent + windows[i].Low)
                windows[i] = windows[i] with { High = windows[i].High + windows[i].Stride - windows[i].Rest(extent) };
        }
        return windows;
    }

    static int[] Spatial(string operation, Tensor images)
        => images.Rank > 2 ? [.. Enumerable.Range(2, images.Rank - 2)]
        : throw new ShapeException($"{operation}: the images are {images.Shape}, not [batch, channels, spatial…]");

    /// <summary>The elements of each window, [n, c, k, p…].</summary>
    static Tensor Patches(string operation, Tensor images, Window[] windows, double beyond)
    {
        var padded = Pad(images, [(0, 0), (0, 0), .. windows.Select(each => (each.Low, each.High))], beyond);
        var (extents, at) = Elements(operation, images.Shape, windows);
        var flat = Reshape(padded, Shape.Of([images.Shape[0], images.Shape[1], extents.Aggregate(1, (size, extent) => size * extent)]));
        var places = windows.Select((each, i) => each.Places(images.Shape[i + 2]));
        return Reshape(Gather(flat, at, 2), Shape.Of([images.Shape[0], images.Shape[1], at.Shape[0], .. places]));
    }

    /// <summary>The extents of padded images, and the index in them of each element of a window at each place, int32 [k, l].</summary>
    static (int[] Padded, Tensor At) Elements(string operation, Shape images, Window[] windows)
    {
        int[] padded = [.. windows.Select((each, i) => images[i + 2] + each.Low + each.High)];
        var at = Tensor.Zeros([1, 1], DType.Int32);
        for (var i = 0; i < windows.Length; i++)
        {
            windows[i].Require(operation, images, i + 2);
            var each = Reshape(Tensor.Arange(windows[i].Extent) * windows[i].Dilation, [windows[i].Extent, 1])
                + Reshape(Tensor.Arange(windows[i].Places(images[i + 2])) * windows[i].Stride, [1, windows[i].Places(images[i + 2])]);
            var (k, l) = (at.Shape[0], at.Shape[1]);
            var joined = Reshape(at * padded[i], [k, 1, l, 1]) + Reshape(each, [1, each.Shape[0], 1, each.Shape[1]]);
            at = Reshape(joined, [k * each.Shape[0], l * each.Shape[1]]);
        }
        return (padded, at);
    }

    /// <summary>
    /// One axis after the other: the elements of its windows stand along a new axis, all windows as long as the longest, and are joined.
    /// </summary>
    static Tensor Adaptive(string operation, Tensor images, ReadOnlySpan<int> extents, Func<Tensor, int, (int At, bool IsRepeated)[][], Tensor> join)
    {
        var spatial = Spatial(operation, images);
        if (extents.Length != 1 && extents.Length != spatial.Length)
            throw new ShapeException($"{operation}: {extents.Length} extents for {spatial.Length} spatial axes of {images.Shape}");
        foreach (var axis in spatial)
        {
            var (s, p) = (images.Shape[axis], extents[extents.Length == 1 ? 0 : axis - 2]);
            if (p < 1 || s < 1) throw new ShapeException($"{operation}: axis {axis} of {images.Shape} does not become {p}");
            var longest = Enumerable.Range(0, p).Max(i => End(i) - Start(i));
            (int At, bool IsRepeated)[][] windows = [.. Enumerable.Range(0, p).Select(i
                => Enumerable.Range(Start(i), longest).Select(at => (Math.Min(at, End(i) - 1), at >= End(i))).ToArray())];
            var at = Tensor.From<int>([.. windows.SelectMany(each => each.Select(element => element.At))], [p, longest]);
            images = join(Gather(images, at, axis), axis, windows);

            int Start(int i) => (int)((long)i * s / p);
            int End(int i) => (int)(((i + 1L) * s + p - 1) / p);
        }
        return images;
    }
}
