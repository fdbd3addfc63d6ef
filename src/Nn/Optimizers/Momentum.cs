namespace Functional.Nn;

/// <summary>Gradient descent with a velocity v ← μ·v + g: −rate · v (B. Polyak 1964).</summary>
public sealed record Momentum(double Rate, double Friction = 0.9) : LeafOptimizer
{
    private protected override IReadOnlyList<string> Moments => ["velocity"];

    private protected override (Tensor, Tensor[]) Formula(Tensor p, Tensor g, Tensor[] moments, double step)
    {
        var velocity = moments[0] * Friction + g;
        return (velocity * -Rate, [velocity]);
    }
}
