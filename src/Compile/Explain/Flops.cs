using System.Numerics;
using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>The types of the inputs and of the result of a primitive.</summary>
public readonly record struct Typed(IReadOnlyList<TensorType> X, TensorType Y);

/// <summary>
/// How many operations on numbers each primitive takes, of floats and integers alike. A fused multiply-add is 2. An elementwise function is 1 whatever
/// it costs inside, its chain rule 2: the derivative, and the product with it. What moves elements, or makes random bits, is 0. Decompositions are
/// counted to the leading order (G. Golub and C. Van Loan, "Matrix Computations", 4th ed. 2013).
/// </summary>
public sealed class Flops : IRules<Typed, long>
{
    /// <summary>The operations of a primitive.</summary>
    public static long Of(Primitive op, Typed types) => op.Accept(page, types);

    static readonly Flops page = new();

    // elementwise
    /// <summary>1 for each element, 2 for a chain rule.</summary>
    public long Map(Map op, Typed t) => (op is IChain ? 2 : 1) * Size(t.Y);
    /// <summary>0: elements are chosen.</summary>
    public long Select(Select op, Typed t) => 0;
    /// <summary>1 for each element.</summary>
    public long Cast(Cast op, Typed t) => Size(t.Y);

    // layout
    /// <summary>0.</summary>
    public long Broadcast(Broadcast op, Typed t) => 0;
    /// <summary>0.</summary>
    public long Reshape(Reshape op, Typed t) => 0;
    /// <summary>0.</summary>
    public long Permute(Permute op, Typed t) => 0;
    /// <summary>0.</summary>
    public long Slice(Slice op, Typed t) => 0;
    /// <summary>0.</summary>
    public long Pad(Pad op, Typed t) => 0;
    /// <summary>0.</summary>
    public long Concat(Concat op, Typed t) => 0;
    /// <summary>0.</summary>
    public long Gather(Gather op, Typed t) => 0;
    /// <summary>An addition for each element of the updates.</summary>
    public long Scatter(Scatter op, Typed t) => Size(t.X[0]);

    // devices
    /// <summary>0.</summary>
    public long Transfer(Transfer op, Typed t) => 0;

    // reduction and order
    /// <summary>An addition for each element of the input.</summary>
    public long Sum(Sum op, Typed t) => Size(t.X[0]);
    /// <summary>An addition for each element.</summary>
    public long CumSum(CumSum op, Typed t) => Size(t.Y);
    /// <summary>A comparison for each element of the input.</summary>
    public long Extremum(Extremum op, Typed t) => Size(t.X[0]);
    /// <summary>A comparison for each element of the input.</summary>
    public long ArgExtremum(ArgExtremum op, Typed t) => Size(t.X[0]);
    /// <summary>n ⌈log₂ n⌉ comparisons for each row of n.</summary>
    public long ArgSort(ArgSort op, Typed t) => Size(t.Y) * (t.Y.Shape[-1] > 1 ? BitOperations.Log2((uint)t.Y.Shape[-1] - 1) + 1 : 0);

    // contraction and windows
    /// <summary>2 m k n for each product of [m, k] and [k, n].</summary>
    public long MatMul(MatMul op, Typed t) => 2 * Size(t.Y) * t.X[0].Shape[-1];
    /// <summary>2 for each element of the result and of the filter that makes it, products with padding included.</summary>
    public long Conv(Conv op, Typed t) => t.X[1].Shape[0] is var filters and > 0 ? 2 * Size(t.Y) * (Size(t.X[1]) / filters) : 0;
    /// <summary>An addition for each element of each window.</summary>
    public long WindowSum(WindowSum op, Typed t) => Size(t.Y) * Area(op.Windows);
    /// <summary>A comparison for each element of each window.</summary>
    public long WindowArgMax(WindowArgMax op, Typed t) => Size(t.Y) * Area(op.Windows);

    // linear algebra
    /// <summary>n² for each right-hand side of n unknowns.</summary>
    public long TriangularSolve(TriangularSolve op, Typed t) => Size(t.Y) * t.X[0].Shape[-1];
    /// <summary>2/3 n³ for each elimination, 2 n² for each right-hand side.</summary>
    public long Solve(Solve op, Typed t) => Elimination(t) + 2 * Size(t.Y) * t.X[0].Shape[-1];
    /// <summary>n³/3.</summary>
    public long Cholesky(Cholesky op, Typed t) => Elimination(t) / 2;
    /// <summary>4 m² (n − m/3) for [n, m], half of it for Q (Golub and Van Loan 5.2).</summary>
    public long Qr(Qr op, Typed t) => Matrices(t) is var (count, n, m) ? Rounded(count * 4 * m * m * (n - m / 3)) : 0;
    /// <summary>14 n m² + 8 m³ for [n, m] with n ≥ m (Golub and Van Loan 8.6).</summary>
    public long Svd(Svd op, Typed t) => Tall(t) is var (count, n, m) ? Rounded(count * (14 * n * m * m + 8 * m * m * m)) : 0;
    /// <summary>4 n m² − 4/3 m³ for [n, m] with n ≥ m (Golub and Van Loan 8.6).</summary>
    public long Svdvals(Svdvals op, Typed t) => Tall(t) is var (count, n, m) ? Rounded(count * (4 * n * m * m - 4 * m * m * m / 3)) : 0;
    /// <summary>9 n³ (Golub and Van Loan 8.3).</summary>
    public long Eigh(Eigh op, Typed t) => Matrices(t) is var (count, n, _) ? Rounded(count * 9 * n * n * n) : 0;
    /// <summary>4/3 n³ (Golub and Van Loan 8.3).</summary>
    public long Eigvalsh(Eigvalsh op, Typed t) => 2 * Elimination(t);
    /// <summary>2/3 n³.</summary>
    public long Det(Det op, Typed t) => Elimination(t);
    /// <summary>As of a decomposition into singular values, 22 n³, once for each of its inputs.</summary>
    public long Cofactor(Cofactor op, Typed t) => Matrices(t) is var (count, n, _) ? Rounded(t.X.Count * count * 22 * n * n * n) : 0;
    /// <summary>2/3 n³.</summary>
    public long LogDet(LogDet op, Typed t) => Elimination(t);

    // randomness
    /// <summary>0: bits are no numbers.</summary>
    public long RandomBits(RandomBits op, Typed t) => 0;

    static long Size(TensorType type) => type.Shape.Size;

    static long Area(Sequence<Window> windows) => windows.Aggregate(1L, (area, window) => area * window.Extent);

    static long Elimination(Typed t) => Matrices(t) is var (count, n, _) ? Rounded(count * 2 * n * n * n / 3) : 0;

    static long Rounded(double flops) => (long)Math.Round(Math.Min(flops, 1e18));

    /// <summary>How many matrices the first input holds, and their rows and columns.</summary>
    static (double Count, double Rows, double Columns) Matrices(Typed t)
        => t.X[0].Shape is var shape ? (shape.SkipLast(2).Aggregate(1.0, (count, extent) => count * extent), shape[-2], shape[-1]) : default;

    static (double Count, double Longer, double Shorter) Tall(Typed t)
        => Matrices(t) is var (count, n, m) ? (count, Math.Max(n, m), Math.Min(n, m)) : default;
}
