namespace Functional.Nn;

/// <summary>
/// An affine map of the last axis: x·w + b with weight w [in, out] and bias b [out]; examples […, in] → […, out].
/// </summary>
/// <param name="Units">The extent of the result, 1 or more.</param>
/// <param name="Weights">How weights start; Glorot's uniform distribution unless said otherwise. The bias starts at 0.</param>
/// <param name="HasBias">Whether a bias is added.</param>
public sealed record DenseLayer(int Units, Initializer? Weights = null, bool HasBias = true) : Layer
{
    /// <inheritdoc/>
    public override Shape Output(Shape input)
        => input.Rank > 0 ? [.. input.SkipLast(1), OptionRange.Count.Require(Units, "Dense: a number of units")]
        : throw new ShapeException($"Dense({Units}): an example is a scalar, not […, features]");

    /// <inheritdoc/>
    public override (Params, State) Init(Key key, Shape input)
    {
        Output(input);
        var p = Params.Empty.With("weight", (Weights ?? Initializers.GlorotUniform)(key, [input[-1], Units], input[-1], Units));
        return (HasBias ? p.With("bias", Tensor.Zeros([Units])) : p, State.Empty);
    }

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode)
    {
        var y = x.MatMul(p["weight"]);
        return (HasBias ? y + p["bias"] : y, s);
    }
}
