using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>
/// The micro-kernel: a tile of C that lives in registers while the inner dimension goes by. A arrives as a panel of
/// <see cref="Rows"/> values per step, B as a panel of <see cref="Columns"/> values per step.
/// Each element of C is one chain of fused multiply-adds in the order of k, however the caller blocks the loops.
/// </summary>
internal unsafe interface ITile<T> where T : unmanaged
{
    static abstract int Rows { get; }
    static abstract int Columns { get; }

    /// <summary>The number of values in one vector; <see cref="Columns"/> is a multiple of it.</summary>
    static abstract int Lanes { get; }

    /// <summary>
    /// c = a·b, or c += a·b. Writes the first <paramref name="columns"/> columns, rounded up to whole vectors, of all rows.
    /// </summary>
    static abstract void Multiply(int k, T* a, T* b, T* c, nint cRow, int columns, bool accumulate);
}

/// <summary>8 rows × 3 vectors: 24 accumulators, for machines with 32 vector registers (AVX-512, Arm64).</summary>
internal readonly unsafe struct TallTile<L, V, T> : ITile<T>
    where L : struct, ILanes<V, T>
    where V : struct
    where T : unmanaged
{
    public static int Rows => 8;
    public static int Columns => 3 * L.Count;
    public static int Lanes => L.Count;

    public static void Multiply(int k, T* a, T* b, T* c, nint cRow, int columns, bool accumulate)
    {
        if (columns > 2 * L.Count)
            Multiply<Row3<L, V, T>>(k, a, b, c, cRow, accumulate);
        else if (columns > L.Count)
            Multiply<Row2<L, V, T>>(k, a, b, c, cRow, accumulate);
        else
            Multiply<Row1<L, V, T>>(k, a, b, c, cRow, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Multiply<TRow>(int k, T* a, T* b, T* c, nint cRow, bool accumulate) where TRow : struct, IRow<TRow, T>
    {
        TRow r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        if (accumulate)
        {
            r0 = TRow.Load(c);
            r1 = TRow.Load(c + cRow);
            r2 = TRow.Load(c + 2 * cRow);
            r3 = TRow.Load(c + 3 * cRow);
            r4 = TRow.Load(c + 4 * cRow);
            r5 = TRow.Load(c + 5 * cRow);
            r6 = TRow.Load(c + 6 * cRow);
            r7 = TRow.Load(c + 7 * cRow);
        }

        for (; k > 0; k--)
        {
            var row = TRow.Load(b);
            r0 = TRow.MultiplyAdd(a, row, r0);
            r1 = TRow.MultiplyAdd(a + 1, row, r1);
            r2 = TRow.MultiplyAdd(a + 2, row, r2);
            r3 = TRow.MultiplyAdd(a + 3, row, r3);
            r4 = TRow.MultiplyAdd(a + 4, row, r4);
            r5 = TRow.MultiplyAdd(a + 5, row, r5);
            r6 = TRow.MultiplyAdd(a + 6, row, r6);
            r7 = TRow.MultiplyAdd(a + 7, row, r7);
            a += 8;
            b += 3 * L.Count;
        }

        TRow.Store(r0, c);
        TRow.Store(r1, c + cRow);
        TRow.Store(r2, c + 2 * cRow);
        TRow.Store(r3, c + 3 * cRow);
        TRow.Store(r4, c + 4 * cRow);
        TRow.Store(r5, c + 5 * cRow);
        TRow.Store(r6, c + 6 * cRow);
        TRow.Store(r7, c + 7 * cRow);
    }
}

/// <summary>4 rows × 3 vectors: 12 accumulators, for machines with 16 vector registers (AVX2).</summary>
internal readonly unsafe struct ShortTile<L, V, T> : ITile<T>
    where L : struct, ILanes<V, T>
    where V : struct
    where T : unmanaged
{
    public static int Rows => 4;
    public static int Columns => 3 * L.Count;
    public static int Lanes => L.Count;

    public static void Multiply(int k, T* a, T* b, T* c, nint cRow, int columns, bool accumulate)
    {
        if (columns > 2 * L.Count)
            Multiply<Row3<L, V, T>>(k, a, b, c, cRow, accumulate);
        else if (columns > L.Count)
            Multiply<Row2<L, V, T>>(k, a, b, c, cRow, accumulate);
        else
            Multiply<Row1<L, V, T>>(k, a, b, c, cRow, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Multiply<TRow>(int k, T* a, T* b, T* c, nint cRow, bool accumulate) where TRow : struct, IRow<TRow, T>
    {
        TRow r0 = default, r1 = default, r2 = default, r3 = default;
        if (accumulate)
        {
            r0 = TRow.Load(c);
            r1 = TRow.Load(c + cRow);
            r2 = TRow.Load(c + 2 * cRow);
            r3 = TRow.Load(c + 3 * cRow);
        }

        for (; k > 0; k--)
        {
            var row = TRow.Load(b);
            r0 = TRow.MultiplyAdd(a, row, r0);
            r1 = TRow.MultiplyAdd(a + 1, row, r1);
            r2 = TRow.MultiplyAdd(a + 2, row, r2);
            r3 = TRow.MultiplyAdd(a + 3, row, r3);
            a += 4;
            b += 3 * L.Count;
        }

        TRow.Store(r0, c);
        TRow.Store(r1, c + cRow);
        TRow.Store(r2, c + 2 * cRow);
        TRow.Store(r3, c + 3 * cRow);
    }
}
