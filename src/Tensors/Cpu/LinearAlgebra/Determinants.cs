using System.Numerics;

namespace Functional.Cpu;

/// <summary>The determinant, as the product of the pivots.</summary>
internal readonly record struct DetKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        y[0][0] = Elimination.Determinant(a);
        return null;
    }
}

/// <summary>The logarithm of the determinant's size, as the sum of those of the pivots.</summary>
internal readonly record struct LogDetKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Elimination.Triangular(a, default);
        y[0][0] = T.Zero;
        for (var i = 0; i < a.Rows; i++) y[0][0] += T.Log(T.Abs(a[i][i]));
        return null;
    }
}

/// <summary>
/// The cofactors det(U)·det(V)·U·diag(∏ⱼ≠ᵢ sⱼ)·Vᵀ of a matrix U·diag(s)·Vᵀ, which needs no division: of rank n − 1 it leaves the vectors of
/// the singular value 0, of lower rank nothing.
/// </summary>
internal readonly record struct CofactorKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (n, s) = (a.Rows, new T[a.Rows]);
        Matrix<T> u = Matrix<T>.Zeros(n, n), v = Matrix<T>.Zeros(n, n);
        if (!SingularValues.Decompose(a, u, s, v)) return SingularValues.Diverged;
        y.Elements.Clear();
        for (var i = 0; i < n; i++)
        {
            var others = T.One;
            for (var j = 0; j < n; j++)
                if (j != i) others *= s[j];
            for (var row = 0; row < n; row++) y[row].Add(others * u[i][row], v[i]);
        }
        var sign = Elimination.Determinant(u) * Elimination.Determinant(v) < T.Zero ? -T.One : T.One;
        RowOperations.Scale(y.Elements, sign);
        return null;
    }
}
