namespace Functional.Nn;

/// <summary>Examples of any shape as vectors.</summary>
public sealed record FlattenLayer : Layer
{
    /// <inheritdoc/>
    public override Shape Output(Shape input) => [input.Size];

    /// <inheritdoc/>
    public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (x.Reshape(x.Shape[0], x.Shape.Skip(1).Aggregate(1, (size, extent) => size * extent)), s);
}
