namespace Functional.Nn;

/// <summary>Gradient descent: −rate · g.</summary>
public sealed record Sgd(double Rate) : LeafOptimizer
{
    private protected override IReadOnlyList<string> Moments => [];

    private protected override (Tensor, Tensor[]) Formula(Tensor p, Tensor g, Tensor[] moments, double step) => (g * -Rate, []);
}
