namespace Functional.Nn;

/// <summary>
/// In training, sets each element to 0 with a probability and divides the others by the probability of the contrary, so that evaluation
/// needs no change ("inverted"; N. Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting").
/// </summary>
public sealed record DropoutLayer(double Rate) : Layer
{
    /// <inheritdoc/>
    public override Shape Output(Shape input)
        => Rate is >= 0 and < 1 ? input : throw new ArgumentOutOfRangeException(nameof(Rate), FormattableString.Invariant($"Dropout: a rate of {Rate} is not in 0 … 1"));

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode)
        => (mode.Key is { } key && Rate > 0 ? x * (key.Bernoulli(x.Shape, 1 - Rate).Cast(x.DType) * (1 / (1 - Rate))) : x, s);
}
