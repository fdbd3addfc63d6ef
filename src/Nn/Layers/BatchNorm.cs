using static Functional.Operations;

namespace Functional.Nn;

/// <summary>
/// Shifts and scales each channel (the first axis of an example) to mean 0 and variance 1, then by the learned bias and scale [channels]:
/// in training by the statistics of the batch, in evaluation by their running averages, the state
/// (S. Ioffe, C. Szegedy 2015, "Batch Normalization", algorithms 1 and 2).
/// </summary>
/// <param name="Momentum">The part of the running averages that a batch leaves.</param>
/// <param name="Epsilon">What is added to variances.</param>
public sealed record BatchNormLayer(double Momentum = 0.9, double Epsilon = 1e-5) : Layer
{
    /// <inheritdoc/>
    public override Shape Output(Shape input) => input.Rank > 0 ? input : throw new ShapeException("BatchNorm: an example is a scalar, not [channels, …]");

    /// <inheritdoc/>
    public override (Params, State) Init(Key key, Shape input)
    {
        Shape channels = [Output(input)[0]];
        return (Params.Empty.With("scale", Tensor.Ones(channels)).With("bias", Tensor.Zeros(channels)),
            State.Empty.With("mean", Tensor.Zeros(channels)).With("variance", Tensor.Ones(channels)));
    }

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode)
    {
        if (x.Rank < 2) throw new ShapeException($"BatchNorm: a batch is {x.Shape}, not [batch, channels, …]");
        if (mode.Key is null) return (Normalize(p, x, s["mean"], s["variance"]), s);
        int[] axes = [0, .. Enumerable.Range(2, x.Rank - 2)];
        var (mean, variance) = (Mean(x, axes), Variance(x, axes));
        // The running variance estimates the population's, hence n / (n − 1).
        var count = x.Size / x.Shape[1];
        var unbiased = variance * ((double)count / Math.Max(1, count - 1));
        return (Normalize(p, x, mean, variance), s.With("mean", Average(s["mean"], mean)).With("variance", Average(s["variance"], unbiased)));
    }

    Tensor Average(Tensor running, Tensor batch) => running * Momentum + StopGradient(batch) * (1 - Momentum);

    Tensor Normalize(Params p, Tensor x, Tensor mean, Tensor variance)
    {
        int[] perChannel = [-1, .. Enumerable.Repeat(1, x.Rank - 2)];
        var scale = p["scale"] / Sqrt(variance + Epsilon);
        return (x - mean.Reshape(perChannel)) * scale.Reshape(perChannel) + p["bias"].Reshape(perChannel);
    }
}
