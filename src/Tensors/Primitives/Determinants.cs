namespace Functional.Primitives;

/// <summary>The determinant of each square matrix in the last two axes: [b…, n, n] → [b…].</summary>
public sealed record Det : Primitive
{
    internal static readonly Det Instance = new();

    public override Reads Reads => Reads.Inputs;

    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Det(this, call);

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x) => Number("Det", x[0]);

    internal static (DType DType, Shape Shape) Number(string operation, Tensor a)
        => (MatrixShape.RequireSquare(operation, a).DType, Shape.Of(a.Shape.SkipLast(2)));
}

/// <summary>
/// The matrix of cofactors of each square matrix in the last two axes, which is the derivative of the determinant, of singular matrices too.
/// Where A is invertible it is det A · A⁻ᵀ, and there alone it has derivatives.
/// </summary>
public sealed record Cofactor : Primitive
{
    internal static readonly Cofactor Instance = new();

    public override Reads Reads => Reads.Inputs | Reads.Output;

    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Cofactor(this, call);

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x) => (MatrixShape.RequireSquare("Cofactor", x[0]).DType, x[0].Shape);
}

/// <summary>log |det A| of each square matrix in the last two axes: [b…, n, n] → [b…]; −∞ where it is singular.</summary>
public sealed record LogDet : Primitive
{
    internal static readonly LogDet Instance = new();

    public override Reads Reads => Reads.Inputs;

    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.LogDet(this, call);

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x) => Det.Number("LogDet", x[0]);
}
