namespace Functional.Nn;

/// <summary>The input itself.</summary>
public sealed record IdentityLayer : Layer
{
    public override Shape Output(Shape input) => input;

    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (x, s);
}
