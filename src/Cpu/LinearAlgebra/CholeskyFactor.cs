using System.Numerics;

namespace Functional.Cpu;

/// <summary>The Cholesky factor row by row (G. Golub, C. Van Loan 2013, "Matrix Computations", 4.2): each element by the inner product of two rows.</summary>
internal readonly record struct CholeskyKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        a.Symmetrize();
        y.Elements.Clear();
        for (var i = 0; i < a.Rows; i++)
        {
            for (var j = 0; j < i; j++) y[i][j] = (a[i][j] - RowOperations.Dot<T>(y[i][..j], y[j][..j])) / y[j][j];
            var square = a[i][i] - RowOperations.Dot<T>(y[i][..i], y[i][..i]);
            // NaN goes on, as in arithmetic.
            if (square <= T.Zero) return $"is not positive definite: its leading minor of order {i + 1} is not positive; a small multiple of Eye may help";
            y[i][i] = T.Sqrt(square);
        }
        return null;
    }
}
