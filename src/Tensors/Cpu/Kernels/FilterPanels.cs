namespace Functional.Cpu;

/// <summary>
/// The filter as the left operand of a matrix product: rows are output channels, columns are (channel, window position).
/// Packed in blocks of <paramref name="blockK"/> columns, each a row of panels: [group][block][panel][k][row].
/// </summary>
internal readonly unsafe struct FilterPanels<T>(in ConvGeometry geometry, T* filter, T* packed, int rows, int blockK) : IJob where T : unmanaged
{
    readonly ConvGeometry geometry = geometry;
    readonly T* filter = filter, packed = packed;
    readonly int window = geometry.Filter.Volume;
    readonly int k = geometry.ChannelsPerGroup * geometry.Filter.Volume;
    readonly int panels = (geometry.OutputsPerGroup + rows - 1) / rows;

    int Blocks => (k + blockK - 1) / blockK;

    public void Write() => Workers.For(geometry.Groups * Blocks, this);

    /// <summary>The panel of a group that starts at column <paramref name="p"/>, the first of a block of <paramref name="length"/>.</summary>
    public T* At(int group, int p, int length, int panel) =>
        packed + (((nint)group * k + p) * panels + (nint)panel * length) * rows;

    /// <summary>Packs one block of one group.</summary>
    public void Run(int task)
    {
        var (group, block) = Math.DivRem(task, Blocks);
        var first = block * blockK;
        var length = Math.Min(blockK, k - first);
        for (var panel = 0; panel < panels; panel++)
        {
            var target = At(group, first, length, panel);
            var outputs = Math.Min(rows, geometry.OutputsPerGroup - panel * rows);
            var source = filter + (group * geometry.OutputsPerGroup + panel * rows) * geometry.FilterStrides.Outer;
            for (int p = first, run; p < first + length; p += run, target += run * rows)
            {
                run = Math.Min(Run(p, out var offset), first + length - p);
                Panel.Pack(rows, outputs, run, source + offset, geometry.FilterStrides.Outer, geometry.FilterStrides.W, target);
            }
        }
    }

    /// <summary>How many columns from <paramref name="p"/> on lie at equal distances, and where the first one lies.</summary>
    int Run(int p, out nint offset)
    {
        var (extent, strides) = (geometry.Filter, geometry.FilterStrides);
        var (c, position) = Math.DivRem(p, window);
        var (d, inPlane) = Math.DivRem(position, extent.H * extent.W);
        var (h, w) = Math.DivRem(inPlane, extent.W);
        offset = c * strides.Channel + d * strides.D + h * strides.H + w * strides.W;
        if (strides.H != extent.W * strides.W)
            return extent.W - w;
        if (extent.D > 1 && strides.D != extent.H * strides.H)
            return extent.H * extent.W - inPlane;
        return strides.Channel == window * strides.W ? k - p : window - position;
    }
}
