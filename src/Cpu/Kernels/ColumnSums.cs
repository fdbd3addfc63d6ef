using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>
/// Sums over the middle of [outer, count, inner], where inner is more than 1. Narrow rows are joined to rows of about <see cref="Lanes"/> columns, so
/// that one element and the 64th after it meet first, at every width of vectors; long ones are cut into parts. Both depend on sizes alone.
/// </summary>
internal readonly unsafe struct ColumnSums<T> : IJob where T : unmanaged, INumber<T>
{
    const int Lanes = 64;

    /// <summary>Columns whose sums stay in the first cache.</summary>
    const int WidestStrip = 2048;

    readonly T* x, y, partial;
    readonly int outer, count, inner, join, strips, rowsPerPart, parts, blocksPerTask;

    ColumnSums(int outer, int count, int inner, T* x, T* y, T* partial)
    {
        (this.outer, this.count, this.inner) = (outer, count, inner);
        this.x = x;
        this.y = y;
        this.partial = partial;
        join = 1;
        while (2 * join * inner <= Lanes && join < count) join *= 2;
        strips = (inner + WidestStrip - 1) / WidestStrip;
        // A multiple of the rows that are joined and of those that are added pairwise.
        var unit = Sixteen<OneLane<T>, T, T>.Terms * join;
        rowsPerPart = Math.Max(1, AxisSum<T>.Part / (unit * Math.Min(inner, WidestStrip))) * unit;
        parts = Math.Max(1, (int)(((long)count + rowsPerPart - 1) / rowsPerPart));
        blocksPerTask = parts > 1 ? 1 : (int)Math.Max(1, Rows.Chunk / Math.Max(1, (long)count * inner));
    }

    int Width => Math.Min(inner, WidestStrip) * join;

    /// <summary>Writes y [outer, inner].</summary>
    public static void Run(int outer, int count, int inner, T* x, T* y)
    {
        var sum = new ColumnSums<T>(outer, count, inner, x, y, null);
        if (sum.parts == 1)
        {
            Workers.For((outer + sum.blocksPerTask - 1) / sum.blocksPerTask, sum);
            return;
        }

        using var partial = Scratch<T>.Rent((nint)outer * sum.strips * sum.parts * 2 * sum.Width);
        sum = new(outer, count, inner, x, y, partial.Pointer);
        Workers.For(outer * sum.strips * sum.parts, sum);
        for (var strip = 0; strip < outer * sum.strips; strip++) sum.Join(strip);
    }

    public void Run(int task)
    {
        if (parts > 1)
        {
            RunPart(task);
            return;
        }
        for (var block = task * blocksPerTask; block < Math.Min(outer, (task + 1) * blocksPerTask); block++)
            RunBlock(block);
    }

    void RunBlock(int block)
    {
        var (from, to) = ((nint)block * count * inner, (nint)block * inner);
        using var scratch = Scratch<T>.Rent(2 * Width);
        var sums = scratch.Pointer;
        for (var column = 0; column < inner; column += WidestStrip)
        {
            var width = Math.Min(WidestStrip, inner - column);
            Accumulate(x + from + column, count, width, sums, sums + width * join);
            Finish(width, sums, sums + width * join, y + to + column);
        }
    }

    void RunPart(int task)
    {
        var (strip, part) = Math.DivRem(task, parts);
        var (block, column) = Math.DivRem(strip, strips);
        column *= WidestStrip;
        var (first, width) = (part * rowsPerPart, Math.Min(WidestStrip, inner - column));
        var sums = partial + (nint)task * 2 * Width;
        Accumulate(x + ((nint)block * count + first) * inner + column, Math.Min(rowsPerPart, count - first), width, sums, sums + Width);
    }

    /// <summary>Adds the parts of a strip in their order.</summary>
    void Join(int strip)
    {
        var (block, column) = Math.DivRem(strip, strips);
        var width = Math.Min(WidestStrip, inner - column * WidestStrip);
        var first = partial + (nint)strip * parts * 2 * Width;
        for (var part = 1; part < parts; part++)
            LaneSums<T>.Combine(first + (nint)part * 2 * Width, first + (nint)part * 2 * Width + Width, width * join, first, first + Width);
        Finish(width, first, first + Width, y + (nint)block * inner + column * WidestStrip);
    }

    /// <summary>The sums of some rows, as many side by side as are joined, and their errors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Accumulate(T* from, int rows, int width, T* sums, T* errors)
    {
        new Span<T>(sums, width * join).Clear();
        new Span<T>(errors, width * join).Clear();
        var whole = rows / join;
        using var halves = Scratch<T>.Rent(whole < Sixteen<OneLane<T>, T, T>.Terms ? 0 : width * join);
        LaneSums<T>.Add(from, whole, width * join, (nint)inner * join, sums, errors, halves.Pointer);
        var rest = rows - whole * join;
        LaneSums<T>.Add(from + (nint)whole * join * inner, Math.Min(1, rest), rest * width, 0, sums, errors, halves.Pointer);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Finish(int width, T* sums, T* errors, T* to)
    {
        LaneSums<T>.Fold(width * join, width, sums, errors);
        LaneSums<T>.Settle(sums, errors, width, to);
    }
}
