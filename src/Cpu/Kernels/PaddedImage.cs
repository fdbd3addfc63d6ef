using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>
/// Writes out the padded, dilated image of a convolution, contiguous, so that every window after that is a plain strided read
/// without tests for the border. This is one pass over the image, against one per filter element for a patch matrix.
/// </summary>
internal readonly unsafe struct PaddedImage<T>(in ConvGeometry geometry, T* x, T* padded) : IJob where T : unmanaged
{
    /// <summary>Elements per task: a few microseconds.</summary>
    const int Grain = 1 << 14;

    readonly ConvGeometry geometry = geometry;
    readonly T* x = x, padded = padded;

    int Planes => geometry.Batch * geometry.InputChannels;

    int PlanesPerTask => Math.Max(1, Grain / geometry.Padded.Volume);

    public static void Write(in ConvGeometry geometry, T* x, T* padded)
    {
        var job = new PaddedImage<T>(geometry, x, padded);
        Workers.For((job.Planes + job.PlanesPerTask - 1) / job.PlanesPerTask, job);
    }

    public void Run(int task)
    {
        var end = Math.Min(Planes, (task + 1) * PlanesPerTask);
        for (var plane = task * PlanesPerTask; plane < end; plane++)
            WritePlane(plane);
    }

    /// <summary>Pads one channel of one image.</summary>
    void WritePlane(int plane)
    {
        var (n, c) = Math.DivRem(plane, geometry.InputChannels);
        var extent = geometry.Padded;
        var source = x + n * geometry.InputStrides.Outer + c * geometry.InputStrides.Channel;
        var target = padded + (nint)plane * extent.Volume;
        new Span<T>(target, extent.Volume).Clear();

        var (low, dilation) = (geometry.PaddingLow, geometry.InputDilation);
        var (d0, d1) = Visible(geometry.Input.D, extent.D, low.D, dilation.D);
        var (h0, h1) = Visible(geometry.Input.H, extent.H, low.H, dilation.H);
        var (w0, w1) = Visible(geometry.Input.W, extent.W, low.W, dilation.W);
        for (var d = d0; d < d1; d++)
        for (var h = h0; h < h1; h++)
        {
            var row = ((nint)(low.D + d * dilation.D) * extent.H + low.H + h * dilation.H) * extent.W;
            CopyRow(source + d * geometry.InputStrides.D + h * geometry.InputStrides.H, target + row + low.W, w0, w1);
        }
    }

    /// <summary>The elements along one axis of the image, from first to end, that the windows cover.</summary>
    static (int First, int End) Visible(int input, int padded, int low, int dilation) =>
        (low >= 0 ? 0 : (-low + dilation - 1) / dilation, low >= padded ? 0 : Math.Min(input, (padded - low + dilation - 1) / dilation));

    void CopyRow(T* source, T* target, int first, int end)
    {
        var (dilation, stride) = (geometry.InputDilation.W, geometry.InputStrides.W);
        var w = first;
        if (dilation == 1 && stride == 1)
            for (; w <= end - Vector128<T>.Count; w += Vector128<T>.Count)
                Vector128.Load(source + w).Store(target + w);
        for (; w < end; w++)
            target[w * dilation] = source[w * stride];
    }
}
