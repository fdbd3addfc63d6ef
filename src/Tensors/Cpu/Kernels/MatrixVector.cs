using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>Products of a matrix and a vector, which read each element of the matrix once: packing would only add to that.</summary>
internal static unsafe class MatrixVector
{
    /// <summary>y = M·x, for M [rows, k] at any strides.</summary>
    public static void Multiply<T>(int rows, int k, T* matrix, nint row, nint column, T* x, nint xStride, T* y, nint yStride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var packed = Scratch<T>.Rent(xStride == 1 ? 0 : k);
        if (xStride != 1)
        {
            Panel.Pack(1, 1, k, x, 1, xStride, packed.Pointer);
            x = packed.Pointer;
        }

        if (Vector512.IsHardwareAccelerated)
            Job<Lanes512<T>, Vector512<T>, T>.Multiply(rows, k, matrix, row, column, x, y, yStride);
        else if (Vector256.IsHardwareAccelerated)
            Job<Lanes256<T>, Vector256<T>, T>.Multiply(rows, k, matrix, row, column, x, y, yStride);
        else
            Job<Lanes128<T>, Vector128<T>, T>.Multiply(rows, k, matrix, row, column, x, y, yStride);
    }

    readonly struct Job<L, V, T>(int rows, int k, T* matrix, nint row, nint column, T* x, T* y, nint yStride) : IJob
        where L : struct, ILanes<V, T>
        where V : struct
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>Rows per task, and the elements of the matrix that make threads worth their while.</summary>
        const int Strip = 64;
        const long Grain = 1 << 16;

        readonly T* matrix = matrix, x = x, y = y;

        public static void Multiply(int rows, int k, T* matrix, nint row, nint column, T* x, T* y, nint yStride)
        {
            var job = new Job<L, V, T>(rows, k, matrix, row, column, x, y, yStride);
            var strips = (rows + Strip - 1) / Strip;
            if ((long)rows * k >= Grain)
                Workers.For(strips, job);
            else
                for (var strip = 0; strip < strips; strip++)
                    job.Run(strip);
        }

        public void Run(int task)
        {
            var first = task * Strip;
            var count = Math.Min(Strip, rows - first);
            var sums = stackalloc T[Strip];
            if (row == 1 && count == Strip)
                CombineColumns(matrix + first, sums);
            else
                for (var i = 0; i < count; i++)
                    sums[i] = Dot(matrix + (first + i) * row);
            for (var i = 0; i < count; i++)
                y[(first + i) * yStride] = sums[i];
        }

        /// <summary>Sums of columns scaled by x, for columns that are contiguous.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void CombineColumns(T* source, T* sums)
        {
            for (var i = 0; i < Strip; i += 4 * L.Count)
            {
                V s0 = L.Zero, s1 = L.Zero, s2 = L.Zero, s3 = L.Zero;
                var line = source + i;
                for (var p = 0; p < k; p++, line += column)
                {
                    var scale = L.Broadcast(x + p);
                    s0 = L.MultiplyAdd(scale, L.Load(line), s0);
                    s1 = L.MultiplyAdd(scale, L.Load(line + L.Count), s1);
                    s2 = L.MultiplyAdd(scale, L.Load(line + 2 * L.Count), s2);
                    s3 = L.MultiplyAdd(scale, L.Load(line + 3 * L.Count), s3);
                }

                L.Store(s0, sums + i);
                L.Store(s1, sums + i + L.Count);
                L.Store(s2, sums + i + 2 * L.Count);
                L.Store(s3, sums + i + 3 * L.Count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        T Dot(T* line)
        {
            V s0 = L.Zero, s1 = L.Zero, s2 = L.Zero, s3 = L.Zero;
            var p = 0;
            if (column == 1)
            {
                for (; p <= k - 4 * L.Count; p += 4 * L.Count)
                {
                    s0 = L.MultiplyAdd(L.Load(x + p), L.Load(line + p), s0);
                    s1 = L.MultiplyAdd(L.Load(x + p + L.Count), L.Load(line + p + L.Count), s1);
                    s2 = L.MultiplyAdd(L.Load(x + p + 2 * L.Count), L.Load(line + p + 2 * L.Count), s2);
                    s3 = L.MultiplyAdd(L.Load(x + p + 3 * L.Count), L.Load(line + p + 3 * L.Count), s3);
                }

                for (; p <= k - L.Count; p += L.Count)
                    s0 = L.MultiplyAdd(L.Load(x + p), L.Load(line + p), s0);
            }

            var sum = L.Sum(s0) + L.Sum(s1) + (L.Sum(s2) + L.Sum(s3));
            for (; p < k; p++)
                sum = T.FusedMultiplyAdd(x[p], line[p * column], sum);
            return sum;
        }
    }
}
