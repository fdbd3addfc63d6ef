namespace Functional.Nn;

/// <summary>The layers by their names; import them with <c>using static Functional.Nn.Layers</c>.</summary>
public static class Layers
{
    /// <summary>The input itself.</summary>
    public static readonly Layer Identity = new IdentityLayer();

    /// <summary>Examples of any shape as vectors.</summary>
    public static readonly Layer Flatten = new FlattenLayer();

    /// <summary>No zeros beyond the borders of an image.</summary>
    public static Borders Valid => Borders.Valid;

    /// <summary>As many zeros beyond the borders as keep the size of the image (divided by the stride).</summary>
    public static Borders Same => Borders.Same;

    /// <inheritdoc cref="DenseLayer"/>
    public static Layer Dense(int units, Initializer? weights = null, bool bias = true) => new DenseLayer(units, weights, bias);

    /// <inheritdoc cref="Conv2dLayer"/>
    public static Layer Conv2d(int channels, int kernel, int stride = 1, Borders? padding = null, int dilation = 1, int groups = 1,
        Initializer? weights = null, bool bias = true)
        => new Conv2dLayer(channels, kernel, stride, padding ?? Valid, dilation, groups, weights, bias);

    /// <inheritdoc cref="MaxPoolLayer"/>
    public static Layer MaxPool(int window, int? stride = null, Borders? padding = null) => new MaxPoolLayer(window, stride ?? window, padding ?? Valid);

    /// <inheritdoc cref="AveragePoolLayer"/>
    public static Layer AveragePool(int window, int? stride = null, Borders? padding = null) => new AveragePoolLayer(window, stride ?? window, padding ?? Valid);

    /// <inheritdoc cref="DropoutLayer"/>
    public static Layer Dropout(double rate) => new DropoutLayer(rate);

    /// <inheritdoc cref="BatchNormLayer"/>
    public static Layer BatchNorm(double momentum = 0.9, double epsilon = 1e-5) => new BatchNormLayer(momentum, epsilon);

    /// <summary>The sum of the results of layers on the same input.</summary>
    public static Layer Sum(params ReadOnlySpan<Layer> layers) => new SumOf(Side(layers));

    /// <summary>The results of layers on the same input, joined along the channels.</summary>
    public static Layer Concat(params ReadOnlySpan<Layer> layers) => new ConcatOf(Side(layers));

    /// <summary>A layer added to its input, or to the shortcut's result (K. He et al. 2016, "Deep Residual Learning for Image Recognition").</summary>
    public static Layer Residual(Layer body, Layer? shortcut = null) => Sum(body, shortcut ?? Identity);

    /// <summary>The same architecture so many times in a row, each time with parameters of its own.</summary>
    public static Layer Repeat(int times, Layer layer)
        => Chain.Of(Enumerable.Repeat(layer, OptionRange.Count.Require(times, "Repeat: a number of times")));

    static Sequence<Branch> Side(ReadOnlySpan<Layer> layers)
    {
        if (layers.IsEmpty) throw new ArgumentException("there are no layers to put side by side");
        var branches = new Branch[layers.Length];
        for (var i = 0; i < branches.Length; i++) branches[i] = new(layers[i]);
        return branches;
    }
}
