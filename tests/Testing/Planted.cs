using Functional.Primitives;

namespace Functional.Testing.Tests;

/// <summary>
/// A primitive whose rules are replaced: on the page of tangents, of pullbacks, or on both. Everything else is that of the real one,
/// and both modes run it as they run any primitive.
/// </summary>
internal sealed record Planted(Primitive Real, Func<Forward, Tensor?>? Tangent = null, Func<Backward, Tensor?>? Pullback = null) : Primitive
{
    // A wrong rule may read what the right one does not.
    public override Reads Reads => Reads.Inputs | Reads.Output;

    public override bool IsDifferentiable => Real.IsDifferentiable;

    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => call switch
    {
        Forward forward when Tangent is not null => (TResult)(object?)Tangent(forward)!,
        Backward backward when Pullback is not null => (TResult)(object?)Pullback(backward)!,
        _ => Real.Accept(rules, call),
    };

    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => Real.Infer(x);
}
