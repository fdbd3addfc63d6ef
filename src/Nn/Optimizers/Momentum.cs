namespace Functional.Nn;

/// <summary>Gradient descent with a velocity v ← μ·v + g: −rate · v (B. Polyak 1964).</summary>
/// <param name="Rate">The step size, from 0 on.</param>
/// <param name="Friction">How much of the velocity stays, μ, in 0 … 1.</param>
public sealed record Momentum(Schedule Rate, Schedule Friction) : LeafOptimizer
{
    /// <inheritdoc cref="Momentum(Schedule, Schedule)" path="/param[@name='Rate']"/>
    public Schedule Rate { get; init => field = OfRate(value); } = OfRate(Rate);

    /// <inheritdoc cref="Momentum(Schedule, Schedule)" path="/param[@name='Friction']"/>
    public Schedule Friction { get; init => field = OfFriction(value); } = OfFriction(Friction);

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

    static Schedule OfRate(Schedule value) => OptionRange.FromZero.Require(value, "Momentum: a rate");

    static Schedule OfFriction(Schedule value) => OptionRange.Fraction.Require(value, "Momentum: a friction");
}
