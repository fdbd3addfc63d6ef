using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>The product of a matrix with contiguous rows and a vector, chains side by side.</summary>
internal static unsafe class ContiguousRows<L, V, T>
    where L : struct, IVectors<V, T>
    where V : struct
    where T : unmanaged, IFloatingPointIeee754<T>
{
    const int Chain = InnerProduct.Chain;

    /// <summary>Rows that are multiplied side by side: none waits for its own additions.</summary>
    const int Abreast = 4;

    /// <summary>Rows of fewer elements do not fill the lanes.</summary>
    public static int Fewest => ChainsAbreast<L, V, T>.Group;

    public static void Multiply(int rows, int k, T* matrix, nint row, T* x, T* y)
    {
        if (rows == 1)
        {
            *y = Multiply(k, matrix, x);
            return;
        }

        var whole = k - k % Fewest;
        using var packed = Scratch<T>.Rent(whole + Fewest);
        using var ends = Scratch<T>.Rent((1 + Abreast) * Fewest);
        for (var p = 0; p < whole; p += Fewest) ChainsAbreast<L, V, T>.Pack(x + p, packed.Pointer + p);
        Pad(ends.Pointer, Fewest, T.Zero);
        Pad(ends.Pointer + Fewest, Abreast * Fewest, -T.Zero);
        new Span<T>(x + whole, k - whole).CopyTo(new(ends.Pointer, Fewest));
        if (k - whole > ChainsAbreast<Vectors128<T>, Vector128<T>, T>.Group) ChainsAbreast<L, V, T>.Pack(ends.Pointer, packed.Pointer + whole);
        else ChainsAbreast<Vectors128<T>, Vector128<T>, T>.Pack(ends.Pointer, packed.Pointer + whole);
        for (var i = 0; i < rows; i += Abreast) Multiply(Math.Min(Abreast, rows - i), k, matrix + i * row, row, packed.Pointer, ends.Pointer + Fewest, y + i);
    }

    /// <summary>Products with −0 · 0 leave every sum as it is, so that the end of a row may be multiplied as if it were longer.</summary>
    static void Pad(T* end, int count, T value) => new Span<T>(end, count).Fill(value);

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Multiply(int rows, int k, T* a, nint row, T* packed, T* ends, T* y)
    {
        T* waiting = stackalloc T[Abreast * InnerProduct.Levels], sums = stackalloc T[Abreast * L.Count];
        var (chains, chain, group, p) = (InnerProduct.Chains(k), 0, Fewest, 0);
        // Where there are fewer rows, the last one is computed again.
        nint second = Math.Min(1, rows - 1) * row, third = Math.Min(2, rows - 1) * row, fourth = (rows - 1) * row;
        for (; p <= k - group; p += group, a += group)
        {
            ChainsAbreast<L, V, T>.MultiplyPacked(a, a + second, a + third, a + fourth, packed + p, sums);
            chain += L.Count;
            for (var i = 0; i < rows; i++)
            {
                var sum = InnerProduct.Add(sums + i * L.Count, L.Count);
                y[i] = InnerProduct.Collect(sum, chain - 1, chain == chains, waiting + i * InnerProduct.Levels, L.Count);
            }
        }
        if (p == k) return;
        for (var i = 0; i < rows; i++) new Span<T>(a + i * row, k - p).CopyTo(new(ends + i * group, group));
        var narrow = k - p <= ChainsAbreast<Vectors128<T>, Vector128<T>, T>.Group;
        if (narrow) ChainsAbreast<Vectors128<T>, Vector128<T>, T>.MultiplyPacked(ends, ends + group, ends + 2 * group, ends + 3 * group, packed + p, sums);
        else ChainsAbreast<L, V, T>.MultiplyPacked(ends, ends + group, ends + 2 * group, ends + 3 * group, packed + p, sums);
        for (var i = 0; i < rows; i++) y[i] = CollectEach(sums + i * (narrow ? Vector128<T>.Count : L.Count), chain, chains, waiting + i * InnerProduct.Levels);
    }

    /// <summary>Collects the last chains one by one.</summary>
    static T CollectEach(T* sums, int chain, int chains, T* waiting)
    {
        var sum = T.Zero;
        for (; chain < chains; chain++) sum = InnerProduct.Collect(*sums++, chain, chain == chains - 1, waiting);
        return sum;
    }

    /// <summary>One row: two groups of its chains at a time.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Multiply(int k, T* a, T* x)
    {
        T* waiting = stackalloc T[InnerProduct.Levels], sums = stackalloc T[2 * L.Count];
        var (chains, chain, group, sum) = (InnerProduct.Chains(k), 0, Fewest, T.Zero);
        for (; k >= 2 * group; k -= 2 * group, a += 2 * group, x += 2 * group)
        {
            ChainsAbreast<L, V, T>.Multiply(a, x, a + group, x + group, sums);
            chain += 2 * L.Count;
            sum = InnerProduct.Collect(InnerProduct.Add(sums, 2 * L.Count), chain - 1, chain == chains, waiting, 2 * L.Count);
        }
        if (k == 0) return sum;
        if (k <= 2 * ChainsAbreast<Vectors128<T>, Vector128<T>, T>.Group) MultiplyEnd<Vectors128<T>, Vector128<T>>(k, a, x, sums);
        else MultiplyEnd<L, V>(k, a, x, sums);
        return CollectEach(sums, chain, chains, waiting);
    }

    /// <summary>The sums of the last chains of a row, fewer than two groups.</summary>
    static void MultiplyEnd<N, W>(int k, T* a, T* x, T* sums) where N : struct, IVectors<W, T> where W : struct
    {
        var group = ChainsAbreast<N, W, T>.Group;
        using var ends = Scratch<T>.Rent(4 * group);
        T* left = ends.Pointer, right = left + 2 * group;
        new Span<T>(a, k).CopyTo(new(left, k));
        new Span<T>(x, k).CopyTo(new(right, k));
        Pad(left + k, 2 * group - k, -T.Zero);
        Pad(right + k, 2 * group - k, T.Zero);
        ChainsAbreast<N, W, T>.Multiply(left, right, left + group, right + group, sums);
    }
}
