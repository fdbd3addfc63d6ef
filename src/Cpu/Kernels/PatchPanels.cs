using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>
/// The patches of a padded image as the right operand of a matrix product: rows are (channel, window position) in the order
/// of <see cref="WindowOrder"/>, columns are output positions of all images of the batch. Panels of it are packed straight from the image, when a tile needs them.
/// </summary>
internal readonly unsafe struct PatchPanels<T> where T : unmanaged
{
    /// <summary>Elements that packing may read past the image and write past a panel: it copies whole vectors.</summary>
    public const int Slack = 64;

    readonly ConvGeometry geometry;
    readonly Triple padded;
    readonly T* image;
    readonly int* offsets;

    /// <summary><paramref name="offsets"/> has room for one number per row of the patch matrix.</summary>
    public PatchPanels(in ConvGeometry geometry, T* image, int* offsets)
    {
        this.geometry = geometry;
        this.image = image;
        this.offsets = offsets;
        padded = geometry.Padded;
        var k = geometry.ChannelsPerGroup * geometry.Filter.Volume;
        using var order = Scratch<int>.Rent(k);
        WriteOffsets(order.Pointer);
        for (var chain = 0; chain < InnerProduct.Chains(k); chain++)
        {
            var links = Links.Of<T>(chain, k);
            for (var i = 0; i < links.Count; i++) *offsets++ = order.Pointer[links.First + i * links.Apart];
        }
    }

    /// <summary>Where each row of the patch matrix begins in the image.</summary>
    void WriteOffsets(int* offset)
    {
        var dilation = geometry.FilterDilation;
        for (var first = 0; first < geometry.ChannelsPerGroup; first += WindowOrder.Block)
        for (var d = 0; d < geometry.Filter.D; d++)
        for (var h = 0; h < geometry.Filter.H; h++)
        for (var w = 0; w < geometry.Filter.W; w++)
        for (var c = first; c < first + WindowOrder.Channels(geometry.ChannelsPerGroup, first); c++)
            *offset++ = checked(((c * padded.D + d * dilation.D) * padded.H + h * dilation.H) * padded.W + w * dilation.W);
    }

    /// <summary>Packs <paramref name="count"/> columns from <paramref name="column"/> on, for <paramref name="length"/> steps of the chains from p on.</summary>
    [SkipLocalsInit]
    public void Pack(int group, int column, int count, int p, int length, T* panel, int width)
    {
        var pieces = stackalloc Piece[width];
        var row = offsets + p;
        if (geometry.Stride.W != 1)
            CopyStrided(pieces, Cut(group, column, count, int.MaxValue, pieces), row, length, panel, width);
        else if (Vector512.IsHardwareAccelerated && geometry.Output.W > Vector256<T>.Count)
            Copy<Vectors512<T>, Vector512<T>>(pieces, Cut(group, column, count, Vector512<T>.Count, pieces), row, length, panel, width);
        else if (Vector256.IsHardwareAccelerated && geometry.Output.W > Vector128<T>.Count)
            Copy<Vectors256<T>, Vector256<T>>(pieces, Cut(group, column, count, Vector256<T>.Count, pieces), row, length, panel, width);
        else
            Copy<Vectors128<T>, Vector128<T>>(pieces, Cut(group, column, count, Vector128<T>.Count, pieces), row, length, panel, width);
    }

    /// <summary>Part of a row of output positions: where its first window starts in the image and where it goes in the panel.</summary>
    struct Piece
    {
        public T* Source;
        public int Target;
        public int Count;
    }

    /// <summary>Cuts a range of columns into pieces of one output row each, of at most <paramref name="longest"/> columns.</summary>
    int Cut(int group, int column, int count, int longest, Piece* pieces)
    {
        var (output, stride) = (geometry.Output, geometry.Stride);
        var pieceCount = 0;
        for (int done = 0, taken; done < count; done += taken)
        {
            var (row, w) = Math.DivRem(column + done, output.W);
            var (plane, h) = Math.DivRem(row, output.H);
            var (n, d) = Math.DivRem(plane, output.D);
            taken = Math.Min(Math.Min(output.W - w, longest), count - done);
            var channel = (nint)n * geometry.InputChannels + group * geometry.ChannelsPerGroup;
            var line = (channel * padded.D + d * stride.D) * padded.H + h * stride.H;
            pieces[pieceCount++] = new Piece { Source = image + line * padded.W + w * stride.W, Target = done, Count = taken };
        }

        return pieceCount;
    }

    /// <summary>
    /// Copies each piece as one whole vector: what it writes too much, the next piece or the next row overwrites.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Copy<L, V>(Piece* pieces, int pieceCount, int* offset, int length, T* panel, int width)
        where L : struct, IVectors<V, T>
        where V : struct
    {
        for (var end = offset + length; offset < end; offset++, panel += width)
        for (var piece = pieces; piece < pieces + pieceCount; piece++)
            L.Store(L.Load(piece->Source + *offset), panel + piece->Target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void CopyStrided(Piece* pieces, int pieceCount, int* offset, int length, T* panel, int width)
    {
        var stride = geometry.Stride.W;
        for (var end = offset + length; offset < end; offset++, panel += width)
        for (var piece = pieces; piece < pieces + pieceCount; piece++)
        {
            var source = piece->Source + *offset;
            for (var i = 0; i < piece->Count; i++, source += stride)
                panel[piece->Target + i] = *source;
        }
    }
}
