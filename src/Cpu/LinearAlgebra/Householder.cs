using System.Numerics;

namespace Functional.Cpu;

/// <summary>
/// The QR decomposition by Householder reflections (G. Golub, C. Van Loan 2013, "Matrix Computations", 5.2), on the columns of A as rows.
/// </summary>
internal readonly record struct QrKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Matrix<T> columns = a.Transposed(), q = Matrix<T>.Zeros(a.Columns, a.Rows), r = y.Part(a.Rows, a.Columns);
        r.Elements.Clear();
        for (var j = 0; j < a.Columns; j++)
        {
            // What is left of column j becomes the reflection, and its length the element of R.
            r[j][j] = Householder.Make(columns[j][j..]);
            for (var k = j + 1; k < a.Columns; k++)
            {
                Householder.Reflect(columns[j][j..], columns[k][j..]);
                r[j][k] = columns[k][j];
            }
        }
        for (var j = a.Columns - 1; j >= 0; j--)
        {
            q[j][j] = T.One;
            for (var k = j; k < a.Columns; k++) Householder.Reflect(columns[j][j..], q[k][j..]);
        }
        for (var j = 0; j < a.Columns; j++)
        {
            var sign = r[j][j] < T.Zero ? -T.One : T.One;
            RowOperations.Scale(r[j][j..], sign);
            for (var i = 0; i < a.Rows; i++) y[i][j] = sign * q[j][i];
        }
        return null;
    }
}

/// <summary>The reflection x − 2·v·(v·x) at the plane orthogonal to a unit vector v; at none where v is 0.</summary>
internal static class Householder
{
    /// <summary>Replaces x by the vector of the reflection that takes it to a multiple of the first axis, and answers that multiple.</summary>
    internal static T Make<T>(Span<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var exponent = RangeScaling.Normalize(x);
        var length = RowOperations.Length<T>(x);
        if (length == T.Zero) return T.Zero;
        // Away from x, so that nothing cancels.
        var image = x[0] < T.Zero ? length : -length;
        x[0] -= image;
        RowOperations.Scale(x, T.One / RowOperations.Length<T>(x));
        return T.ScaleB(image, exponent);
    }

    internal static void Reflect<T>(ReadOnlySpan<T> v, Span<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var along = RowOperations.Dot(v, x);
        x.Add(-(along + along), v);
    }
}
