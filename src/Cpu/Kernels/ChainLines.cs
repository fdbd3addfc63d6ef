using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>The chains of some blocks of an <see cref="InnerProduct"/>, whose lines fill a vector, or several one after the other.</summary>
internal static unsafe class ChainLines<L, V, T>
    where L : struct, IVectors<V, T>
    where V : struct
    where T : unmanaged
{
    /// <summary>Four rows, all multiplied by one vector.</summary>
    public static void MultiplyRows(int lanes, T* a, nint second, nint third, nint fourth, T* x, T* sums)
    {
        for (var lane = 0; lane < lanes; lane += L.Count) Rows(lanes, a + lane, second, third, fourth, x + lane, sums + lane);
    }

    /// <summary>Two pairs of blocks, which lie equally far apart in both operands.</summary>
    public static void MultiplyBlocks(int lanes, T* a, T* x, nint second, T* sums)
    {
        for (var lane = 0; lane < lanes; lane += L.Count) Blocks(lanes, a + lane, x + lane, second, sums + lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows(int lanes, T* a, nint second, nint third, nint fourth, T* x, T* sums)
    {
        V s = L.Zero, t = L.Zero, u = L.Zero, v = L.Zero;
        T* b = a + second, c = a + third, d = a + fourth;
        for (var link = 0; link < InnerProduct.Chain; link++, a += lanes, b += lanes, c += lanes, d += lanes, x += lanes)
        {
            var right = L.Load(x);
            s = L.MultiplyAdd(right, L.Load(a), s);
            t = L.MultiplyAdd(right, L.Load(b), t);
            u = L.MultiplyAdd(right, L.Load(c), u);
            v = L.MultiplyAdd(right, L.Load(d), v);
        }
        L.Store(s, sums);
        L.Store(t, sums + lanes);
        L.Store(u, sums + 2 * lanes);
        L.Store(v, sums + 3 * lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Blocks(int lanes, T* a, T* x, nint second, T* sums)
    {
        V s = L.Zero, t = L.Zero;
        for (var link = 0; link < InnerProduct.Chain; link++, a += lanes, x += lanes)
        {
            s = L.MultiplyAdd(L.Load(a), L.Load(x), s);
            t = L.MultiplyAdd(L.Load(a + second), L.Load(x + second), t);
        }
        L.Store(s, sums);
        L.Store(t, sums + lanes);
    }
}
