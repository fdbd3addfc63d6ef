namespace Functional.Cpu;

/// <summary>One number for each of the three spatial axes: depth, height, width. Images of lower rank have leading axes of 1.</summary>
internal readonly record struct Triple(int D, int H, int W)
{
    public int Volume => D * H * W;
}

/// <summary>Element strides of the five axes of an image [N, C, D, H, W] or a filter [O, I, D, H, W]; any sign, or 0.</summary>
internal readonly record struct AxisStrides(nint Outer, nint Channel, nint D, nint H, nint W);

/// <summary>
/// A cross-correlation of x [Batch, InputChannels, Input…] with a filter [OutputChannels, InputChannels / Groups, Filter…], giving a
/// contiguous y [Batch, OutputChannels, Output…]:
/// y[n, o, p] = Σ over c, q of filter[o, c, q] · x′[n, c, p·Stride + q·FilterDilation − PaddingLow],
/// where x′ has InputDilation − 1 zeros between the elements of x, and zeros outside. PaddingLow may be negative, which crops;
/// the padding at the other end follows from Output.
/// </summary>
internal readonly record struct ConvGeometry(
    int Batch, int Groups, int InputChannels, int OutputChannels,
    Triple Input, Triple Filter, Triple Output,
    Triple Stride, Triple PaddingLow, Triple FilterDilation, Triple InputDilation,
    AxisStrides InputStrides, AxisStrides FilterStrides)
{
    public int ChannelsPerGroup => InputChannels / Groups;

    public int OutputsPerGroup => OutputChannels / Groups;

    /// <summary>The extent of x′ that the windows cover.</summary>
    public Triple Padded => new(
        (Output.D - 1) * Stride.D + (Filter.D - 1) * FilterDilation.D + 1,
        (Output.H - 1) * Stride.H + (Filter.H - 1) * FilterDilation.H + 1,
        (Output.W - 1) * Stride.W + (Filter.W - 1) * FilterDilation.W + 1);
}
