using System.Numerics;

namespace Functional.Cpu;

/// <summary>Sums over windows that carry their rounding errors along, a few planes per task.</summary>
internal readonly unsafe struct PoolSum<T>(in PoolGeometry geometry, T* x, T* sums, int planesPerTask) : IJob where T : unmanaged, INumber<T>
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
        T sum = T.Zero, error = T.Zero;
        for (var d = d0; d < d1; d++)
        for (var h = h0; h < h1; h++)
        {
            var row = plane + (d * geometry.Input.H + h) * geometry.Input.W;
            for (var w = w0; w < w1; w++)
                TwoSum.Add(row[w], ref sum, ref error);
        }

        return TwoSum.Settle(sum, error);
    }
}
