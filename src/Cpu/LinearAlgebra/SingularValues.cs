using System.Numerics;

namespace Functional.Cpu;

/// <summary>The singular value decomposition, packed as its primitive says.</summary>
internal readonly record struct SvdKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Matrix<T> u = Matrix<T>.Zeros(y.Columns, a.Rows), v = Matrix<T>.Zeros(y.Columns, a.Columns);
        if (!SingularValues.Decompose(a, u, y[a.Rows], v)) return SingularValues.Diverged;
        for (var j = 0; j < y.Columns; j++)
        {
            for (var i = 0; i < a.Rows; i++) y[i][j] = u[j][i];
            for (var i = 0; i < a.Columns; i++) y[a.Rows + 1 + i][j] = v[j][i];
        }
        return null;
    }
}

/// <summary>The singular values alone.</summary>
internal readonly record struct SvdvalsKernel : IMatrixKernel
{
    public string? Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Matrix<T> u = Matrix<T>.Zeros(y.Columns, a.Rows), v = Matrix<T>.Zeros(y.Columns, a.Columns);
        return SingularValues.Decompose(a, u, y[0], v) ? null : SingularValues.Diverged;
    }
}

/// <summary>
/// Rotations make the columns of a matrix orthogonal (of a wide one the rows): their lengths are the singular values, their directions the vectors
/// on one side, and the product of the rotations those on the other.
/// </summary>
internal static class SingularValues
{
    internal const string Diverged = "has no decomposition: the rotations do not converge";

    /// <summary>
    /// Writes the singular vectors as rows of u [k, n] and v [k, m] and the values to s, largest first, and overwrites a. Answers whether that
    /// succeeded.
    /// </summary>
    internal static bool Decompose<T>(Matrix<T> a, Matrix<T> u, Span<T> s, Matrix<T> v) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!RangeScaling.AreFinite<T>(a.Elements))
        {
            u.Elements.Fill(T.NaN);
            v.Elements.Fill(T.NaN);
            s.Fill(T.NaN);
            return true;
        }
        var exponent = RangeScaling.Normalize(a.Elements);
        var tall = a.Rows >= a.Columns;
        Matrix<T> columns = tall ? a.Transposed() : a, w = tall ? u : v, turns = tall ? v : u;
        columns.Elements.CopyTo(w.Elements);
        Matrix<T>.Identity(turns.Rows).Elements.CopyTo(turns.Elements);
        if (!Jacobi.Orthogonalize(w, turns)) return false;
        // Rounding changes the lengths of both sides alike.
        for (var i = 0; i < s.Length; i++)
        {
            s[i] = RowOperations.Length<T>(w[i]) / RowOperations.Length<T>(turns[i]);
            if (Jacobi.Vanishes(s[i] * s[i])) s[i] = T.Zero;
        }
        Jacobi.Sort(s, u, v, ascending: false);
        for (var i = 0; i < s.Length; i++)
        {
            RowOperations.Scale(turns[i], T.One / RowOperations.Length<T>(turns[i]));
            if (s[i] == T.Zero) Complete(w, i);
            else RowOperations.Scale(w[i], T.One / RowOperations.Length<T>(w[i]));
            s[i] = T.ScaleB(s[i], exponent);
            if (!Jacobi.PointsDown<T>(u[i])) continue;
            RowOperations.Scale(u[i], -T.One);
            RowOperations.Scale(v[i], -T.One);
        }
        return true;
    }

    /// <summary>Makes row i a unit vector orthogonal to those before it: what is left of the axis that lies least in their span.</summary>
    static void Complete<T>(Matrix<T> w, int i) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (axis, least) = (0, T.PositiveInfinity);
        for (var j = 0; j < w.Columns; j++)
        {
            var within = T.Zero;
            for (var k = 0; k < i; k++) within += w[k][j] * w[k][j];
            if (within < least) (axis, least) = (j, within);
        }
        w[i].Clear();
        w[i][axis] = T.One;
        // Twice is enough (W. Kahan).
        for (var pass = 0; pass < 2; pass++)
            for (var k = 0; k < i; k++) w[i].Add(-RowOperations.Dot<T>(w[k], w[i]), w[k]);
        RowOperations.Scale(w[i], T.One / RowOperations.Length<T>(w[i]));
    }
}
