namespace Functional.Primitives;

/// <summary>The same tensor on another device.</summary>
/// <param name="From">Where it is, and where its cotangents go.</param>
/// <param name="To">Where it goes.</param>
public sealed record Transfer(Device From, Device To) : Primitive
{
    /// <summary>The way back.</summary>
    public Transfer Transpose() => new(To, From);

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Transfer(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => (x[0].DType, x[0].Shape);
}
