using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Cpu;

/// <summary>
/// The sums of <see cref="ScatterSums"/> for wide slices: these are sorted by places, so that a sum and its error stay in registers while the slices
/// of a place go by. A task takes some places of one of the outer blocks.
/// </summary>
internal readonly unsafe struct PlaceSums<T>(T* x, int slices, int* order, int* ends, T* sums, int extent, int inner, int perTask) : IJob
    where T : unmanaged, INumber<T>
{
    /// <summary>Bytes of a slice that is worth the sorting.</summary>
    public const int Wide = 64;

    readonly T* x = x, sums = sums;
    readonly int* order = order, ends = ends;

    /// <summary>Adds x [outer, slices, inner] into the places [outer, extent, inner].</summary>
    public static void Run(int outer, ReadOnlySpan<int> places, int extent, int inner, T* x, T* sums)
    {
        using Scratch<int> order = Scratch<int>.Rent(places.Length), ends = Scratch<int>.Rent(extent);
        Sort(places, order.Pointer, new(ends.Pointer, extent));
        var perTask = (int)Math.Clamp(Rows.Chunk * (long)extent / (Math.Max(extent, places.Length) * (long)inner), 1, extent);
        var tasks = (extent - 1) / perTask + 1;
        Workers.For(outer * tasks, new PlaceSums<T>(x, places.Length, order.Pointer, ends.Pointer, sums, extent, inner, perTask));
    }

    /// <summary>Writes the numbers of the slices of each place one after the other, in their order, and where those of each place end.</summary>
    static void Sort(ReadOnlySpan<int> places, int* order, Span<int> ends)
    {
        ends.Clear();
        foreach (var place in places) ends[place]++;
        var first = 0;
        for (var place = 0; place < ends.Length; place++) (ends[place], first) = (first, first + ends[place]);
        for (var slice = 0; slice < places.Length; slice++) order[ends[places[slice]]++] = slice;
    }

    public void Run(int task)
    {
        var (block, part) = Math.DivRem(task, (extent - 1) / perTask + 1);
        var from = x + (nint)block * slices * inner;
        for (var place = part * perTask; place < Math.Min(extent, (part + 1) * perTask); place++)
        {
            var first = place == 0 ? 0 : ends[place - 1];
            Sum(from, order + first, ends[place] - first, sums + ((nint)block * extent + place) * inner);
        }
    }

    void Sum(T* from, int* numbers, int count, T* to)
    {
        var done = 0;
        if (Vector512.IsHardwareAccelerated) done = Sum<Vectors512<T>, Vector512<T>>(from, numbers, count, inner, done, to);
        if (Vector256.IsHardwareAccelerated) done = Sum<Vectors256<T>, Vector256<T>>(from, numbers, count, inner, done, to);
        done = Sum<Vectors128<T>, Vector128<T>>(from, numbers, count, inner, done, to);
        Sum<OneLane<T>, T>(from, numbers, count, inner, done, to);
    }

    /// <summary>The columns from the given one on that fill vectors; answers the next. Four vectors hide the time that an addition takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Sum<L, V>(T* x, int* numbers, int count, int inner, int column, T* to) where L : struct, ISummand<V, T> where V : struct
    {
        for (; column <= inner - 4 * L.Count; column += 4 * L.Count)
        {
            V s = default, t = default, u = default, v = default, ds = default, dt = default, du = default, dv = default;
            for (var i = 0; i < count; i++)
            {
                var slice = x + (nint)numbers[i] * inner + column;
                Add<L, V>(slice, ref s, ref ds);
                Add<L, V>(slice + L.Count, ref t, ref dt);
                Add<L, V>(slice + 2 * L.Count, ref u, ref du);
                Add<L, V>(slice + 3 * L.Count, ref v, ref dv);
            }
            L.Store(L.Settle(s, ds), to + column);
            L.Store(L.Settle(t, dt), to + column + L.Count);
            L.Store(L.Settle(u, du), to + column + 2 * L.Count);
            L.Store(L.Settle(v, dv), to + column + 3 * L.Count);
        }
        for (; column <= inner - L.Count; column += L.Count)
        {
            V sum = default, error = default;
            for (var i = 0; i < count; i++) Add<L, V>(x + (nint)numbers[i] * inner + column, ref sum, ref error);
            L.Store(L.Settle(sum, error), to + column);
        }
        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add<L, V>(T* x, ref V sum, ref V error) where L : struct, ISummand<V, T> where V : struct
        => error = L.Known(TwoSum.Step<L, V, T>(L.Add(L.Load(x), error), ref sum));
}
