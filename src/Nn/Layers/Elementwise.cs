namespace Functional.Nn;

/// <summary>A function of batches that keeps their shape, such as an activation.</summary>
public sealed record ElementwiseLayer(Func<Tensor, Tensor> Function) : Layer
{
    /// <inheritdoc/>
    public override string Label
        => Function.Target is Primitives.Map map ? map.Name
        : Function.Method.Name is var name && name.Contains('<', StringComparison.Ordinal) ? "Function" // a lambda
        : name;

    /// <inheritdoc/>
    public override Shape Output(Shape input) => input;

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (Function(x), s);
}
