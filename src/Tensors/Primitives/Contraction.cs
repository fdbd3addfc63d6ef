namespace Functional.Primitives;

/// <summary>The product of matrices in the last two axes, [b…, m, k] × [b…, k, n] → [b…, m, n], for every index of the leading axes.</summary>
public sealed record MatMul : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly MatMul Instance = new();

    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.MatMul(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var (a, b) = (x[0].Shape, x[1].Shape);
        RequireNumbers("MatMul", x[0], x[1]);
        if (a.Rank < 2 || a.Rank != b.Rank || !a.SkipLast(2).SequenceEqual(b.SkipLast(2)))
            throw new ShapeException($"MatMul: left is {a}, right is {b}: leading axes differ");
        if (a[-1] != b[-2])
            throw new ShapeException($"MatMul: left is {a}, right is {b}: inner sizes {a[-1]} and {b[-2]} differ");
        return (x[0].DType, a.With(a.Rank - 1, b[-1]));
    }

    /// <summary>Requires two tensors of one element type, which is not bool.</summary>
    /// <exception cref="DTypeException">The types differ, or are bool.</exception>
    public static void RequireNumbers(string operation, Tensor a, Tensor b)
    {
        if (a.DType != b.DType)
            throw new DTypeException($"{operation}: left is {a.DType.Name()}, right is {b.DType.Name()}: convert one with Cast");
        if (a.DType == DType.Bool) throw new DTypeException($"{operation}: the tensors are bool: convert them with Cast");
    }
}

/// <summary>
/// The cross-correlation of images [n, groups · c, s…] with filters [groups · o, c, k…] → [n, groups · o, p…], the convolution of deep learning,
/// with one <see cref="Window"/> per spatial axis (1 to 3 of them).
/// </summary>
public sealed record Conv(Sequence<Window> Windows, int Groups = 1) : Primitive
{
    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Conv(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var (images, filters) = (x[0].Shape, x[1].Shape);
        MatMul.RequireNumbers("Conv", x[0], x[1]);
        if (!x[0].DType.IsFloat()) throw new DTypeException($"Conv: the images are {x[0].DType.Name()}, not float32 or float64: convert them with Cast");
        if (Windows.Count is < 1 or > 3 || images.Rank != Windows.Count + 2 || filters.Rank != images.Rank)
            throw new ShapeException($"Conv: images are {images}, filters are {filters}: both need 2 axes and 1 to 3 spatial ones");
        if (Groups < 1 || images[1] != Groups * filters[1] || filters[0] % Groups != 0)
            throw new ShapeException($"Conv: images are {images}, filters are {filters}: {images[1]} channels are not {Groups} group(s) of {filters[1]}"
                + (Groups > 1 ? $", or {filters[0]} filters do not divide into them" : ""));
        var places = new int[Windows.Count];
        for (var i = 0; i < places.Length; i++)
        {
            Windows[i].Require("Conv", images, i + 2);
            if (Windows[i].Extent != filters[i + 2]) throw new ShapeException($"Conv: filters are {filters}, but window {i} has extent {Windows[i].Extent}");
            places[i] = Windows[i].Places(images[i + 2]);
        }
        return (x[0].DType, Shape.Of([images[0], filters[0], .. places]));
    }
}

/// <summary>The sum of each window over the trailing axes of [n, c, s…], one <see cref="Window"/> per axis (1 to 3 of them).</summary>
public sealed record WindowSum(Sequence<Window> Windows) : Primitive
{
    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.WindowSum(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => (x[0].DType, Slid("WindowSum", x[0], Windows));

    /// <summary>The shape of one value for each place of the windows: [n, c, s…] → [n, c, p…].</summary>
    /// <exception cref="ShapeException">The windows do not fit.</exception>
    /// <exception cref="DTypeException">The tensor is bool.</exception>
    public static Shape Slid(string operation, Tensor x, Sequence<Window> windows)
    {
        if (x.DType == DType.Bool) throw new DTypeException($"{operation}: the tensor is bool: convert it with Cast");
        if (windows.Count is < 1 or > 3 || x.Rank != windows.Count + 2)
            throw new ShapeException($"{operation}: {windows.Count} spatial axes, but the images are {x.Shape}, not [batch, channels, spatial…]");
        var shape = x.Shape;
        for (var i = 0; i < windows.Count; i++)
        {
            windows[i].Require(operation, x.Shape, i + 2);
            if (windows[i].Dilation != 1) throw new ShapeException($"{operation}: a window with gaps: {windows[i]}");
            shape = shape.With(i + 2, windows[i].Places(x.Shape[i + 2]));
        }
        return shape;
    }
}

/// <summary>
/// The int32 index, in the whole row-major input, of the first largest element of each window. NaN wins, padding never does.
/// Max-pooling gathers at these indices, which makes its derivatives those of <see cref="Gather"/>.
/// </summary>
public sealed record WindowArgMax(Sequence<Window> Windows) : Primitive
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.WindowArgMax(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var shape = WindowSum.Slid("MaxPool", x[0], Windows);
        for (var axis = 2; axis < x[0].Rank; axis++)
            if (x[0].Shape[axis] == 0) throw new ShapeException($"MaxPool: axis {axis} of {x[0].Shape} is empty and has no largest element");
        foreach (var window in Windows)
            if (window.Low >= window.Reach || window.High >= window.Reach || window.InputDilation != 1)
                throw new ShapeException($"MaxPool: some place of {window} would see padding alone");
        return (DType.Int32, shape);
    }
}
