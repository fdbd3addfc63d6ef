using System.Numerics;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>Matrix products. Operands are strided views, so transposed, flipped and broadcast (stride 0) matrices need no copy.</summary>
internal static unsafe class Gemm
{
    /// <summary>Below this many multiply-adds packing costs more than it saves.</summary>
    const long TinyWork = 256;

    /// <summary>
    /// C = A·B, with A [m, k] and B [k, n] at any element strides and C [m, n] with contiguous rows. Every element is an
    /// <see cref="InnerProduct"/>, whichever kernel computes it. NaN and infinity propagate; k = 0 gives zeros.
    /// </summary>
    public static void Multiply<T>(int m, int n, int k, T* a, int aRow, int aColumn, T* b, int bRow, int bColumn,
        T* c, int cRow) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (m <= 0 || n <= 0)
            return;
        if ((long)m * n * k <= TinyWork)
            MultiplyTiny(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow);
        else if (m == 1)
            MatrixVector.Multiply(n, k, b, bColumn, bRow, a, aColumn, c, 1);
        else if (n == 1)
            MatrixVector.Multiply(m, k, a, aRow, aColumn, b, bRow, c, cRow);
        else
            MultiplyBlocked(new GemmProblem<T>(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow));
    }

    static void MultiplyBlocked<T>(in GemmProblem<T> problem) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
            BlockedGemm<TallTile<Vectors512<T>, Vector512<T>, T>, T>.Multiply(problem);
        else if (Vector256.IsHardwareAccelerated)
            BlockedGemm<ShortTile<Vectors256<T>, Vector256<T>, T>, T>.Multiply(problem);
        else
            BlockedGemm<TallTile<Vectors128<T>, Vector128<T>, T>, T>.Multiply(problem);
    }

    static void MultiplyTiny<T>(int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn,
        T* c, nint cRow) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < m; i++, a += aRow, c += cRow)
        for (var j = 0; j < n; j++)
            c[j] = InnerProduct.Of(k, a, aColumn, b + j * bColumn, bRow);
    }

    /// <summary>The same product for element types without fused multiply-add, such as the integers.</summary>
    public static void MultiplyNaive<T>(int m, int n, int k, T* a, int aRow, int aColumn, T* b, int bRow, int bColumn,
        T* c, int cRow) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < m; i++)
        {
            var row = c + (nint)i * cRow;
            new Span<T>(row, n).Clear();
            for (var p = 0; p < k; p++)
            {
                var left = a[(nint)i * aRow + (nint)p * aColumn];
                var right = b + (nint)p * bRow;
                for (var j = 0; j < n; j++)
                    row[j] += left * right[(nint)j * bColumn];
            }
        }
    }
}

/// <summary>The operands of one product; strides count elements.</summary>
internal readonly unsafe struct GemmProblem<T>(
    int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow) where T : unmanaged
{
    public readonly int M = m, N = n, K = k;
    public readonly T* A = a, B = b, C = c;
    public readonly nint ARow = aRow, AColumn = aColumn, BRow = bRow, BColumn = bColumn, CRow = cRow;
}
