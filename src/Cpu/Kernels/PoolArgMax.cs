using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>Indices of window maxima, a few planes per task.</summary>
internal readonly unsafe struct PoolArgMax<T>(in PoolGeometry geometry, T* x, int* indices, int planesPerTask) : IJob
    where T : unmanaged, INumber<T>
{
    readonly PoolGeometry geometry = geometry;
    readonly T* x = x;
    readonly int* indices = indices;

    /// <summary>The rows of one plane that one row of outputs covers.</summary>
    readonly record struct Rows(int Plane, int D0, int D1, int H0, int H1);

    bool CanVectorize => typeof(T) == typeof(float) && geometry.InputDilation.W == 1
        && (geometry.Stride.W == 1 || (geometry.Stride.W == 2 && geometry.Window.W > 1));

    public void Run(int task)
    {
        var end = Math.Min(geometry.Planes, (task + 1) * planesPerTask);
        for (var plane = task * planesPerTask; plane < end; plane++)
            PoolPlane(plane * geometry.Input.Volume, indices + (nint)plane * geometry.Output.Volume);
    }

    void PoolPlane(int plane, int* target)
    {
        var (input, window, output) = (geometry.Input, geometry.Window, geometry.Output);
        var (stride, padding, dilation) = (geometry.Stride, geometry.PaddingLow, geometry.InputDilation);
        for (var d = 0; d < output.D; d++)
        {
            var (d0, d1) = PoolGeometry.Covered(d, input.D, window.D, stride.D, padding.D, dilation.D);
            for (var h = 0; h < output.H; h++, target += output.W)
            {
                var (h0, h1) = PoolGeometry.Covered(h, input.H, window.H, stride.H, padding.H, dilation.H);
                PoolRow(new Rows(plane, d0, d1, h0, h1), target);
            }
        }
    }

    /// <summary>One row of outputs: windows that lie inside the image go four at a time, the others one by one.</summary>
    void PoolRow(in Rows rows, int* target)
    {
        var (stride, padding) = (geometry.Stride.W, geometry.PaddingLow.W);
        var first = padding > 0 ? (padding + stride - 1) / stride : 0;
        var end = Math.Min(geometry.Output.W, (geometry.Input.W + padding - geometry.Window.W + stride) / stride);
        if (!CanVectorize || end - first < Vector128<int>.Count)
            end = first = 0;

        for (var w = 0; w < first; w++)
            target[w] = PoolWindow(rows, w);
        for (var w = first; w < end; w += Vector128<int>.Count)
        {
            // The last four may overlap the four before.
            w = Math.Min(w, end - Vector128<int>.Count);
            PoolFour(rows, w * stride - padding).Store(target + w);
        }

        for (var w = end; w < geometry.Output.W; w++)
            target[w] = PoolWindow(rows, w);
    }

    int PoolWindow(in Rows rows, int w)
    {
        var input = geometry.Input;
        var (w0, w1) = PoolGeometry.Covered(
            w, input.W, geometry.Window.W, geometry.Stride.W, geometry.PaddingLow.W, geometry.InputDilation.W);
        var best = rows.Plane + (rows.D0 * input.H + rows.H0) * input.W + w0;
        var maximum = x[best];
        for (var d = rows.D0; d < rows.D1; d++)
        for (var h = rows.H0; h < rows.H1; h++)
        {
            var row = rows.Plane + (d * input.H + h) * input.W;
            for (var index = row + w0; index < row + w1; index++)
            {
                // A value wins if it is greater or the first NaN.
                var value = x[index];
                if (!(value <= maximum) && !T.IsNaN(maximum))
                    (best, maximum) = (index, value);
            }
        }

        return best;
    }

    /// <summary>Four windows side by side, the first from column <paramref name="column"/> on, all inside the image.</summary>
    Vector128<int> PoolFour(in Rows rows, int column)
    {
        var input = geometry.Input;
        var steps = Vector128<int>.Indices * geometry.Stride.W;
        var best = Vector128.Create(rows.Plane + (rows.D0 * input.H + rows.H0) * input.W + column) + steps;
        var maximum = LoadFour(best[0], 0);
        for (var d = rows.D0; d < rows.D1; d++)
        for (var h = rows.H0; h < rows.H1; h++)
        {
            var row = rows.Plane + (d * input.H + h) * input.W + column;
            for (var q = 0; q < geometry.Window.W; q++)
            {
                var value = LoadFour(row, q);
                var wins = Vector128.AndNot(Vector128.Equals(maximum, maximum), Vector128.LessThanOrEqual(value, maximum));
                best = Vector128.ConditionalSelect(wins.AsInt32(), Vector128.Create(row + q) + steps, best);
                maximum = Vector128.ConditionalSelect(wins, value, maximum);
            }
        }

        return best;
    }

    /// <summary>Element <paramref name="q"/> of four neighbouring windows. Never reads beyond the last of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector128<float> LoadFour(int row, int q)
    {
        var source = (float*)x + row + q;
        if (geometry.Stride.W == 1)
            return Vector128.Load(source);

        // Stride 2: the even elements from here on, or the odd ones from the element before.
        var odd = q > 0 ? 1 : 0;
        var pairs = (ulong*)(source - odd);
        return Vector128.Narrow(Vector128.Load(pairs) >> (32 * odd), Vector128.Load(pairs + 2) >> (32 * odd)).AsSingle();
    }
}
