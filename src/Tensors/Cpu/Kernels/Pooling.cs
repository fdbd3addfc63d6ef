using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>Maxima and sums over sliding windows.</summary>
internal static unsafe class Pooling
{
    /// <summary>Elements of x per task, at least.</summary>
    const int Grain = 1 << 14;

    /// <summary>
    /// For each window the flat index into x of its maximum: the first of equals; NaN counts as the maximum.
    /// Every window must contain at least one element of x (the caller checks).
    /// </summary>
    public static void ArgMax<T>(in PoolGeometry geometry, T* x, int* indices) where T : unmanaged, INumber<T> =>
        ForPlanes(geometry, new ArgMaxJob<T>(geometry, x, indices, PlanesPerTask(geometry)));

    /// <summary>For each window the sum of its elements; 0 for a window without any.</summary>
    public static void WindowSum<T>(in PoolGeometry geometry, T* x, T* sums) where T : unmanaged, INumber<T> =>
        ForPlanes(geometry, new SumJob<T>(geometry, x, sums, PlanesPerTask(geometry)));

    static int PlanesPerTask(in PoolGeometry geometry) =>
        Math.Max(1, Grain / Math.Max(1, Math.Max(geometry.Input.Volume, geometry.Output.Volume)));

    static void ForPlanes<TJob>(in PoolGeometry geometry, in TJob job) where TJob : struct, IJob
    {
        var perTask = PlanesPerTask(geometry);
        Workers.For((geometry.Planes + perTask - 1) / perTask, job);
    }

    readonly struct ArgMaxJob<T>(in PoolGeometry geometry, T* x, int* indices, int planesPerTask) : IJob where T : unmanaged, INumber<T>
    {
        readonly PoolGeometry geometry = geometry;
        readonly T* x = x;
        readonly int* indices = indices;

        public void Run(int task)
        {
            var end = Math.Min(geometry.Planes, (task + 1) * planesPerTask);
            for (var plane = task * planesPerTask; plane < end; plane++)
                PoolPlane(plane * geometry.Input.Volume, indices + (nint)plane * geometry.Output.Volume);
        }

        void PoolPlane(int plane, int* target)
        {
            var (input, window, output) = (geometry.Input, geometry.Window, geometry.Output);
            for (var d = 0; d < output.D; d++)
            {
                var (d0, d1) = PoolGeometry.Covered(d, input.D, window.D, geometry.Stride.D, geometry.PaddingLow.D, geometry.InputDilation.D);
                for (var h = 0; h < output.H; h++, target += output.W)
                {
                    var (h0, h1) = PoolGeometry.Covered(h, input.H, window.H, geometry.Stride.H, geometry.PaddingLow.H, geometry.InputDilation.H);
                    PoolRow(plane, d0, d1, h0, h1, target);
                }
            }
        }

        /// <summary>One row of outputs: the windows inside the image share a fast loop, those at its borders are clipped one by one.</summary>
        void PoolRow(int plane, int d0, int d1, int h0, int h1, int* target)
        {
            var (stride, padding, window) = (geometry.Stride.W, geometry.PaddingLow.W, geometry.Window.W);
            var whole = geometry.InputDilation.W == 1 ? Math.Min(geometry.Output.W, (geometry.Input.W + padding - window + stride) / stride) : 0;
            var first = Math.Min(whole, padding > 0 ? (padding + stride - 1) / stride : 0);
            var w = 0;
            for (; w < first; w++)
                target[w] = PoolClipped(plane, d0, d1, h0, h1, w);
            for (; w < whole; w++)
            {
                var w0 = w * stride - padding;
                target[w] = PoolWindow(plane, d0, d1, h0, h1, w0, w0 + window);
            }

            for (; w < geometry.Output.W; w++)
                target[w] = PoolClipped(plane, d0, d1, h0, h1, w);
        }

        int PoolClipped(int plane, int d0, int d1, int h0, int h1, int w)
        {
            var (w0, w1) = PoolGeometry.Covered(
                w, geometry.Input.W, geometry.Window.W, geometry.Stride.W, geometry.PaddingLow.W, geometry.InputDilation.W);
            return PoolWindow(plane, d0, d1, h0, h1, w0, w1);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        int PoolWindow(int plane, int d0, int d1, int h0, int h1, int w0, int w1)
        {
            var input = geometry.Input;
            var best = plane + (d0 * input.H + h0) * input.W + w0;
            var maximum = x[best];
            for (var d = d0; d < d1; d++)
            for (var h = h0; h < h1; h++)
            {
                var row = plane + (d * input.H + h) * input.W;
                for (var index = row + w0; index < row + w1; index++)
                {
                    // Selections without branches: which element wins is not predictable.
                    var value = x[index];
                    var wins = value > maximum | (T.IsNaN(value) & !T.IsNaN(maximum));
                    best = wins ? index : best;
                    maximum = wins ? value : maximum;
                }
            }

            return best;
        }
    }

    readonly struct SumJob<T>(in PoolGeometry geometry, T* x, T* sums, int planesPerTask) : IJob where T : unmanaged, INumber<T>
    {
        readonly PoolGeometry geometry = geometry;
        readonly T* x = x, sums = sums;

        public void Run(int task)
        {
            var end = Math.Min(geometry.Planes, (task + 1) * planesPerTask);
            for (var plane = task * planesPerTask; plane < end; plane++)
                PoolPlane(x + (nint)plane * geometry.Input.Volume, sums + (nint)plane * geometry.Output.Volume);
        }

        void PoolPlane(T* plane, T* target)
        {
            var (input, window, output) = (geometry.Input, geometry.Window, geometry.Output);
            var (stride, padding, dilation) = (geometry.Stride, geometry.PaddingLow, geometry.InputDilation);
            for (var d = 0; d < output.D; d++)
            {
                var (d0, d1) = PoolGeometry.Covered(d, input.D, window.D, stride.D, padding.D, dilation.D);
                for (var h = 0; h < output.H; h++)
                {
                    var (h0, h1) = PoolGeometry.Covered(h, input.H, window.H, stride.H, padding.H, dilation.H);
                    for (var w = 0; w < output.W; w++)
                    {
                        var (w0, w1) = PoolGeometry.Covered(w, input.W, window.W, stride.W, padding.W, dilation.W);
                        *target++ = Sum(plane, d0, d1, h0, h1, w0, w1);
                    }
                }
            }
        }

        T Sum(T* plane, int d0, int d1, int h0, int h1, int w0, int w1)
        {
            var sum = T.Zero;
            for (var d = d0; d < d1; d++)
            for (var h = h0; h < h1; h++)
            {
                var row = plane + (d * geometry.Input.H + h) * geometry.Input.W;
                for (var w = w0; w < w1; w++)
                    sum += row[w];
            }

            return sum;
        }
    }
}
