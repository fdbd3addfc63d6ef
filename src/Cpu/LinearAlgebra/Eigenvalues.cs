using System.Numerics;

namespace Functional.Cpu;

/// <summary>The eigenvalues and eigenvectors of a symmetric matrix, packed as their primitive says.</summary>
internal readonly record struct EighKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var vectors = Matrix<T>.Zeros(a.Rows, a.Rows);
        if (!Eigenvalues.Decompose(a, y[0], vectors)) return SingularValues.Diverged;
        for (var i = 0; i < a.Rows; i++)
            for (var j = 0; j < a.Rows; j++) y[1 + i][j] = vectors[j][i];
        return null;
    }
}

/// <summary>The eigenvalues alone.</summary>
internal readonly record struct EigvalshKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Eigenvalues.Decompose(a, y[0], Matrix<T>.Zeros(a.Rows, a.Rows)) ? null : SingularValues.Diverged;
}

/// <summary>
/// A + c·1 with c no less than the size of any eigenvalue of a symmetric A has no negative ones; the rotations that make its rows orthogonal lead to
/// the eigenvectors v, and the values are v·A·v.
/// </summary>
internal static class Eigenvalues
{
    /// <summary>
    /// Writes the eigenvalues of the symmetric part of A, smallest first, and the eigenvectors as rows of v, and overwrites a. Answers whether that
    /// succeeded.
    /// </summary>
    internal static bool Decompose<T>(Matrix<T> a, Span<T> values, Matrix<T> v) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!RangeScaling.AreFinite<T>(a.Elements))
        {
            values.Fill(T.NaN);
            v.Elements.Fill(T.NaN);
            return true;
        }
        var (n, exponent) = (a.Rows, RangeScaling.Normalize(a.Elements));
        a.Symmetrize();
        var w = Shifted(a);
        Matrix<T>.Identity(n).Elements.CopyTo(v.Elements);
        if (!Jacobi.Orthogonalize(w, v)) return false;
        for (var i = 0; i < n; i++)
        {
            values[i] = T.Zero;
            RowOperations.Scale(v[i], T.One / RowOperations.Length<T>(v[i]));
            for (var row = 0; row < n; row++) values[i] += v[i][row] * RowOperations.Dot<T>(a[row], v[i]);
        }
        Jacobi.Sort(values, v, w, ascending: true);
        for (var j = 0; j < n; j++)
        {
            values[j] = T.ScaleB(values[j], exponent);
            if (Jacobi.PointsDown<T>(v[j])) RowOperations.Scale(v[j], -T.One);
        }
        return true;
    }

    /// <summary>A + c·1, where c⁴ is the sum of the squares of A·A, which is that of the fourth powers of the eigenvalues.</summary>
    static Matrix<T> Shifted<T>(Matrix<T> a) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        var shifted = Matrix<T>.Zeros(a.Rows, a.Rows);
        a.Elements.CopyTo(shifted.Elements);
        for (var i = 0; i < a.Rows; i++)
            for (var j = 0; j < a.Rows; j++)
            {
                var element = RowOperations.Dot<T>(a[i], a[j]);
                sum += element * element;
            }
        for (var i = 0; i < a.Rows; i++) shifted[i][i] += T.Sqrt(T.Sqrt(sum));
        return shifted;
    }
}
