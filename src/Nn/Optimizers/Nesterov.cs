namespace Functional.Nn;

/// <summary>Momentum that looks ahead: v ← μ·v + g, −rate · (g + μ·v) (Y. Nesterov 1983; the form of I. Sutskever et al. 2013).</summary>
public sealed record Nesterov(double Rate, double Friction = 0.9) : LeafOptimizer
{
    private protected override IReadOnlyList<string> Moments => ["velocity"];

    private protected override (Tensor, Tensor[]) Formula(Tensor p, Tensor g, Tensor[] moments, double step)
    {
        var velocity = moments[0] * Friction + g;
        return ((g + velocity * Friction) * -Rate, [velocity]);
    }
}
