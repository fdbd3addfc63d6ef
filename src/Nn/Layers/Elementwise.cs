namespace Functional.Nn;

/// <summary>A function of batches that keeps their shape, such as an activation.</summary>
public sealed record ElementwiseLayer(Func<Tensor, Tensor> Function) : Layer
{
    public override string Label
        => Function.Target is Primitives.Map map ? map.Name
        : Function.Method.Name is var name && name.Contains('<', StringComparison.Ordinal) ? "Function" // a lambda
        : name;

    public override Shape Output(Shape input) => input;

    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (Function(x), s);
}
