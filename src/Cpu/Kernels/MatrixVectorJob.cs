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

    /// <summary>
    /// One chain of every row, whose elements at one step are neighbours, plus the waiting sums that it completes. Eight steps at a time, so that
    /// memory is read in eight streams.
    /// </summary>
    static void Multiply(int width, Links links, T* source, nint column, T* x, T* waiting, uint completed, T* target)
    {
        var steps = links.Count;
        new Span<T>(target, width).Clear();
        for (x += links.First; steps >= 8; steps -= 8, source += 8 * column, x += 8 * links.Apart) AddEight(width, source, column, x, links.Apart, target);
        for (; steps > 0; steps--, source += column, x += links.Apart) AddOne(width, source, x, target);
        for (; completed != 0; completed &= completed - 1) AddWaiting(width, waiting + BitOperations.TrailingZeroCount(completed) * width, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddEight(int width, T* source, nint column, T* x, nint apart, T* sums)
    {
        V x0 = L.Broadcast(x), x1 = L.Broadcast(x + apart), x2 = L.Broadcast(x + 2 * apart), x3 = L.Broadcast(x + 3 * apart);
        x += 4 * apart;
        V x4 = L.Broadcast(x), x5 = L.Broadcast(x + apart), x6 = L.Broadcast(x + 2 * apart), x7 = L.Broadcast(x + 3 * apart);
        var other = source + 4 * column;
        for (var i = 0; i < width; i += L.Count, source += L.Count, other += L.Count)
        {
            var sum = L.MultiplyAdd(x0, L.Load(source), L.Load(sums + i));
            sum = L.MultiplyAdd(x1, L.Load(source + column), sum);
            sum = L.MultiplyAdd(x2, L.Load(source + 2 * column), sum);
            sum = L.MultiplyAdd(x3, L.Load(source + 3 * column), sum);
            sum = L.MultiplyAdd(x4, L.Load(other), sum);
            sum = L.MultiplyAdd(x5, L.Load(other + column), sum);
            sum = L.MultiplyAdd(x6, L.Load(other + 2 * column), sum);
            L.Store(L.MultiplyAdd(x7, L.Load(other + 3 * column), sum), sums + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddOne(int width, T* source, T* x, T* sums)
    {
        var scale = L.Broadcast(x);
        for (var i = 0; i < width; i += L.Count) L.Store(L.MultiplyAdd(scale, L.Load(source + i), L.Load(sums + i)), sums + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddWaiting(int width, T* waiting, T* sums)
    {
        for (var i = 0; i < width; i += L.Count) L.Store(L.Add(L.Load(waiting + i), L.Load(sums + i)), sums + i);
    }
}
