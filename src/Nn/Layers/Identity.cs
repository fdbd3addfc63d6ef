namespace Functional.Nn;

/// <summary>The input itself.</summary>
public sealed record IdentityLayer : Layer
{
    /// <inheritdoc/>
    public override Shape Output(Shape input) => input;

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (x, s);
}
