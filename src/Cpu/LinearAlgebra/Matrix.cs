using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>A row-major matrix that an algorithm may write to.</summary>
internal readonly ref struct Matrix<T>(Span<T> elements, int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
{
    readonly Span<T> elements = elements;

    internal int Rows => rows;

    internal int Columns => columns;

    internal Span<T> Elements => elements;

    /// <summary>A row.</summary>
    internal Span<T> this[int row] => elements.Slice(row * columns, columns);

    /// <summary>So many rows from the given one on.</summary>
    internal Matrix<T> Part(int row, int count) => new(elements.Slice(row * columns, count * columns), count, columns);

    internal static Matrix<T> Zeros(int rows, int columns) => new(new T[rows * columns], rows, columns);

    internal static Matrix<T> Identity(int n)
    {
        var identity = Zeros(n, n);
        for (var i = 0; i < n; i++) identity[i][i] = T.One;
        return identity;
    }

    internal Matrix<T> Transposed()
    {
        var transpose = Zeros(columns, rows);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) transpose[j][i] = this[i][j];
        return transpose;
    }

    /// <summary>Replaces a square matrix by its symmetric part (A + Aᵀ)/2.</summary>
    internal void Symmetrize()
    {
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < i; j++) this[i][j] = this[j][i] = (this[i][j] + this[j][i]) / (T.One + T.One);
    }

    internal void Swap(int i, int j)
    {
        if (i == j) return;
        Span<T> a = this[i], b = this[j];
        for (var k = 0; k < columns; k++) (a[k], b[k]) = (b[k], a[k]);
    }
}

/// <summary>What the algorithms on matrices do with rows. Their order of additions depends on lengths alone.</summary>
internal static class RowOperations
{
    /// <summary>y += factor · x.</summary>
    internal static void Add<T>(this Span<T> y, T factor, ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.Length == 1) y[0] += factor * x[0];
        else if (y.Length > 1) TensorPrimitives.MultiplyAdd(x, factor, y, y);
    }

    /// <summary>
    /// Turns two rows in their plane by the angle of a tangent: x becomes cosine · x − sine · y, y becomes sine · x + cosine · y.
    /// Written as changes to x and y, which are small where the angle is, so that many small turns do not add up their rounding (H. Rutishauser 1966).
    /// </summary>
    internal static void Turn<T>(Span<T> x, Span<T> y, T tangent) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var cosine = T.One / T.Sqrt(T.One + tangent * tangent);
        var sine = cosine * tangent;
        var half = sine / (T.One + cosine);
        var (width, i) = (Vector<T>.Count, 0);
        for (; i <= x.Length - width; i += width)
        {
            Vector<T> a = new(x[i..]), b = new(y[i..]);
            (a - (b + a * half) * sine).CopyTo(x[i..]);
            (b + (a - b * half) * sine).CopyTo(y[i..]);
        }
        for (; i < x.Length; i++) (x[i], y[i]) = (x[i] - (y[i] + x[i] * half) * sine, y[i] + (x[i] - y[i] * half) * sine);
    }

    internal static void Scale<T>(Span<T> x, T factor) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) x[i] *= factor;
    }

    internal static T Length<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T> => T.Sqrt(Dot(x, x));

    /// <summary>Products summed in four vectors of 16 bytes, whatever the machine has; long rows in pieces, which are added in turn.</summary>
    internal static unsafe T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T sum = T.Zero, error = T.Zero;
        fixed (T* a = x, b = y)
            for (var first = 0; first < x.Length; first += LongestPiece)
                TwoSum.Add(Piece(a + first, b + first, Math.Min(LongestPiece, x.Length - first)), ref sum, ref error);
        return TwoSum.Settle(sum, error);
    }

    const int LongestPiece = 1024;

    static unsafe T Piece<T>(T* a, T* b, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector128<T> s0 = default, s1 = default, s2 = default, s3 = default;
        var (width, i) = (Vector128<T>.Count, 0);
        for (; i <= count - 4 * width; i += 4 * width)
        {
            s0 = Vectors128<T>.MultiplyAdd(Vector128.Load(a + i), Vector128.Load(b + i), s0);
            s1 = Vectors128<T>.MultiplyAdd(Vector128.Load(a + i + width), Vector128.Load(b + i + width), s1);
            s2 = Vectors128<T>.MultiplyAdd(Vector128.Load(a + i + 2 * width), Vector128.Load(b + i + 2 * width), s2);
            s3 = Vectors128<T>.MultiplyAdd(Vector128.Load(a + i + 3 * width), Vector128.Load(b + i + 3 * width), s3);
        }
        for (; i <= count - width; i += width) s0 = Vectors128<T>.MultiplyAdd(Vector128.Load(a + i), Vector128.Load(b + i), s0);
        var all = s0 + s1 + (s2 + s3);
        var sum = all[0] + all[1];
        if (width > 2) sum += all[2] + all[3];
        for (; i < count; i++) sum = T.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }
}
