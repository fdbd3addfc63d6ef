namespace Functional.Primitives;

/// <summary>
/// Q with orthonormal columns, and below it upper triangular R with a diagonal that is not negative, so that Q·R = A:
/// [b…, n, m] → [b…, n + m, m], n ≥ m.
/// </summary>
public sealed record Qr : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Qr Instance = new();

    /// <summary>Divides by R in derivatives.</summary>
    public static readonly TriangularSolve Divisor = new(Triangle.Upper, "Qr, derivative");

    /// <inheritdoc/>
    public override Reads Reads => Reads.Output;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Qr(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var shape = MatrixShape.Require("Qr", x[0]).Shape;
        return shape[-2] >= shape[-1] ? (x[0].DType, shape.With(shape.Rank - 2, shape[-2] + shape[-1]))
            : throw new ShapeException($"Qr: {shape} has fewer rows than columns in its last two axes: decompose the transpose");
    }

    /// <summary>The parts of a result: Q [b…, n, m] and R [b…, m, m].</summary>
    public static (Tensor Q, Tensor R) Unpack(Tensor y)
        => Operations.Split(y, -2, y.Shape[-2] - y.Shape[-1], y.Shape[-1]) is [var q, var r] ? (q, r) : default;
}

/// <summary>
/// Orthonormal columns U, below them the singular values S ≥ 0 in descending order as a row, and below it orthonormal columns V,
/// so that U·diag(S)·Vᵀ = A: [b…, n, m] → [b…, n + 1 + m, k], k = min(n, m).
/// </summary>
public sealed record Svd : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Svd Instance = new();

    /// <inheritdoc/>
    public override Reads Reads => Reads.Output;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Svd(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
    {
        var (shape, rank) = (MatrixShape.Require("Svd", x[0]).Shape, x[0].Rank);
        return (x[0].DType, shape.With(rank - 2, shape[-2] + 1 + shape[-1]).With(rank - 1, Math.Min(shape[-2], shape[-1])));
    }

    /// <summary>The result of its parts: U [b…, n, k], S [b…, k] and V [b…, m, k].</summary>
    public static Tensor Pack(Tensor u, Tensor s, Tensor v) => Operations.Concat(-2, u, Operations.ExpandDims(s, -2), v);

    /// <summary>The parts of the decomposition of a matrix of so many rows.</summary>
    public static (Tensor U, Tensor S, Tensor V) Unpack(Tensor y, int rows)
        => Operations.Split(y, -2, rows, 1, y.Shape[-2] - rows - 1) is [var u, var s, var v] ? (u, Operations.Squeeze(s, -2), v) : default;
}

/// <summary>The singular values alone, in descending order: [b…, n, m] → [b…, k], k = min(n, m).</summary>
public sealed record Svdvals : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Svdvals Instance = new();

    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Svdvals(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => MatrixShape.Require("Svdvals", x[0]).Shape is var shape ? (x[0].DType, Shape.Of([.. shape.SkipLast(2), Math.Min(shape[-2], shape[-1])])) : default;
}

/// <summary>
/// The eigenvalues of (A + Aᵀ)/2 in ascending order as a row, and below it their orthonormal eigenvectors as columns: [b…, n, n] → [b…, 1 + n, n].
/// </summary>
public sealed record Eigh : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Eigh Instance = new();

    /// <inheritdoc/>
    public override Reads Reads => Reads.Output;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Eigh(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => MatrixShape.RequireSquare("Eigh", x[0]).Shape is var shape ? (x[0].DType, shape.With(shape.Rank - 2, 1 + shape[-1])) : default;

    /// <summary>The result of its parts: values [b…, n] and vectors [b…, n, n].</summary>
    public static Tensor Pack(Tensor values, Tensor vectors) => Operations.Concat(-2, Operations.ExpandDims(values, -2), vectors);

    /// <summary>The parts of a result: values [b…, n] and vectors [b…, n, n].</summary>
    public static (Tensor Values, Tensor Vectors) Unpack(Tensor y)
        => Operations.Split(y, -2, 1, y.Shape[-1]) is [var values, var vectors] ? (Operations.Squeeze(values, -2), vectors) : default;
}

/// <summary>The eigenvalues of (A + Aᵀ)/2 alone, in ascending order: [b…, n, n] → [b…, n].</summary>
public sealed record Eigvalsh : Primitive
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Eigvalsh Instance = new();

    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Eigvalsh(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x)
        => (MatrixShape.RequireSquare("Eigvalsh", x[0]).DType, Shape.Of(x[0].Shape.SkipLast(1)));
}
