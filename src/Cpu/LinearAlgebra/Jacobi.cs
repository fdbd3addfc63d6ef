using System.Numerics;

namespace Functional.Cpu;

/// <summary>
/// One-sided Jacobi rotations (M. Hestenes 1958; G. Golub, C. Van Loan 2013, "Matrix Computations", 8.6): short, accurate, and all of it on rows.
/// </summary>
internal static class Jacobi
{
    /// <summary>Far more than the six to ten that matrices need.</summary>
    const int Sweeps = 60;

    /// <summary>
    /// Turns pairs of rows of W in their planes until all rows are orthogonal, and those of V alike; rows that vanish are let be. W is finite, and its
    /// size is about 1. Answers whether the rows are orthogonal.
    /// </summary>
    internal static bool Orthogonalize<T>(Matrix<T> w, Matrix<T> v) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tolerance = Precision<T>() * (T.One + T.Sqrt(T.CreateChecked(w.Columns)));
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var turned = false;
            for (var p = 0; p < w.Rows; p++)
                for (var q = p + 1; q < w.Rows; q++) turned |= Turn(w, v, p, q, tolerance);
            if (!turned) return true;
        }
        return false;
    }

    /// <summary>Makes two rows of W orthogonal, by the smaller of the two angles that do; answers whether they were not.</summary>
    static bool Turn<T>(Matrix<T> w, Matrix<T> v, int p, int q, T tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b, product) = (RowOperations.Dot<T>(w[p], w[p]), RowOperations.Dot<T>(w[q], w[q]), RowOperations.Dot<T>(w[p], w[q]));
        if (Vanishes(a) || Vanishes(b) || T.Abs(product) <= tolerance * T.Sqrt(a) * T.Sqrt(b)) return false;
        var cotangent = (b - a) / (product + product);
        var tangent = T.CopySign(T.One, cotangent) / (T.Abs(cotangent) + T.Hypot(T.One, cotangent));
        RowOperations.Turn(w[p], w[q], tangent);
        RowOperations.Turn(v[p], v[q], tangent);
        return true;
    }

    /// <summary>Whether a square is so small that numbers near it have lost digits.</summary>
    internal static bool Vanishes<T>(T square) where T : unmanaged, IFloatingPointIeee754<T> => square < T.Epsilon / Precision<T>() / Precision<T>();

    static T Precision<T>() where T : unmanaged, IFloatingPointIeee754<T> => T.BitIncrement(T.One) - T.One;

    /// <summary>Puts the rows of two matrices in the order of values, which are sorted, too.</summary>
    internal static void Sort<T>(Span<T> values, Matrix<T> x, Matrix<T> y, bool ascending) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            var first = i;
            for (var j = i + 1; j < values.Length; j++)
                if (ascending ? values[j] < values[first] : values[j] > values[first]) first = j;
            (values[i], values[first]) = (values[first], values[i]);
            x.Swap(i, first);
            y.Swap(i, first);
        }
    }

    /// <summary>Whether the first of the largest elements of a row is negative.</summary>
    internal static bool PointsDown<T>(ReadOnlySpan<T> row) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = T.Zero;
        foreach (var each in row)
            if (T.Abs(each) > T.Abs(largest)) largest = each;
        return largest < T.Zero;
    }
}
