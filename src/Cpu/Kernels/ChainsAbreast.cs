using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Functional.Cpu;

/// <summary>
/// Inner products of contiguous rows, whose whole chains lie side by side in the lanes of vectors: <see cref="Transposed{L, V, T}"/> takes a step
/// of each.
/// </summary>
internal static unsafe class ChainsAbreast<L, V, T>
    where L : struct, IVectors<V, T>
    where V : struct
    where T : unmanaged, IFloatingPointIeee754<T>
{
    const int Chain = InnerProduct.Chain;
    const int Steps = Transposed<L, V, T>.Columns;

    /// <summary>Elements of a vector of chains.</summary>
    public static int Group => L.Count * Chain;

    /// <summary>Elements of a line of the cache.</summary>
    static int Line => 64 / sizeof(T);

    /// <summary>The sums of the chains of a group of one row, and those of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(T* a, T* b, T* c, T* d, T* sums)
    {
        V s = L.Zero, t = L.Zero;
        T* nextA = a + 2 * Group, nextB = b + 2 * Group;
        for (var p = 0; p < Chain; p += Steps, a += Steps, b += Steps, c += Steps, d += Steps)
        {
            for (var i = 0; i < 2 * Steps * L.Count; i += Line, nextA += Line, nextB += Line)
            {
                Prefetch(nextA);
                Prefetch(nextB);
            }
            s = Add(a, b, s);
            t = Add(c, d, t);
        }
        L.Store(s, sums);
        L.Store(t, sums + L.Count);
    }

    /// <summary>The sums of the chains of a group of four rows, all multiplied by one vector, packed as <see cref="Pack"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyPacked(T* a, T* b, T* c, T* d, T* x, T* sums)
    {
        V s = L.Zero, t = L.Zero, u = L.Zero, v = L.Zero;
        T* nextA = a + Group, nextB = b + Group, nextC = c + Group, nextD = d + Group;
        for (var p = 0; p < Chain; p += Steps, a += Steps, b += Steps, c += Steps, d += Steps, x += Steps * L.Count)
        {
            for (var i = 0; i < Steps * L.Count; i += Line, nextA += Line, nextB += Line, nextC += Line, nextD += Line)
            {
                Prefetch(nextA);
                Prefetch(nextB);
                Prefetch(nextC);
                Prefetch(nextD);
            }
            s = AddPacked(a, x, s);
            t = AddPacked(b, x, t);
            u = AddPacked(c, x, u);
            v = AddPacked(d, x, v);
        }
        L.Store(s, sums);
        L.Store(t, sums + L.Count);
        L.Store(u, sums + 2 * L.Count);
        L.Store(v, sums + 3 * L.Count);
    }

    /// <summary>Packs a group of a vector in the order of its steps.</summary>
    public static void Pack(T* x, T* packed) => Panel.Pack(L.Count, Chain, x, Chain, 1, packed, L.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Add(T* a, T* b, V sum)
    {
        Transposed<L, V, T>.Load(a, Chain, out var a0, out var a1, out var a2, out var a3);
        Transposed<L, V, T>.Load(b, Chain, out var b0, out var b1, out var b2, out var b3);
        return L.MultiplyAdd(a3, b3, L.MultiplyAdd(a2, b2, L.MultiplyAdd(a1, b1, L.MultiplyAdd(a0, b0, sum))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V AddPacked(T* a, T* x, V sum)
    {
        Transposed<L, V, T>.Load(a, Chain, out var a0, out var a1, out var a2, out var a3);
        sum = L.MultiplyAdd(a1, L.Load(x + L.Count), L.MultiplyAdd(a0, L.Load(x), sum));
        return L.MultiplyAdd(a3, L.Load(x + 3 * L.Count), L.MultiplyAdd(a2, L.Load(x + 2 * L.Count), sum));
    }

    /// <summary>The memory follows a stream by itself, but not chains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Prefetch(T* line)
    {
        if (Sse.IsSupported) Sse.Prefetch0(line);
    }
}
