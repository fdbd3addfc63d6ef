namespace Functional.Nn;

/// <summary>The input itself.</summary>
public sealed record IdentityLayer : Layer
{
    public override Shape Output(Shape input) => input;

    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (x, s);
}

/// <summary>A function of batches that keeps their shape, such as an activation.</summary>
public sealed record ElementwiseLayer(Func<Tensor, Tensor> Function) : Layer
{
    internal override string Label
        => Function.Target is Primitives.Map map ? map.Name
        : Function.Method.Name is var name && name.Contains('<', StringComparison.Ordinal) ? "Function" // a lambda
        : name;

    public override Shape Output(Shape input) => input;

    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (Function(x), s);
}

/// <summary>Examples of any shape as vectors.</summary>
public sealed record FlattenLayer : Layer
{
    public override Shape Output(Shape input) => [input.Size];

    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (x.Reshape(x.Shape[0], x.Shape.Skip(1).Aggregate(1, (size, extent) => size * extent)), s);
}

/// <summary>
/// In training, sets each element to 0 with a probability and divides the others by the probability of the contrary, so that evaluation
/// needs no change ("inverted"; N. Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting").
/// </summary>
public sealed record DropoutLayer(double Rate) : Layer
{
    public override Shape Output(Shape input)
        => Rate is >= 0 and < 1 ? input : throw new ArgumentOutOfRangeException(nameof(Rate), FormattableString.Invariant($"Dropout: a rate of {Rate} is not in 0 … 1"));

    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode)
        => (mode is Mode.Training(var key) && Rate > 0 ? x * (key.Bernoulli(x.Shape, 1 - Rate).Cast(x.DType) * (1 / (1 - Rate))) : x, s);
}
