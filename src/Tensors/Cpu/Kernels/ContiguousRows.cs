using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>The product of a matrix with contiguous rows and a vector, chains side by side.</summary>
internal static unsafe class ContiguousRows<L, V, T>
    where L : struct, ILanes<V, T>
    where V : struct
    where T : unmanaged, IFloatingPointIeee754<T>
{
    const int Chain = InnerProduct.Chain;

    /// <summary>Rows of fewer elements do not fill the lanes.</summary>
    public static int Fewest => ChainsAbreast<L, V, T>.Group;

    public static void Multiply(int rows, int k, T* matrix, nint row, T* x, T* y)
    {
        if (rows == 1)
        {
            *y = Multiply(k, matrix, x);
            return;
        }

        using var packed = Scratch<T>.Rent(k);
        var (wide, narrow) = (ChainsAbreast<L, V, T>.Group, ChainsAbreast<Lanes128<T>, Vector128<T>, T>.Group);
        var p = 0;
        for (; p <= k - wide; p += wide) ChainsAbreast<L, V, T>.Pack(x + p, packed.Pointer + p);
        for (; p <= k - narrow; p += narrow) ChainsAbreast<Lanes128<T>, Vector128<T>, T>.Pack(x + p, packed.Pointer + p);
        for (var i = 0; i < rows; i += 2) Multiply(k, matrix + i * row, matrix + Math.Min(i + 1, rows - 1) * row, x, packed.Pointer, y + i, y + Math.Min(i + 1, rows - 1));
    }

    /// <summary>Two rows at a time: neither waits for its own additions.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Multiply(int k, T* a, T* b, T* x, T* packed, T* ya, T* yb)
    {
        T* waitingA = stackalloc T[InnerProduct.Levels], waitingB = stackalloc T[InnerProduct.Levels], sums = stackalloc T[2 * L.Count];
        var (wide, narrow) = (ChainsAbreast<L, V, T>.Group, ChainsAbreast<Lanes128<T>, Vector128<T>, T>.Group);
        var (chains, chain, p) = (InnerProduct.Chains(k), 0, 0);
        for (; p <= k - wide; p += wide)
        {
            ChainsAbreast<L, V, T>.MultiplyPacked(a + p, b + p, packed + p, sums);
            Collect(L.Count, sums, ref chain, chains, waitingA, waitingB, ya, yb);
        }
        for (; p <= k - narrow; p += narrow)
        {
            ChainsAbreast<Lanes128<T>, Vector128<T>, T>.MultiplyPacked(a + p, b + p, packed + p, sums);
            Collect(Lanes128<T>.Count, sums, ref chain, chains, waitingA, waitingB, ya, yb);
        }
        for (; p < k; p += Chain)
        {
            sums[0] = InnerProduct.OfChain(Math.Min(Chain, k - p), a + p, 1, x + p, 1);
            sums[1] = InnerProduct.OfChain(Math.Min(Chain, k - p), b + p, 1, x + p, 1);
            Collect(1, sums, ref chain, chains, waitingA, waitingB, ya, yb);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Collect(int count, T* sums, ref int chain, int chains, T* waitingA, T* waitingB, T* ya, T* yb)
    {
        chain += count;
        *ya = InnerProduct.Collect(InnerProduct.Add(sums, count), chain - 1, chain == chains, waitingA, count);
        *yb = InnerProduct.Collect(InnerProduct.Add(sums + count, count), chain - 1, chain == chains, waitingB, count);
    }

    /// <summary>One row: two groups of its chains at a time.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Multiply(int k, T* a, T* x)
    {
        T* waiting = stackalloc T[InnerProduct.Levels], sums = stackalloc T[2 * L.Count];
        var (chains, chain, p, group, sum) = (InnerProduct.Chains(k), 0, 0, ChainsAbreast<L, V, T>.Group, T.Zero);
        for (; p <= k - 2 * group; p += 2 * group)
        {
            ChainsAbreast<L, V, T>.Multiply(a + p, x + p, a + p + group, x + p + group, sums);
            chain += 2 * L.Count;
            sum = InnerProduct.Collect(InnerProduct.Add(sums, 2 * L.Count), chain - 1, chain == chains, waiting, 2 * L.Count);
        }
        for (; p < k; p += Chain, chain++)
            sum = InnerProduct.Collect(InnerProduct.OfChain(Math.Min(Chain, k - p), a + p, 1, x + p, 1), chain, chain == chains - 1, waiting);
        return sum;
    }
}
