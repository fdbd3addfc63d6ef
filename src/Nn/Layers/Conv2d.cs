namespace Functional.Nn;

/// <summary>
/// Convolution of images [channels, height, width] with filters, weight [out, in / groups, kernel, kernel] and bias [out].
/// </summary>
/// <param name="Channels">The channels of the result.</param>
/// <param name="Kernel">The extent of the filters in both directions.</param>
/// <param name="Stride">The step of the filters in both directions.</param>
/// <param name="Padding">The zeros beyond the borders.</param>
/// <param name="Dilation">The distance between the elements of a filter.</param>
/// <param name="Groups">Into how many parts the channels are divided, which do not see each other.</param>
/// <param name="HasBias">Whether a bias is added.</param>
/// <param name="Weights">How filters start; Glorot's uniform distribution unless said otherwise. The bias starts at 0.</param>
public sealed record Conv2dLayer(int Channels, int Kernel, int Stride, Borders Padding, int Dilation, int Groups, Initializer? Weights, bool HasBias) : Layer
{
    /// <inheritdoc/>
    public override Shape Output(Shape input)
    {
        RequireRank($"Conv2d({Channels})", input, 3, "[channels, height, width]");
        OptionRange.Count.Require(Channels, "Conv2d: a number of channels");
        OptionRange.Count.Require(Kernel, "Conv2d: a kernel");
        OptionRange.Count.Require(Stride, "Conv2d: a stride");
        OptionRange.Count.Require(Dilation, "Conv2d: a dilation");
        OptionRange.Count.Require(Groups, "Conv2d: a number of groups");
        if (input[0] % Groups != 0 || Channels % Groups != 0)
            throw new ShapeException($"Conv2d: {input[0]} channels in and {Channels} out do not divide into {Groups} groups");
        return [Channels, .. Spatial.Places($"Conv2d({Channels})", input, Kernel, Stride, Padding, Dilation)];
    }

    /// <inheritdoc/>
    public override (Params, State) Init(Key key, Shape input)
    {
        Output(input);
        var (fanIn, fanOut) = (input[0] / Groups * Kernel * Kernel, Channels / Groups * Kernel * Kernel);
        var p = Params.Empty.With("weight", (Weights ?? Initializers.GlorotUniform)(key, [Channels, input[0] / Groups, Kernel, Kernel], fanIn, fanOut));
        return (HasBias ? p.With("bias", Tensor.Zeros([Channels])) : p, State.Empty);
    }

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode)
    {
        var y = Operations.Conv(x, p["weight"], Stride, Padding, Dilation, Groups);
        return (HasBias ? y + p["bias"].Reshape(Channels, 1, 1) : y, s);
    }
}
