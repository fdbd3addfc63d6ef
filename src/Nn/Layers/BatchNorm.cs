using static Functional.Operations;

namespace Functional.Nn;

/// <summary>
/// Shifts and scales each channel (the first axis of an example) to mean 0 and variance 1, then by the learned bias and scale [channels]:
/// in training by the statistics of the batch, in evaluation by their running averages, the state
/// (S. Ioffe, C. Szegedy 2015, "Batch Normalization", algorithms 1 and 2).
/// </summary>
/// <param name="Momentum">The part of the running averages that a batch leaves, in 0 … 1.</param>
/// <param name="Epsilon">What is added to variances, from 0 on.</param>
public sealed record BatchNormLayer(double Momentum = 0.9, double Epsilon = 1e-5) : Layer
{
    /// <inheritdoc cref="BatchNormLayer(double, double)" path="/param[@name='Momentum']"/>
    public double Momentum { get; init => field = OfMomentum(value); } = OfMomentum(Momentum);

    /// <inheritdoc cref="BatchNormLayer(double, double)" path="/param[@name='Epsilon']"/>
    public double Epsilon { get; init => field = OfEpsilon(value); } = OfEpsilon(Epsilon);

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
        var count = axes.Aggregate(1, (count, axis) => count * x.Shape[axis]);
        if (count < 2)
            throw new ShapeException($"BatchNorm: in training a batch {x.Shape} has {count} value of each channel, and one has no variance: give it two or more");
        var (mean, variance) = (Mean(x, axes), Variance(x, axes));
        // The running variance estimates the population's, hence n / (n − 1).
        var unbiased = variance * (count / (count - 1.0));
        return (Normalize(p, x, mean, variance), s.With("mean", Average(s["mean"], mean)).With("variance", Average(s["variance"], unbiased)));
    }

    Tensor Average(Tensor running, Tensor batch) => running * Momentum + StopGradient(batch) * (1 - Momentum);

    Tensor Normalize(Params p, Tensor x, Tensor mean, Tensor variance)
    {
        int[] perChannel = [-1, .. Enumerable.Repeat(1, x.Rank - 2)];
        var scale = p["scale"] / Sqrt(variance + Epsilon);
        return (x - mean.Reshape(perChannel)) * scale.Reshape(perChannel) + p["bias"].Reshape(perChannel);
    }

    static double OfMomentum(double value) => OptionRange.Fraction.Require(value, "BatchNorm: a momentum");

    static double OfEpsilon(double value) => OptionRange.FromZero.Require(value, "BatchNorm: an epsilon");
}
