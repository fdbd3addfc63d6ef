using System.Numerics;

namespace Functional.Cpu;

/// <summary>Solves by elimination.</summary>
internal readonly record struct SolveKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Elimination.Triangular(a, b);
        for (var i = 0; i < a.Rows; i++)
            if (a[i][i] == T.Zero) return $"is singular: elimination finds no pivot in column {i}, which depends on those before it";
        Substitution.Upper(a, b);
        b.Elements.CopyTo(y.Elements);
        return null;
    }
}

/// <summary>Gaussian elimination with partial pivoting (G. Golub, C. Van Loan 2013, "Matrix Computations", 3.4), row by row.</summary>
internal static class Elimination
{
    /// <summary>
    /// Makes A upper triangular by exchanging rows and subtracting multiples of them, and does the same to B. The upper triangle is left in A;
    /// a column without a pivot has a 0 on the diagonal. Answers the sign of the exchanges.
    /// </summary>
    internal static T Triangular<T>(Matrix<T> a, Matrix<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sign = T.One;
        for (var k = 0; k < a.Rows; k++)
        {
            var pivot = Pivot(a, k);
            if (pivot != k) sign = -sign;
            a.Swap(k, pivot);
            if (b.Columns > 0) b.Swap(k, pivot);
            if (a[k][k] == T.Zero) continue;
            for (var i = k + 1; i < a.Rows; i++)
            {
                var factor = -a[i][k] / a[k][k];
                a[i][(k + 1)..].Add(factor, a[k][(k + 1)..]);
                if (b.Columns > 0) b[i].Add(factor, b[k]);
            }
        }
        return sign;
    }

    /// <summary>The determinant; the matrix is overwritten.</summary>
    internal static T Determinant<T>(Matrix<T> a) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var product = Triangular(a, default);
        for (var i = 0; i < a.Rows; i++) product *= a[i][i];
        return product;
    }

    /// <summary>The row from k on with the largest element in column k.</summary>
    static int Pivot<T>(Matrix<T> a, int k) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var pivot = k;
        for (var i = k + 1; i < a.Rows; i++)
            if (T.Abs(a[i][k]) > T.Abs(a[pivot][k])) pivot = i;
        return pivot;
    }
}
