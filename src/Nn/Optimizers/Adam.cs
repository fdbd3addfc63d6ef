using static Functional.Operations;

namespace Functional.Nn;

/// <summary>
/// Running averages of the gradient and of its square, corrected for their start at 0
/// (D. Kingma, J. Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1), with weight decay apart from the gradient
/// (I. Loshchilov, F. Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2): with decay 0 it is Adam, otherwise AdamW.
/// </summary>
/// <param name="Rate">The step size α.</param>
/// <param name="Beta1">How much of the first moment stays.</param>
/// <param name="Beta2">How much of the second moment stays.</param>
/// <param name="Epsilon">What keeps the divisor from 0.</param>
/// <param name="Decay">The part of each weight, times the rate, that a step takes away.</param>
public sealed record Adam(Schedule Rate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double Decay = 0) : LeafOptimizer
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> Moments => ["mean", "square"];

    /// <summary>−α / (1 − β₁ᵗ), 1 / (1 − β₂ᵗ) and the part of each weight that goes.</summary>
    protected override Tensor[] Scalars(Tensor step)
    {
        var rate = Rate.At(step);
        return [-rate / (1 - Pow(Tensor.Scalar(Beta1), step)), 1 / (1 - Pow(Tensor.Scalar(Beta2), step)), rate * Decay];
    }

    /// <inheritdoc/>
    protected override (Tensor, Tensor[]) Formula(Tensor p, Tensor g, Tensor[] moments, Tensor[] scalars)
    {
        var mean = moments[0] * Beta1 + g * (1 - Beta1);
        var square = moments[1] * Beta2 + g * g * (1 - Beta2);
        var change = mean * scalars[0] / (Sqrt(square * scalars[1]) + Epsilon);
        return (Decay == 0 ? change : change - p * scalars[2], [mean, square]);
    }
}
