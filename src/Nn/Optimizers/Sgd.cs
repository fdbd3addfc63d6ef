namespace Functional.Nn;

/// <summary>Gradient descent: −rate · g.</summary>
/// <param name="Rate">The step size.</param>
public sealed record Sgd(Schedule Rate) : LeafOptimizer
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> Moments => [];

    /// <inheritdoc/>
    protected override Tensor[] Scalars(Tensor step) => [-Rate.At(step)];

    /// <inheritdoc/>
    protected override (Tensor, Tensor[]) Formula(Tensor p, Tensor g, Tensor[] moments, Tensor[] scalars) => (g * scalars[0], []);
}
