using System.Numerics;

namespace Functional.Cpu;

/// <summary>
/// Convolution as the product filter [O, K] · patches [K, columns], K = channels × window and columns = batch × output positions,
/// in which the patch matrix exists only panel by panel (Chetlur et al. 2014, "cuDNN", section 3).
/// </summary>
internal static unsafe class ImplicitGemm<TTile, T>
    where TTile : struct, ITile<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    const int BlockK = TileChains<TTile, T>.Block;

    public static void Convolve(in ConvGeometry geometry, T* x, T* filter, T* y)
    {
        var k = geometry.ChannelsPerGroup * geometry.Filter.Volume;
        using var image = Scratch<T>.Rent((nint)geometry.Batch * geometry.InputChannels * geometry.Padded.Volume + PatchPanels<T>.Slack);
        PaddedImage<T>.Write(geometry, x, image.Pointer);

        var panels = (geometry.OutputsPerGroup + TTile.Rows - 1) / TTile.Rows;
        using var packed = Scratch<T>.Rent((nint)geometry.Groups * panels * TTile.Rows * k);
        var filters = new FilterPanels<T>(geometry, filter, packed.Pointer, TTile.Rows, BlockK);
        filters.Write();

        using var offsets = Scratch<int>.Rent(k);
        var patches = new PatchPanels<T>(geometry, image.Pointer, offsets.Pointer);
        Multiply(geometry, filters, patches, y);
    }

    static void Multiply(in ConvGeometry geometry, in FilterPanels<T> filters, in PatchPanels<T> patches, T* y)
    {
        var cut = new WorkCut(geometry, TTile.Columns, BlockK);
        if (cut.Parts == 1)
        {
            Workers.For(cut.Tasks, new Job(geometry, cut, filters, patches, y));
            return;
        }

        // Too few columns for many threads: sum parts of K apart, then the parts pairwise.
        var outputs = (nint)geometry.Batch * geometry.OutputChannels * geometry.Output.Volume;
        using var partial = Scratch<T>.Rent(cut.Parts * outputs);
        Workers.For(cut.Tasks, new Job(geometry, cut, filters, patches, partial.Pointer));
        Workers.For(WorkCut.SumTasks(outputs), new SumJob(cut.Parts, outputs, partial.Pointer, y));
    }

    /// <summary>Multiplies all filters of one group by one strip of patch columns, over one part of K.</summary>
    readonly struct Job(in ConvGeometry geometry, WorkCut cut, in FilterPanels<T> filters, in PatchPanels<T> patches, T* y) : IJob
    {
        readonly ConvGeometry geometry = geometry;
        readonly FilterPanels<T> filters = filters;
        readonly PatchPanels<T> patches = patches;
        readonly T* y = y;

        int FilterPanelCount => (geometry.OutputsPerGroup + TTile.Rows - 1) / TTile.Rows;

        public void Run(int task)
        {
            var (rest, strip) = Math.DivRem(task, cut.Strips);
            var (part, group) = Math.DivRem(rest, geometry.Groups);
            var first = strip * cut.ColumnsPerStrip;
            var columns = Math.Min(cut.ColumnsPerStrip, cut.Columns - first);
            var panels = (columns + TTile.Columns - 1) / TTile.Columns;
            var row = panels * TTile.Columns;

            using var panel = Scratch<T>.Rent(BlockK * TTile.Columns + PatchPanels<T>.Slack);
            using var product = Scratch<T>.Rent((nint)FilterPanelCount * TTile.Rows * row);
            var (start, end) = (part * cut.KPerPart, Math.Min(cut.K, (part + 1) * cut.KPerPart));
            using var near = Scratch<T>.Rent(TileChains<TTile, T>.Near(end - start));
            using var middle = Scratch<T>.Rent(TileChains<TTile, T>.Middle(end - start) * FilterPanelCount * panels);
            using var far = Scratch<T>.Rent(TileChains<TTile, T>.Far(end - start) * FilterPanelCount * panels);
            var waiting = stackalloc Place<T>[InnerProduct.Levels];
            var chains = new TileChains<TTile, T>(end - start, near.Pointer, middle.Pointer, far.Pointer, waiting);
            for (var p = start; p < end; p += BlockK)
            {
                var (length, tile) = (Math.Min(BlockK, end - p), 0);
                for (var column = 0; column < columns; column += TTile.Columns)
                {
                    var count = Math.Min(TTile.Columns, columns - column);
                    patches.Pack(group, first + column, count, p, length, panel.Pointer, TTile.Columns);
                    for (var i = 0; i < FilterPanelCount; i++, tile++)
                        chains.Multiply(p - start, length, filters.At(group, i, p), panel.Pointer, tile, tile, new(product.Pointer + (nint)i * TTile.Rows * row + column, row), count);
                }
            }

            Scatter(product.Pointer, row, group, first, columns, y + part * cut.Outputs);
        }

        /// <summary>Copies the finished strip to its places in y [N, O, positions].</summary>
        void Scatter(T* product, int row, int group, int first, int columns, T* target)
        {
            var positions = geometry.Output.Volume;
            for (int done = 0, taken; done < columns; done += taken)
            {
                var (n, position) = Math.DivRem(first + done, positions);
                taken = Math.Min(positions - position, columns - done);
                var image = target + ((nint)n * geometry.OutputChannels + group * geometry.OutputsPerGroup) * positions + position;
                for (var o = 0; o < geometry.OutputsPerGroup; o++)
                    new Span<T>(product + (nint)o * row + done, taken).CopyTo(new Span<T>(image + (nint)o * positions, taken));
            }
        }
    }

    readonly struct SumJob(int parts, nint outputs, T* partial, T* y) : IJob
    {
        readonly T* partial = partial, y = y;

        public void Run(int task)
        {
            var first = (nint)task * WorkCut.SumGrain;
            var length = (int)Math.Min(WorkCut.SumGrain, outputs - first);
            Pairwise.Add(partial + first, parts, outputs, length);
            new Span<T>(partial + first, length).CopyTo(new(y + first, length));
        }
    }
}

/// <summary>How the work of a convolution is cut into tasks: by groups, strips of patch columns, and parts of K. Depends on sizes alone.</summary>
internal readonly struct WorkCut
{
    public const int SumGrain = 4096;
    const int LargestStrip = 4;
    const int EnoughTasks = 16;
    const int BlocksPerPart = 8;

    public WorkCut(in ConvGeometry geometry, int tileColumns, int blockK)
    {
        K = geometry.ChannelsPerGroup * geometry.Filter.Volume;
        Columns = checked(geometry.Batch * geometry.Output.Volume);
        Outputs = (nint)geometry.OutputChannels * Columns;
        var panels = (Columns + tileColumns - 1) / tileColumns;
        var blocks = (K + blockK - 1) / blockK;
        var mostParts = Math.Clamp(blocks / BlocksPerPart, 1, EnoughTasks);
        var panelsPerStrip = (int)Math.Clamp((long)panels * geometry.Groups * mostParts / EnoughTasks, 1, LargestStrip);
        ColumnsPerStrip = panelsPerStrip * tileColumns;
        Strips = (panels + panelsPerStrip - 1) / panelsPerStrip;

        var parts = Math.Clamp((EnoughTasks + Strips * geometry.Groups - 1) / (Strips * geometry.Groups), 1, mostParts);
        // A power of two, so that a part is one of those that are added pairwise.
        KPerPart = blockK << BitOperations.Log2((uint)((blocks + parts - 1) / parts));
        Parts = (K + KPerPart - 1) / KPerPart;
        Tasks = Parts * geometry.Groups * Strips;
    }

    public int K { get; }
    public int Columns { get; }
    public nint Outputs { get; }
    public int ColumnsPerStrip { get; }
    public int Strips { get; }
    public int KPerPart { get; }
    public int Parts { get; }
    public int Tasks { get; }

    public static int SumTasks(nint outputs) => (int)((outputs + SumGrain - 1) / SumGrain);
}
