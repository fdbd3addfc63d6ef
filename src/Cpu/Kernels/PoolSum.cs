using System.Numerics;

namespace Functional.Cpu;

/// <summary>Sums over windows, a few planes per task: up to eight neighbours in turn, and such sums carry their rounding errors along.</summary>
internal readonly unsafe struct PoolSum<T>(in PoolGeometry geometry, T* x, T* sums, int planesPerTask) : IJob where T : unmanaged, INumber<T>
{
    const int Together = 8;

    readonly PoolGeometry geometry = geometry;
    readonly T* x = x, sums = sums;

    public void Run(int task)
    {
        // Windows of one column begin and end alike in all rows.
        var columns = geometry.Output.W;
        using var across = Scratch<int>.Rent(2 * columns);
        for (var w = 0; w < columns; w++)
            (across.Pointer[2 * w], across.Pointer[2 * w + 1]) =
                PoolGeometry.Covered(w, geometry.Input.W, geometry.Window.W, geometry.Stride.W, geometry.PaddingLow.W, geometry.InputDilation.W);
        var end = Math.Min(geometry.Planes, (task + 1) * planesPerTask);
        for (var plane = task * planesPerTask; plane < end; plane++)
            PoolPlane(x + (nint)plane * geometry.Input.Volume, sums + (nint)plane * geometry.Output.Volume, across.Pointer);
    }

    void PoolPlane(T* plane, T* target, int* across)
    {
        var (input, window, output) = (geometry.Input, geometry.Window, geometry.Output);
        var (stride, padding, dilation) = (geometry.Stride, geometry.PaddingLow, geometry.InputDilation);
        for (var d = 0; d < output.D; d++)
        {
            var (d0, d1) = PoolGeometry.Covered(d, input.D, window.D, stride.D, padding.D, dilation.D);
            for (var h = 0; h < output.H; h++)
            {
                var (h0, h1) = PoolGeometry.Covered(h, input.H, window.H, stride.H, padding.H, dilation.H);
                for (var w = 0; w < output.W; w++) *target++ = Sum(plane, d0, d1, h0, h1, across[2 * w], across[2 * w + 1]);
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
            for (var w = w0; w < w1; w += Together)
                TwoSum.Add(InTurn(row + w, Math.Min(Together, w1 - w)), ref sum, ref error);
        }

        return TwoSum.Settle(sum, error);
    }

    static T InTurn(T* x, int count)
    {
        var sum = *x;
        for (var i = 1; i < count; i++) sum += x[i];
        return sum;
    }
}
