using static Functional.Operations;

namespace Functional.Nn;

/// <summary>
/// Running averages of the gradient and of its square, corrected for their start at 0
/// (D. Kingma, J. Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1), with weight decay apart from the gradient
/// (I. Loshchilov, F. Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2): with decay 0 it is Adam, otherwise AdamW.
/// The root of the second average is kept in its place, so that no square leaves the range of the type.
/// </summary>
/// <param name="Rate">The step size α, from 0 on.</param>
/// <param name="Beta1">How much of the first moment stays, in 0 … 1, 1 excluded.</param>
/// <param name="Beta2">How much of the second moment stays, in 0 … 1, 1 excluded.</param>
/// <param name="Epsilon">What keeps the divisor from 0, from 0 on.</param>
/// <param name="Decay">The part of each weight, times the rate, that a step takes away, from 0 on.</param>
public sealed record Adam(Schedule Rate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double Decay = 0) : LeafOptimizer
{
    /// <inheritdoc cref="Adam(Schedule, double, double, double, double)" path="/param[@name='Rate']"/>
    public Schedule Rate { get; init => field = OfRate(value); } = OfRate(Rate);

    /// <inheritdoc cref="Adam(Schedule, double, double, double, double)" path="/param[@name='Beta1']"/>
    public double Beta1 { get; init => field = OfBeta(value, 1); } = OfBeta(Beta1, 1);

    /// <inheritdoc cref="Adam(Schedule, double, double, double, double)" path="/param[@name='Beta2']"/>
    public double Beta2 { get; init => field = OfBeta(value, 2); } = OfBeta(Beta2, 2);

    /// <inheritdoc cref="Adam(Schedule, double, double, double, double)" path="/param[@name='Epsilon']"/>
    public double Epsilon { get; init => field = OfEpsilon(value); } = OfEpsilon(Epsilon);

    /// <inheritdoc cref="Adam(Schedule, double, double, double, double)" path="/param[@name='Decay']"/>
    public double Decay { get; init => field = OfDecay(value); } = OfDecay(Decay);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Moments => ["mean", "size"];

    /// <summary>−α / (1 − β₁ᵗ), 1 / √(1 − β₂ᵗ) and the part of each weight that goes.</summary>
    protected override Tensor[] Scalars(Tensor step)
    {
        var rate = Rate.At(step);
        return [-rate / (1 - Pow(Tensor.Scalar(Beta1), step)), 1 / Sqrt(1 - Pow(Tensor.Scalar(Beta2), step)), rate * Decay];
    }

    /// <inheritdoc/>
    protected override (Tensor, Tensor[]) Formula(Tensor p, Tensor g, Tensor[] moments, Tensor[] scalars)
    {
        var mean = moments[0] * Beta1 + g * (1 - Beta1);
        var size = Hypot(moments[1] * Math.Sqrt(Beta2), g * Math.Sqrt(1 - Beta2));
        var change = mean * scalars[0] / (size * scalars[1] + Epsilon);
        return (Decay == 0 ? change : change - p * scalars[2], [mean, size]);
    }

    static Schedule OfRate(Schedule value) => OptionRange.FromZero.Require(value, "Adam: a rate");

    static double OfBeta(double value, int number) => OptionRange.BelowOne.Require(value, $"Adam: a beta{number}");

    static double OfEpsilon(double value) => OptionRange.FromZero.Require(value, "Adam: an epsilon");

    static double OfDecay(double value) => OptionRange.FromZero.Require(value, "AdamW: a decay");
}
