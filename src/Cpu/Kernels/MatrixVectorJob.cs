using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>The sums [Parts, Rows] of the products of each part of k.</summary>
internal readonly unsafe struct MatrixVectorJob<L, V, T>(in MatrixVectorCut cut, T* matrix, nint row, nint column, T* x, T* sums) : IJob
    where L : struct, IVectors<V, T>
    where V : struct
    where T : unmanaged, IFloatingPointIeee754<T>
{
    const int Chain = InnerProduct.Chain;

    readonly MatrixVectorCut cut = cut;
    readonly T* matrix = matrix, x = x, sums = sums;

    public void Run(int task)
    {
        var (part, strip) = Math.DivRem(task, cut.Strips);
        var (first, p) = (strip * cut.Strip, part * cut.KPerPart);
        var (count, k) = (Math.Min(cut.Strip, cut.Rows - first), Math.Min(cut.KPerPart, cut.K - p));
        var source = matrix + first * row + p * column;
        var target = sums + (nint)part * cut.Rows + first;
        if (column == 1)
            ContiguousRows<T>.Multiply(count, k, source, row, x + p, target);
        else if (count < MatrixVectorCut.FewRows)
            for (var i = 0; i < count; i++) target[i] = InnerProduct.Of(k, source + i * row, column, x + p, 1);
        else if (row == 1 && count % L.Count == 0)
            RowsAbreast(count, k, source, x + p, target);
        else
            for (var i = 0; i < count; i += MatrixVectorCut.Abreast)
                RowsAbreast(Math.Min(MatrixVectorCut.Abreast, count - i), k, source + i * row, x + p, target + i);
    }

    /// <summary>Rows side by side, chain by chain.</summary>
    void RowsAbreast(int count, int k, T* source, T* x, T* target)
    {
        var (width, levels, chains) = ((count + L.Count - 1) / L.Count * L.Count, Pairwise.Levels(InnerProduct.Chains(k)), InnerProduct.Chains(k));
        var direct = row == 1 && count == width;
        using var panel = Scratch<T>.Rent(direct ? 0 : width * Chain);
        using var waiting = Scratch<T>.Rent((levels + 1) * width);
        for (var chain = 0; chain < chains; chain++)
        {
            var (links, last) = (Links.Of<T>(chain, k), chain == chains - 1);
            var (completed, to) = (Pairwise.Completed(chain, last), (last ? levels : Pairwise.Level(chain)) * width);
            var first = source + links.First * column;
            var apart = links.Apart * column;
            // A panel in which the rows' elements at one step are neighbours stays in the first cache.
            if (!direct) Panel.Pack(width, count, links.Count, first, row, apart, panel.Pointer);
            Multiply(width, links, direct ? first : panel.Pointer, direct ? apart : width, x, waiting.Pointer, completed, waiting.Pointer + to);
        }
        new Span<T>(waiting.Pointer + levels * width, count).CopyTo(new(target, count));
    }

    /// <summary>One chain of every row, whose elements at one step are neighbours, plus the waiting sums that it completes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Multiply(int width, Links links, T* source, nint column, T* x, T* waiting, uint completed, T* target)
    {
        var (i, steps, apart) = (0, links.Count, links.Apart);
        x += links.First;
        for (; i <= width - 4 * L.Count; i += 4 * L.Count)
        {
            V s0 = L.Zero, s1 = L.Zero, s2 = L.Zero, s3 = L.Zero;
            var line = source + i;
            for (var p = 0; p < steps; p++, line += column)
            {
                var scale = L.Broadcast(x + p * apart);
                s0 = L.MultiplyAdd(scale, L.Load(line), s0);
                s1 = L.MultiplyAdd(scale, L.Load(line + L.Count), s1);
                s2 = L.MultiplyAdd(scale, L.Load(line + 2 * L.Count), s2);
                s3 = L.MultiplyAdd(scale, L.Load(line + 3 * L.Count), s3);
            }
            Collect(s0, width, waiting + i, completed, target + i);
            Collect(s1, width, waiting + i + L.Count, completed, target + i + L.Count);
            Collect(s2, width, waiting + i + 2 * L.Count, completed, target + i + 2 * L.Count);
            Collect(s3, width, waiting + i + 3 * L.Count, completed, target + i + 3 * L.Count);
        }
        for (; i < width; i += L.Count)
        {
            var sum = L.Zero;
            var line = source + i;
            for (var p = 0; p < steps; p++, line += column) sum = L.MultiplyAdd(L.Broadcast(x + p * apart), L.Load(line), sum);
            Collect(sum, width, waiting + i, completed, target + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Collect(V sum, int width, T* waiting, uint completed, T* target)
    {
        for (; completed != 0; completed &= completed - 1) sum = L.Add(L.Load(waiting + BitOperations.TrailingZeroCount(completed) * width), sum);
        L.Store(sum, target);
    }
}
