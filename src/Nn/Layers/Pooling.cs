using Functional.Primitives;

namespace Functional.Nn;

/// <summary>The largest element of each window over the spatial axes of examples [channels, s…].</summary>
public sealed record MaxPoolLayer(int Window, int Stride, Borders Padding) : Layer
{
    /// <inheritdoc/>
    public override Shape Output(Shape input) => Spatial.Pooled("MaxPool", input, Window, Stride, Padding);

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (Operations.MaxPool(x, Window, Stride, Padding), s);
}

/// <summary>The mean of each window over the spatial axes of examples [channels, s…]; padding counts as zeros.</summary>
public sealed record AveragePoolLayer(int Window, int Stride, Borders Padding) : Layer
{
    /// <inheritdoc/>
    public override Shape Output(Shape input) => Spatial.Pooled("AveragePool", input, Window, Stride, Padding);

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (Operations.AveragePool(x, Window, Stride, Padding), s);
}

/// <summary>The shapes that windows over examples [channels, s…] give.</summary>
internal static class Spatial
{
    internal static Shape Pooled(string layer, Shape input, int window, int stride, Borders padding)
    {
        OptionRange.Count.Require(window, $"{layer}: a window");
        OptionRange.Count.Require(stride, $"{layer}: a stride");
        return input.Rank is >= 2 and <= 4 ? [input[0], .. Places($"{layer}({window})", input, window, stride, padding)]
            : throw new ShapeException($"{layer}({window}): an example is {input}, not [channels, 1 to 3 spatial axes]");
    }

    internal static int[] Places(string layer, Shape input, int extent, int stride, Borders padding, int dilation = 1)
    {
        Shape images = [1, .. input];
        var windows = padding.Windows(layer, images, [.. Enumerable.Repeat(extent, input.Rank - 1)], stride, dilation);
        return [.. windows.Select((window, i) =>
        {
            window.Require(layer, images, i + 2);
            return window.Places(images[i + 2]);
        })];
    }
}
