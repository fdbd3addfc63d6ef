using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>The product of a matrix with contiguous rows and a vector: as many rows at a time as a vector has lanes, block by block.</summary>
internal static unsafe class ContiguousRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    const int Chain = InnerProduct.Chain;

    public static void Multiply(int rows, int k, T* matrix, nint row, T* x, T* y)
    {
        var done = 0;
        if (Vector512.IsHardwareAccelerated) done = Multiply<Vectors512<T>, Vector512<T>>(done, rows, k, matrix, row, x, y);
        if (Vector256.IsHardwareAccelerated) done = Multiply<Vectors256<T>, Vector256<T>>(done, rows, k, matrix, row, x, y);
        done = Multiply<Vectors128<T>, Vector128<T>>(done, rows, k, matrix, row, x, y);
        for (; done < rows; done++) y[done] = Multiply(k, matrix + done * row, x);
    }

    /// <summary>Groups of rows from the given one on; answers the next.</summary>
    [SkipLocalsInit]
    static int Multiply<L, V>(int first, int rows, int k, T* matrix, nint row, T* x, T* y) where L : struct, IVectors<V, T> where V : struct
    {
        if (first > rows - L.Count) return first;
        T* waiting = stackalloc T[InnerProduct.Levels * L.Count], sums = stackalloc T[L.Count];
        var chains = InnerProduct.Chains(k);
        for (; first <= rows - L.Count; first += L.Count)
        {
            var a = matrix + first * row;
            L.Store(L.Zero, y + first);
            for (int chain = 0, lanes; chain < chains; chain += lanes)
            {
                lanes = InnerProduct.Lanes<T>(chain, k);
                var p = chain * Chain;
                if (lanes >= Vector128<T>.Count) Lines(L.Count, lanes, a + p, row, x + p, sums);
                else if (lanes == 2) PairOfChains<L, V>(a + p, row, x + p, sums);
                else OneChain<L, V>(Math.Min(Chain, k - p), a + p, row, x + p, sums);
                var (last, ends) = (chain + lanes - 1, chain + lanes == chains);
                var target = ends ? y + first : waiting + Pairwise.Level(last) * L.Count;
                Collect<L, V>(sums, waiting, Pairwise.Completed(last, ends) & ~(uint)(lanes - 1), target);
            }
        }
        return first;
    }

    static void Collect<L, V>(T* sums, T* waiting, uint completed, T* target) where L : struct, IVectors<V, T> where V : struct
    {
        var sum = L.Load(sums);
        for (; completed != 0; completed &= completed - 1) sum = L.Add(sum, L.Load(waiting + BitOperations.TrailingZeroCount(completed) * L.Count));
        L.Store(sum, target);
    }

    /// <summary>A block of some rows, whose lines fill a vector, or several; four rows hide the time that an addition takes.</summary>
    [SkipLocalsInit]
    static void Lines(int rows, int lanes, T* a, nint row, T* x, T* sums)
    {
        var chains = stackalloc T[4 * lanes];
        for (var i = 0; i < rows; i += 4)
        {
            var (second, third, fourth) = (Math.Min(1, rows - i - 1) * row, Math.Min(2, rows - i - 1) * row, Math.Min(3, rows - i - 1) * row);
            if (Vector512.IsHardwareAccelerated && lanes >= Vector512<T>.Count)
                ChainLines<Vectors512<T>, Vector512<T>, T>.MultiplyRows(lanes, a, second, third, fourth, x, chains);
            else if (Vector256.IsHardwareAccelerated && lanes >= Vector256<T>.Count)
                ChainLines<Vectors256<T>, Vector256<T>, T>.MultiplyRows(lanes, a, second, third, fourth, x, chains);
            else
                ChainLines<Vectors128<T>, Vector128<T>, T>.MultiplyRows(lanes, a, second, third, fourth, x, chains);
            a += 4 * row;
            for (var j = 0; j < Math.Min(4, rows - i); j++) sums[i + j] = InnerProduct.Fold(lanes, chains + j * lanes);
        }
    }

    /// <summary>A block of two lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void PairOfChains<L, V>(T* a, nint row, T* x, T* sums) where L : struct, IVectors<V, T> where V : struct
    {
        V s = L.Zero, t = L.Zero;
        for (var p = 0; p < 2 * Chain; p += Transposed<L, V, T>.Columns)
        {
            Transposed<L, V, T>.Load(a + p, row, out var c0, out var c1, out var c2, out var c3);
            (s, t) = (L.MultiplyAdd(L.Broadcast(x + p), c0, s), L.MultiplyAdd(L.Broadcast(x + p + 1), c1, t));
            (s, t) = (L.MultiplyAdd(L.Broadcast(x + p + 2), c2, s), L.MultiplyAdd(L.Broadcast(x + p + 3), c3, t));
        }
        L.Store(L.Add(s, t), sums);
    }

    /// <summary>A chain by itself.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void OneChain<L, V>(int links, T* a, nint row, T* x, T* sums) where L : struct, IVectors<V, T> where V : struct
    {
        var (sum, p) = (L.Zero, 0);
        for (; p <= links - Transposed<L, V, T>.Columns; p += Transposed<L, V, T>.Columns)
        {
            Transposed<L, V, T>.Load(a + p, row, out var c0, out var c1, out var c2, out var c3);
            sum = L.MultiplyAdd(L.Broadcast(x + p + 1), c1, L.MultiplyAdd(L.Broadcast(x + p), c0, sum));
            sum = L.MultiplyAdd(L.Broadcast(x + p + 3), c3, L.MultiplyAdd(L.Broadcast(x + p + 2), c2, sum));
        }
        var column = stackalloc T[L.Count];
        for (; p < links; p++)
        {
            for (var i = 0; i < L.Count; i++) column[i] = a[i * row + p];
            sum = L.MultiplyAdd(L.Broadcast(x + p), L.Load(column), sum);
        }
        L.Store(sum, sums);
    }

    /// <summary>One row: two of its blocks at a time.</summary>
    [SkipLocalsInit]
    static T Multiply(int k, T* a, T* x)
    {
        var most = InnerProduct.MostLanes<T>();
        T* waiting = stackalloc T[InnerProduct.Levels], sums = stackalloc T[2 * most];
        var (chains, sum) = (InnerProduct.Chains(k), T.Zero);
        for (int chain = 0, lanes, blocks; chain < chains; chain += lanes * blocks)
        {
            lanes = InnerProduct.Lanes<T>(chain, k);
            blocks = lanes == most ? Math.Min(2, (k / Chain - chain) / most) : 1;
            Blocks(blocks, lanes, Math.Min(Chain, k - chain * Chain), a + chain * Chain, x + chain * Chain, sums);
            for (var i = 0; i < blocks; i++)
                sum = InnerProduct.Collect(sums[i], chain + (i + 1) * lanes - 1, chain + (i + 1) * lanes == chains, waiting, lanes);
        }
        return sum;
    }

    /// <summary>The sums of neighbouring blocks of a row.</summary>
    static void Blocks(int blocks, int lanes, int links, T* a, T* x, T* sums)
    {
        var second = (nint)(blocks - 1) * lanes * Chain;
        if (Vector512.IsHardwareAccelerated && lanes >= Vector512<T>.Count)
            ChainLines<Vectors512<T>, Vector512<T>, T>.MultiplyBlocks(lanes, a, x, second, sums);
        else if (Vector256.IsHardwareAccelerated && lanes >= Vector256<T>.Count)
            ChainLines<Vectors256<T>, Vector256<T>, T>.MultiplyBlocks(lanes, a, x, second, sums);
        else if (lanes >= Vector128<T>.Count)
            ChainLines<Vectors128<T>, Vector128<T>, T>.MultiplyBlocks(lanes, a, x, second, sums);
        else
        {
            *sums = InnerProduct.OfChain(links, a, lanes, x, lanes);
            if (lanes == 2) *sums += InnerProduct.OfChain(links, a + 1, lanes, x + 1, lanes);
            return;
        }
        for (var i = 0; i < blocks; i++) sums[i] = InnerProduct.Fold(lanes, sums + i * lanes);
    }
}
