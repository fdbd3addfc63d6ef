namespace Functional.Cpu;

/// <summary>
/// Writes out the padded, dilated image of a convolution, contiguous, so that every window after that is a plain strided read
/// without tests for the border. This is one pass over the image, against one per filter element for a patch matrix.
/// </summary>
internal readonly unsafe struct PaddedImage<T>(in ConvGeometry geometry, T* x, T* padded) : IJob where T : unmanaged
{
    readonly ConvGeometry geometry = geometry;
    readonly T* x = x, padded = padded;

    public static void Write(in ConvGeometry geometry, T* x, T* padded) =>
        Workers.For(geometry.Batch * geometry.InputChannels, new PaddedImage<T>(geometry, x, padded));

    /// <summary>Pads one channel of one image.</summary>
    public void Run(int task)
    {
        var (n, c) = Math.DivRem(task, geometry.InputChannels);
        var extent = geometry.Padded;
        var source = x + n * geometry.InputStrides.Outer + c * geometry.InputStrides.Channel;
        var target = padded + (nint)task * extent.Volume;
        for (var d = 0; d < extent.D; d++)
        for (var h = 0; h < extent.H; h++, target += extent.W)
        {
            var row = new Span<T>(target, extent.W);
            if (Find(d, geometry.PaddingLow.D, geometry.InputDilation.D, geometry.Input.D, out var inD) &&
                Find(h, geometry.PaddingLow.H, geometry.InputDilation.H, geometry.Input.H, out var inH))
                WriteRow(source + inD * geometry.InputStrides.D + inH * geometry.InputStrides.H, row);
            else
                row.Clear();
        }
    }

    /// <summary>The element of the image that lies at a padded position, if one does.</summary>
    static bool Find(int position, int paddingLow, int dilation, int extent, out int index)
    {
        (index, var between) = Math.DivRem(position - paddingLow, dilation);
        return position >= paddingLow && between == 0 && index < extent;
    }

    void WriteRow(T* source, Span<T> row)
    {
        var (low, dilation, stride) = (geometry.PaddingLow.W, geometry.InputDilation.W, geometry.InputStrides.W);
        var first = low >= 0 ? 0 : (-low + dilation - 1) / dilation;
        var end = low >= row.Length ? 0 : Math.Min(geometry.Input.W, (row.Length - low + dilation - 1) / dilation);
        if (end <= first)
            row.Clear();
        else if (dilation == 1 && stride == 1)
        {
            row[..(low + first)].Clear();
            new Span<T>(source + first, end - first).CopyTo(row[(low + first)..]);
            row[(low + end)..].Clear();
        }
        else
        {
            row.Clear();
            for (var i = first; i < end; i++)
                row[low + i * dilation] = source[i * stride];
        }
    }
}
