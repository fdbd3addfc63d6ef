namespace Functional.Nn;

/// <summary>
/// In training, sets each element to 0 with a probability and divides the others by the probability of the contrary, so that evaluation
/// needs no change ("inverted"; N. Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting").
/// </summary>
/// <param name="Rate">The probability of an element to be set to 0, in 0 … 1; at 1 all of them are.</param>
public sealed record DropoutLayer(double Rate) : Layer
{
    /// <inheritdoc cref="DropoutLayer(double)" path="/param[@name='Rate']"/>
    public double Rate { get; init => field = OfRate(value); } = OfRate(Rate);

    /// <inheritdoc/>
    public override Shape Output(Shape input) => input;

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode)
        => (mode.Key is { } key && Rate > 0 ? x * (key.Bernoulli(x.Shape, 1 - Rate).Cast(x.DType) * Gain) : x, s);

    /// <summary>By how much more those count that stay.</summary>
    double Gain => Rate < 1 ? 1 / (1 - Rate) : 0;

    static double OfRate(double value) => OptionRange.Fraction.Require(value, "Dropout: a rate");
}
