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
public sealed record Adam(double Rate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double Decay = 0) : LeafOptimizer
{
    private protected override IReadOnlyList<string> Moments => ["mean", "square"];

    private protected override (Tensor, Tensor[]) Formula(Tensor p, Tensor g, Tensor[] moments, double step)
    {
        var mean = moments[0] * Beta1 + g * (1 - Beta1);
        var square = moments[1] * Beta2 + g * g * (1 - Beta2);
        var rate = Rate / (1 - Left(Beta1, step));
        var change = mean * -rate / (Sqrt(square * (1 / (1 - Left(Beta2, step)))) + Epsilon);
        return (Decay == 0 ? change : change - p * (Rate * Decay), [mean, square]);
    }

    /// <summary>What is left of the start after some steps: a power with the same bits on every machine, unlike that of the platform.</summary>
    static double Left(double beta, double step) => Pow(Tensor.Scalar(beta), step).ToScalar();
}
