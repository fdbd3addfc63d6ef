using System.Numerics;
using Functional.Functions;

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
        for (var i = 0; i < a.Rows; i++) y[0][0] += Numbers.Map<Log, T>(T.Abs(a[i][i]));
        return null;
    }
}
