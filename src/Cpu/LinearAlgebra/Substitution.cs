using System.Numerics;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>Solves with one triangle of a matrix by substitution (G. Golub, C. Van Loan 2013, "Matrix Computations", 3.1).</summary>
internal readonly record struct TriangularSolveKernel(Triangle Triangle) : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < a.Rows; i++)
            if (a[i][i] == T.Zero) return $"is singular: element {i} of its diagonal is 0";
        if (Triangle == Triangle.Lower) Substitution.Lower(a, b);
        else Substitution.Upper(a, b);
        b.Elements.CopyTo(y.Elements);
        return null;
    }
}

/// <summary>Replaces B by the X with T·X = B, for the lower or the upper triangle T of a matrix, row by row.</summary>
internal static class Substitution
{
    internal static void Lower<T>(Matrix<T> a, Matrix<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < a.Rows; i++)
        {
            for (var j = 0; j < i; j++) b[i].Add(-a[i][j], b[j]);
            Divide(b[i], a[i][i]);
        }
    }

    internal static void Upper<T>(Matrix<T> a, Matrix<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = a.Rows - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < a.Rows; j++) b[i].Add(-a[i][j], b[j]);
            Divide(b[i], a[i][i]);
        }
    }

    static void Divide<T>(Span<T> row, T by) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var k = 0; k < row.Length; k++) row[k] /= by;
    }
}
