using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>
/// The micro-kernel: a tile of C that lives in registers while one chain of an <see cref="InnerProduct"/> goes by. A arrives as a panel of
/// <see cref="Rows"/> values per step, B as a panel of <see cref="Columns"/> values per step.
/// </summary>
internal unsafe interface ITile<T> where T : unmanaged
{
    static abstract int Rows { get; }
    static abstract int Columns { get; }

    /// <summary>The number of values in one vector; <see cref="Columns"/> is a multiple of it.</summary>
    static abstract int Lanes { get; }

    /// <summary>
    /// The products of k steps from the given chain on, plus the waiting sums that each chain completes (see <see cref="Pairwise"/>). What the last
    /// chain completes goes to the target. Writes the first <paramref name="columns"/> columns, rounded up to whole vectors, of all rows.
    /// </summary>
    static abstract void Multiply(int k, T* a, T* b, int chain, bool last, Place<T>* waiting, in Place<T> target, int columns);
}

/// <summary>Where a tile lies in memory: its first element, and how far apart its rows are.</summary>
internal readonly unsafe struct Place<T>(T* start, nint row) where T : unmanaged
{
    public readonly T* Start = start;
    public readonly nint Row = row;
}

/// <summary>8 rows × 3 vectors: 24 accumulators, for machines with 32 vector registers (AVX-512, Arm64).</summary>
internal readonly unsafe struct TallTile<L, V, T> : ITile<T>
    where L : struct, IVectors<V, T>
    where V : struct
    where T : unmanaged
{
    public static int Rows => 8;
    public static int Columns => 3 * L.Count;
    public static int Lanes => L.Count;

    public static void Multiply(int k, T* a, T* b, int chain, bool last, Place<T>* waiting, in Place<T> target, int columns)
    {
        if (columns > 2 * L.Count)
            Multiply<Row3<L, V, T>>(k, a, b, chain, last, waiting, target);
        else if (columns > L.Count)
            Multiply<Row2<L, V, T>>(k, a, b, chain, last, waiting, target);
        else
            Multiply<Row1<L, V, T>>(k, a, b, chain, last, waiting, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Multiply<TRow>(int k, T* a, T* b, int chain, bool last, Place<T>* waiting, in Place<T> target) where TRow : struct, IRow<TRow, T>
    {
        for (; k > 0; k -= InnerProduct.Chain, chain++)
        {
            TRow r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
            for (var rest = Math.Min(InnerProduct.Chain, k); rest > 0; rest--)
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

            var ends = last && k <= InnerProduct.Chain;
            for (var completed = Pairwise.Completed(chain, ends); completed != 0; completed &= completed - 1)
            {
                var place = waiting[BitOperations.TrailingZeroCount(completed)];
                var from = place.Start;
                var step = place.Row;
                r0 = TRow.Add(from, r0);
                r1 = TRow.Add(from + step, r1);
                r2 = TRow.Add(from + 2 * step, r2);
                r3 = TRow.Add(from + 3 * step, r3);
                r4 = TRow.Add(from + 4 * step, r4);
                r5 = TRow.Add(from + 5 * step, r5);
                r6 = TRow.Add(from + 6 * step, r6);
                r7 = TRow.Add(from + 7 * step, r7);
            }

            var to = ends ? target.Start : waiting[Pairwise.Level(chain)].Start;
            var stride = ends ? target.Row : waiting[Pairwise.Level(chain)].Row;
            TRow.Store(r0, to);
            TRow.Store(r1, to + stride);
            TRow.Store(r2, to + 2 * stride);
            TRow.Store(r3, to + 3 * stride);
            TRow.Store(r4, to + 4 * stride);
            TRow.Store(r5, to + 5 * stride);
            TRow.Store(r6, to + 6 * stride);
            TRow.Store(r7, to + 7 * stride);
        }
    }
}

/// <summary>4 rows × 3 vectors: 12 accumulators, for machines with 16 vector registers (AVX2).</summary>
internal readonly unsafe struct ShortTile<L, V, T> : ITile<T>
    where L : struct, IVectors<V, T>
    where V : struct
    where T : unmanaged
{
    public static int Rows => 4;
    public static int Columns => 3 * L.Count;
    public static int Lanes => L.Count;

    public static void Multiply(int k, T* a, T* b, int chain, bool last, Place<T>* waiting, in Place<T> target, int columns)
    {
        if (columns > 2 * L.Count)
            Multiply<Row3<L, V, T>>(k, a, b, chain, last, waiting, target);
        else if (columns > L.Count)
            Multiply<Row2<L, V, T>>(k, a, b, chain, last, waiting, target);
        else
            Multiply<Row1<L, V, T>>(k, a, b, chain, last, waiting, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Multiply<TRow>(int k, T* a, T* b, int chain, bool last, Place<T>* waiting, in Place<T> target) where TRow : struct, IRow<TRow, T>
    {
        for (; k > 0; k -= InnerProduct.Chain, chain++)
        {
            TRow r0 = default, r1 = default, r2 = default, r3 = default;
            for (var rest = Math.Min(InnerProduct.Chain, k); rest > 0; rest--)
            {
                var row = TRow.Load(b);
                r0 = TRow.MultiplyAdd(a, row, r0);
                r1 = TRow.MultiplyAdd(a + 1, row, r1);
                r2 = TRow.MultiplyAdd(a + 2, row, r2);
                r3 = TRow.MultiplyAdd(a + 3, row, r3);
                a += 4;
                b += 3 * L.Count;
            }

            var ends = last && k <= InnerProduct.Chain;
            for (var completed = Pairwise.Completed(chain, ends); completed != 0; completed &= completed - 1)
            {
                var place = waiting[BitOperations.TrailingZeroCount(completed)];
                var from = place.Start;
                var step = place.Row;
                r0 = TRow.Add(from, r0);
                r1 = TRow.Add(from + step, r1);
                r2 = TRow.Add(from + 2 * step, r2);
                r3 = TRow.Add(from + 3 * step, r3);
            }

            var to = ends ? target.Start : waiting[Pairwise.Level(chain)].Start;
            var stride = ends ? target.Row : waiting[Pairwise.Level(chain)].Row;
            TRow.Store(r0, to);
            TRow.Store(r1, to + stride);
            TRow.Store(r2, to + 2 * stride);
            TRow.Store(r3, to + 3 * stride);
        }
    }
}
