namespace Functional.Primitives;

/// <summary>The determinant of each square matrix in the last two axes: [b…, n, n] → [b…].</summary>
public sealed record Det : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Det Instance = new();

    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Det(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => Number("Det", x[0]);

    /// <summary>The element type and shape of one number for each square matrix: [b…, n, n] → [b…].</summary>
    public static (DType DType, Shape Shape) Number(string operation, Tensor a)
        => (MatrixShape.RequireSquare(operation, a).DType, Shape.Of(a.Shape.SkipLast(2)));
}

/// <summary>
/// The derivatives of the determinant of each square matrix A in the last two axes: of A alone the matrix of its cofactors, which is the gradient
/// of det A; of A, X₁ … Xₖ, all [b…, n, n], the gradient in A of the k-th derivative of det A along X₁ … Xₖ. A determinant is a polynomial, so
/// these exist everywhere, at singular matrices too.
/// <para>
/// The gradient in W of the next derivative, along W, is the same whichever of X₁ … Xₖ and W is the last, and linear in each. So every derivative of
/// this primitive is this primitive again, with one more matrix or another one, and equal to its own transpose.
/// </para>
/// </summary>
public sealed record Cofactor : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Cofactor Instance = new();

    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Cofactor(this, call);

    /// <summary>
    /// The derivative along a change of one input, which is also what pulls a cotangent back to it: for A it joins the directions, for a direction it
    /// takes its place.
    /// </summary>
    public Tensor Along(int input, Tensor change, Few<Tensor> x)
    {
        var inputs = new Tensor[input == 0 ? x.Count + 1 : x.Count];
        for (var i = 0; i < x.Count; i++) inputs[i] = x[i];
        inputs[input == 0 ? x.Count : input] = change;
        return Apply(new Few<Tensor>(inputs));
    }

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        MatrixShape.RequireSquare("Cofactor", x[0]);
        for (var i = 1; i < x.Count; i++)
        {
            MatMul.RequireNumbers("Cofactor", x[0], x[i]);
            if (x[i].Shape != x[0].Shape) throw new ShapeException($"Cofactor: the matrix is {x[0].Shape}, direction {i} is {x[i].Shape}: shapes differ");
        }
        return (x[0].DType, x[0].Shape);
    }
}

/// <summary>log |det A| of each square matrix in the last two axes: [b…, n, n] → [b…]; −∞ where it is singular.</summary>
public sealed record LogDet : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly LogDet Instance = new();

    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.LogDet(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => Det.Number("LogDet", x[0]);
}
