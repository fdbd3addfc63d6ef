namespace Functional.Nn;

/// <summary>Gradient descent: −rate · g.</summary>
/// <param name="Rate">The step size, from 0 on.</param>
public sealed record Sgd(Schedule Rate) : LeafOptimizer
{
    /// <inheritdoc cref="Sgd(Schedule)" path="/param[@name='Rate']"/>
    public Schedule Rate { get; init => field = OfRate(value); } = OfRate(Rate);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Moments => [];

    /// <inheritdoc/>
    protected override Tensor[] Scalars(Tensor step) => [-Rate.At(step)];

    /// <inheritdoc/>
    protected override (Tensor, Tensor[]) Formula(Tensor p, Tensor g, Tensor[] moments, Tensor[] scalars) => (g * scalars[0], []);

    static Schedule OfRate(Schedule value) => OptionRange.FromZero.Require(value, "Sgd: a rate");
}
