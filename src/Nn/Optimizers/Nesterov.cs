namespace Functional.Nn;

/// <summary>Momentum that looks ahead: v ← μ·v + g, −rate · (g + μ·v) (Y. Nesterov 1983; the form of I. Sutskever et al. 2013).</summary>
/// <param name="Rate">The step size, from 0 on.</param>
/// <param name="Friction">How much of the velocity stays, μ, in 0 … 1.</param>
public sealed record Nesterov(Schedule Rate, Schedule Friction) : LeafOptimizer
{
    /// <inheritdoc cref="Nesterov(Schedule, Schedule)" path="/param[@name='Rate']"/>
    public Schedule Rate { get; init => field = OfRate(value); } = OfRate(Rate);

    /// <inheritdoc cref="Nesterov(Schedule, Schedule)" path="/param[@name='Friction']"/>
    public Schedule Friction { get; init => field = OfFriction(value); } = OfFriction(Friction);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Moments => ["velocity"];

    /// <inheritdoc/>
    protected override Tensor[] Scalars(Tensor step) => [-Rate.At(step), Friction.At(step)];

    /// <inheritdoc/>
    protected override (Tensor, Tensor[]) Formula(Tensor p, Tensor g, Tensor[] moments, Tensor[] scalars)
    {
        var velocity = moments[0] * scalars[1] + g;
        return ((g + velocity * scalars[1]) * scalars[0], [velocity]);
    }

    static Schedule OfRate(Schedule value) => OptionRange.FromZero.Require(value, "Nesterov: a rate");

    static Schedule OfFriction(Schedule value) => OptionRange.Fraction.Require(value, "Nesterov: a friction");
}
