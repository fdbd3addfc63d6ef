namespace Functional.Nn;

/// <summary>Gradient descent with a velocity v ← μ·v + g: −rate · v (B. Polyak 1964).</summary>
/// <param name="Rate">The step size.</param>
/// <param name="Friction">How much of the velocity stays, μ.</param>
public sealed record Momentum(Schedule Rate, Schedule Friction) : LeafOptimizer
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> Moments => ["velocity"];

    /// <inheritdoc/>
    protected override Tensor[] Scalars(Tensor step) => [-Rate.At(step), Friction.At(step)];

    /// <inheritdoc/>
    protected override (Tensor, Tensor[]) Formula(Tensor p, Tensor g, Tensor[] moments, Tensor[] scalars)
    {
        var velocity = moments[0] * scalars[1] + g;
        return (velocity * scalars[0], [velocity]);
    }
}
