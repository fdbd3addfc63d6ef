namespace Functional.Cpu;

/// <summary>
/// The filter as the left operand of a matrix product: rows are output channels, columns are (channel, window position) in the order of
/// <see cref="WindowOrder"/>. Packed chain by chain, in blocks of <paramref name="blockK"/> steps, each a row of panels: [group][block][panel][k][row].
/// </summary>
internal readonly unsafe struct FilterPanels<T>(in ConvGeometry geometry, T* filter, T* packed, int rows, int blockK) : IJob where T : unmanaged
{
    readonly ConvGeometry geometry = geometry;
    readonly T* filter = filter, packed = packed;
    readonly int k = geometry.ChannelsPerGroup * geometry.Filter.Volume;
    readonly int panels = (geometry.OutputsPerGroup + rows - 1) / rows;

    int Blocks => WindowOrder.Blocks(geometry.ChannelsPerGroup);

    public void Write() => Workers.For(geometry.Groups * Blocks, this);

    /// <summary>The panel of a group from step <paramref name="p"/> of the chains on, to the end of the block.</summary>
    public T* At(int group, int panel, int p)
    {
        var first = p / blockK * blockK;
        return packed + (((nint)group * k + first) * panels + (nint)panel * Math.Min(blockK, k - first) + p - first) * rows;
    }

    /// <summary>Packs one block of channels of one group.</summary>
    public void Run(int task)
    {
        var (group, block) = Math.DivRem(task, Blocks);
        var first = block * WindowOrder.Block;
        var channels = WindowOrder.Channels(geometry.ChannelsPerGroup, first);
        for (var panel = 0; panel < panels; panel++)
        {
            var outputs = Math.Min(rows, geometry.OutputsPerGroup - panel * rows);
            var source = filter + (group * geometry.OutputsPerGroup + panel * rows) * geometry.FilterStrides.Outer;
            for (var c = 0; c < channels; c++)
                PackChannel(group, panel, source + (first + c) * geometry.FilterStrides.Channel, outputs, first * geometry.Filter.Volume + c, channels);
        }
    }

    /// <summary>Packs the window of one channel, which begins at column <paramref name="p"/> and takes one column of each <paramref name="step"/>.</summary>
    void PackChannel(int group, int panel, T* source, int outputs, int p, int step)
    {
        var (extent, strides) = (geometry.Filter, geometry.FilterStrides);
        for (int position = 0, run; position < extent.Volume; position += run, p += run * step)
        {
            run = Math.Min(Run(position, out var offset), Links.Run<T>(p, step, k, out var place, out var distance));
            var target = At(group, panel, place);
            for (var i = 0; outputs < rows && i < run; i++) new Span<T>(target + i * distance * rows, rows).Clear();
            Panel.Pack(outputs, run, source + offset, strides.Outer, strides.W, target, distance * rows);
        }
    }

    /// <summary>How many positions from the given one on lie at equal distances, and where it lies.</summary>
    int Run(int position, out nint offset)
    {
        var (extent, strides) = (geometry.Filter, geometry.FilterStrides);
        var (d, inPlane) = Math.DivRem(position, extent.H * extent.W);
        var (h, w) = Math.DivRem(inPlane, extent.W);
        offset = d * strides.D + h * strides.H + w * strides.W;
        if (strides.H != extent.W * strides.W) return extent.W - w;
        return extent.D > 1 && strides.D != extent.H * strides.H ? extent.H * extent.W - inPlane : extent.Volume - position;
    }
}
