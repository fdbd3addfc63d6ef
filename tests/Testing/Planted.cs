using Functional.Primitives;

namespace Functional.Testing.Tests;

/// <summary>
/// A primitive whose rules are replaced: on the page of tangents, of pullbacks, or on both. Everything else is that of the real one,
/// and both modes run it as they run any primitive.
/// </summary>
internal sealed record Planted(Primitive Real, Func<Forward, Tensor?>? Tangent = null, Func<Planted.One, Tensor?>? Pullback = null) : Primitive
{
    // A wrong rule may read what the right one does not.
    public override Reads Reads => Reads.Inputs | Reads.Output;

    public override bool IsDifferentiable => Real.IsDifferentiable;

    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => call switch
    {
        Forward forward when Tangent is not null => (TResult)(object?)Tangent(forward)!,
        Backward backward when Pullback is not null => (TResult)(object)backward.Each(
            Pullback, static (pullback, input, in b) => pullback(new(input, b.X, b.Y, b.DY))),
        _ => Real.Accept(rules, call),
    };

    /// <summary>What a pullback of one input at a time is given.</summary>
    internal readonly record struct One(int Input, Few<Tensor> X, Tensor Y, Tensor DY);

    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => Real.Infer(x);
}
