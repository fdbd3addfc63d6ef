using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>
/// Linear algebra on the matrices in the last two axes, for every index of the leading ones. Elements are float32 or float64; NaN gives NaN.
/// </summary>
public static partial class Operations
{
    /// <summary>
    /// The x with a·x = b, of a [b…, n, n] by elimination. Right-hand sides are vectors where b is [n] or has just the shape [b…, n] of one for
    /// each matrix, as in PyTorch; others are the columns of [b…, n, k]. Leading axes broadcast. The result has the shape of b with them.
    /// </summary>
    /// <exception cref="MatrixException">A matrix is singular; the message names the column without a pivot.</exception>
    public static Tensor Solve(Tensor a, Tensor b) => Solve(Primitives.Solve.Instance, "Solve", a, b);

    /// <summary>
    /// As <see cref="Solve(Tensor, Tensor)"/> with one triangle of a, of which the other elements are not read: substitution.
    /// </summary>
    /// <exception cref="MatrixException">An element of the diagonal is 0.</exception>
    public static Tensor TriangularSolve(Tensor a, Tensor b, Triangle triangle = Triangle.Lower)
        => Solve(new TriangularSolve(triangle), "TriangularSolve", a, b);

    /// <summary>
    /// The inverse of square matrices [b…, n, n]. To solve equations, <see cref="Solve(Tensor, Tensor)"/> is faster and rounds less.
    /// </summary>
    /// <exception cref="MatrixException">A matrix is singular.</exception>
    public static Tensor Inverse(Tensor a) => Formulas.Inverse(a, Primitives.Solve.OfInverse);

    /// <summary>
    /// The lower triangular L with a positive diagonal and L·Lᵀ = a, of symmetric positive definite a [b…, n, n]. Of other matrices the symmetric
    /// part (a + aᵀ)/2 is taken.
    /// </summary>
    /// <exception cref="MatrixException">A matrix is not positive definite; the message names the first leading minor that is not
    /// positive.</exception>
    public static Tensor Cholesky(Tensor a) => Primitives.Cholesky.Instance.Apply(a);

    /// <summary>As <see cref="Solve(Tensor, Tensor)"/>, with NaN for the solutions of singular equations.</summary>
    public static Tensor SolveOrNaN(Tensor a, Tensor b) => Solve(Primitives.Solve.Total, "Solve", a, b);

    /// <summary>As <see cref="Solve(Tensor, Tensor)"/>, with the name of an operation for its errors.</summary>
    public static Tensor SolveAs(string operation, Tensor a, Tensor b) => Solve(new Solve(operation), operation, a, b);

    /// <summary>As <see cref="TriangularSolve(Tensor, Tensor, Triangle)"/>, with NaN where an element of the diagonal is 0.</summary>
    public static Tensor TriangularSolveOrNaN(Tensor a, Tensor b, Triangle triangle = Triangle.Lower)
        => Solve(new TriangularSolve(triangle, IsTotal: true), "TriangularSolve", a, b);

    /// <summary>As <see cref="Cholesky(Tensor)"/>, with NaN for matrices that are not positive definite.</summary>
    public static Tensor CholeskyOrNaN(Tensor a) => Primitives.Cholesky.Total.Apply(a);

    /// <summary>The lower triangle of matrices [b…, n, m], zeros above the given diagonal: 0 is the main one, negative ones lie below.</summary>
    public static Tensor Tril(Tensor x, int diagonal = 0) => Where(Below("Tril", x, diagonal), x, 0);

    /// <summary>The upper triangle of matrices [b…, n, m], zeros below the given diagonal: 0 is the main one, positive ones lie above.</summary>
    public static Tensor Triu(Tensor x, int diagonal = 0) => Where(Below("Triu", x, diagonal - 1), 0, x);

    /// <summary>
    /// A diagonal of matrices [b…, n, m]: the main one, or the one so many places above it, below it where that is negative; empty where there is
    /// none.
    /// </summary>
    public static Tensor Diagonal(Tensor x, int offset = 0)
    {
        if (x.Rank < 2) throw new ShapeException($"Diagonal: {x.Shape} has no two axes of a matrix");
        var (rows, columns) = (x.Shape[-2], x.Shape[-1]);
        var (row, column) = ((int)Math.Min(rows, Math.Max(0, -(long)offset)), Math.Clamp(offset, 0, columns));
        var count = Math.Min(rows - row, columns - column);
        var flat = Reshape(x, Shape.Of([.. x.Shape.SkipLast(2), rows * columns]));
        return SliceAxis(flat, flat.Rank - 1, count == 0 ? new(0, 0) : new(row * columns + column, count, columns + 1));
    }

    /// <summary>
    /// Square matrices with the given diagonal, so many places above the main one (below it where that is negative), and zeros beside it: [b…, n]
    /// gives [b…, n + |offset|, n + |offset|].
    /// </summary>
    public static Tensor Diag(Tensor x, int offset = 0)
    {
        if (x.Rank == 0) throw new ShapeException("Diag: a scalar has no axis for a diagonal");
        var square = Where(Tensor.Eye(x.Shape[-1], dtype: DType.Bool), ExpandDims(x, -1), 0);
        var paddings = new Padding[square.Rank];
        (paddings[^2], paddings[^1]) = (new(Math.Max(0, -offset), Math.Max(0, offset)), new(Math.Max(0, offset), Math.Max(0, -offset)));
        return offset == 0 ? square : new Pad(paddings).Apply(square);
    }

    /// <summary>The sum of the diagonal of square matrices: [b…, n, n] gives [b…].</summary>
    public static Tensor Trace(Tensor x)
    {
        RequireSquare("Trace", x);
        return Sum(Diagonal(x), -1);
    }

    static Tensor Solve(Primitive op, string operation, Tensor a, Tensor b)
    {
        MatrixShape.RequireSquare(operation, a);
        if (b.Rank == 0) throw new ShapeException($"{operation}: the matrix is {a.Shape}, the right-hand side is a scalar");
        var isVector = b.Rank == 1 || b.Shape == Shape.Of(a.Shape.SkipLast(1));
        return isVector ? Squeeze(SolveColumns(op, operation, a, ExpandDims(b, -1)), -1) : SolveColumns(op, operation, a, b);
    }

    static Tensor SolveColumns(Primitive op, string operation, Tensor a, Tensor b)
    {
        if (a.Rank == 2 && b.Rank == 2) return op.Apply(a, b);
        if (a.Rank == 2 && b.Shape[-2] == a.Shape[-1]) return SolveOnce(op, a, b);
        var batch = Shape.Broadcast(Shape.Of(a.Shape.SkipLast(2)), Shape.Of(b.Shape.SkipLast(2)), $"{operation}, leading axes");
        return op.Apply(
            Broadcast(a, Shape.Of([.. batch, .. a.Shape.TakeLast(2)])),
            Broadcast(b, Shape.Of([.. batch, .. b.Shape.TakeLast(2)])));
    }

    static int RequireSquare(string operation, Tensor x)
        => x.Rank >= 2 && x.Shape[-1] == x.Shape[-2] ? x.Shape[-1]
        : throw new ShapeException($"{operation}: {x.Shape} is not square in its last two axes");

    static Tensor Below(string operation, Tensor x, int diagonal)
        => x.Rank < 2 ? throw new ShapeException($"{operation}: {x.Shape} has no two axes of a matrix")
        : Tensor.Arange(x.Shape[-1]) <= ExpandDims(Tensor.Arange(x.Shape[-2]) + diagonal, 1);
}
