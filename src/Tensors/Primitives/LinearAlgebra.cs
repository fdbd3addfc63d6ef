namespace Functional.Primitives;

/// <summary>X with T·X = B, for one triangle T of the first input [b…, n, n] and B [b…, n, k], for every index of the leading axes.</summary>
/// <param name="Triangle">Which elements are read.</param>
/// <param name="Operation">What the user called: the name that errors give.</param>
/// <param name="IsTotal">Whether the solutions of singular equations are NaN, and no error.</param>
public sealed record TriangularSolve(Triangle Triangle, string Operation = "TriangularSolve", bool IsTotal = false) : Primitive
{
    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs | Reads.Output;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.TriangularSolve(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => Solve.Solution(Operation, x);

    /// <summary>The other elements than those that are read replaced by zeros.</summary>
    public Tensor Part(Tensor a) => Triangle == Triangle.Lower ? Operations.Tril(a) : Operations.Triu(a);

    /// <summary>The primitive that solves with the transposed matrix.</summary>
    public TriangularSolve Transpose() => this with { Triangle = Triangle == Triangle.Lower ? Triangle.Upper : Triangle.Lower };

    /// <summary>T⁻¹ M T⁻ᵀ for one triangle T of a.</summary>
    public Tensor Congruence(Tensor a, Tensor m) => Apply(a, Apply(a, m).T).T;
}

/// <summary>X with A·X = B, of A [b…, n, n] and B [b…, n, k], for every index of the leading axes.</summary>
/// <param name="Operation">What the user called: the name that errors give.</param>
/// <param name="IsTotal">Whether the solutions of singular equations are NaN, and no error.</param>
public sealed record Solve(string Operation = "Solve", bool IsTotal = false) : Primitive
{
    /// <summary>The primitive in its own name, without errors (<c>Total</c>), and in the names of what solves equations on the way.</summary>
    public static readonly Solve Instance = new(), Total = new(IsTotal: true), OfInverse = new("Inverse"), OfLogDet = new("LogDet, derivative");

    /// <inheritdoc/>
    public override Reads Reads => Reads.Inputs | Reads.Output;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Solve(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => Solution(Operation, x);

    /// <summary>The element type and shape of X for A and B.</summary>
    /// <exception cref="ShapeException">A is not square, or B does not fit it.</exception>
    /// <exception cref="DTypeException">The element types differ, or have no solutions.</exception>
    public static (DType DType, Shape Shape) Solution(string operation, Few<Tensor> x)
    {
        var (a, b) = (x[0].Shape, x[1].Shape);
        MatMul.RequireNumbers(operation, x[0], x[1]);
        MatrixShape.RequireSquare(operation, x[0]);
        if (a.Rank != b.Rank || !a.SkipLast(2).SequenceEqual(b.SkipLast(2)))
            throw new ShapeException($"{operation}: the matrix is {a}, the right-hand sides are {b}: leading axes differ");
        if (a[-1] != b[-2])
            throw new ShapeException($"{operation}: the matrix is {a}, the right-hand sides are {b}: {a[-1]} unknowns, but {b[-2]} rows");
        return (x[0].DType, b);
    }
}

/// <summary>The lower triangular L with L·Lᵀ = (A + Aᵀ)/2, of A [b…, n, n] whose symmetric part is positive definite.</summary>
/// <param name="IsTotal">Whether the factors of other matrices are NaN, and no error.</param>
public sealed record Cholesky(bool IsTotal = false) : Primitive
{
    /// <summary>The primitive with errors, and without (<c>Total</c>).</summary>
    public static readonly Cholesky Instance = new(), Total = new(IsTotal: true);

    /// <inheritdoc/>
    public override Reads Reads => Reads.Output;

    /// <inheritdoc/>
    public override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Cholesky(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => (MatrixShape.RequireSquare("Cholesky", x[0]).DType, x[0].Shape);
}

/// <summary>What operations on square matrices ask of their input.</summary>
internal static class MatrixShape
{
    public static Tensor RequireSquare(string operation, Tensor a)
    {
        Require(operation, a);
        return a.Shape[-1] == a.Shape[-2] ? a
            : throw new ShapeException($"{operation}: {a.Shape} is not square in its last two axes: {a.Shape[-2]} rows, {a.Shape[-1]} columns");
    }

    public static Tensor Require(string operation, Tensor a)
        => !a.DType.IsFloat() ? throw new DTypeException($"{operation}: the matrix is {a.DType.Name()}, not float32 or float64: convert it with Cast")
        : a.Rank < 2 ? throw new ShapeException($"{operation}: {a.Shape} has no two axes of a matrix")
        : a;
}
