using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>One row of a tile of C: one, two or three vectors side by side.</summary>
internal unsafe interface IRow<TSelf, T>
    where TSelf : struct, IRow<TSelf, T>
    where T : unmanaged
{
    static abstract TSelf Load(T* source);
    static abstract void Store(TSelf row, T* target);

    /// <summary>The sum of a row and one in memory.</summary>
    static abstract TSelf Add(T* source, TSelf row);

    /// <summary>sum + (*scale)·row. The scale stays in memory, so that one instruction loads and broadcasts it.</summary>
    static abstract TSelf MultiplyAdd(T* scale, TSelf row, TSelf sum);
}

internal readonly unsafe struct Row1<L, V, T>(V x) : IRow<Row1<L, V, T>, T>
    where L : struct, IVectors<V, T>
    where V : struct
    where T : unmanaged
{
    readonly V x = x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1<L, V, T> Load(T* source) => new(L.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Row1<L, V, T> row, T* target) => L.Store(row.x, target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1<L, V, T> Add(T* source, Row1<L, V, T> row) => new(L.Add(L.Load(source), row.x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1<L, V, T> MultiplyAdd(T* scale, Row1<L, V, T> row, Row1<L, V, T> sum) =>
        new(L.MultiplyAdd(L.Broadcast(scale), row.x, sum.x));
}

internal readonly unsafe struct Row2<L, V, T>(V x, V y) : IRow<Row2<L, V, T>, T>
    where L : struct, IVectors<V, T>
    where V : struct
    where T : unmanaged
{
    readonly V x = x;
    readonly V y = y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2<L, V, T> Load(T* source) => new(L.Load(source), L.Load(source + L.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Row2<L, V, T> row, T* target)
    {
        L.Store(row.x, target);
        L.Store(row.y, target + L.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2<L, V, T> Add(T* source, Row2<L, V, T> row) => new(L.Add(L.Load(source), row.x), L.Add(L.Load(source + L.Count), row.y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2<L, V, T> MultiplyAdd(T* scale, Row2<L, V, T> row, Row2<L, V, T> sum)
    {
        var scales = L.Broadcast(scale);
        return new(L.MultiplyAdd(scales, row.x, sum.x), L.MultiplyAdd(scales, row.y, sum.y));
    }
}

internal readonly unsafe struct Row3<L, V, T>(V x, V y, V z) : IRow<Row3<L, V, T>, T>
    where L : struct, IVectors<V, T>
    where V : struct
    where T : unmanaged
{
    readonly V x = x;
    readonly V y = y;
    readonly V z = z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row3<L, V, T> Load(T* source) => new(L.Load(source), L.Load(source + L.Count), L.Load(source + 2 * L.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Row3<L, V, T> row, T* target)
    {
        L.Store(row.x, target);
        L.Store(row.y, target + L.Count);
        L.Store(row.z, target + 2 * L.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row3<L, V, T> Add(T* source, Row3<L, V, T> row) =>
        new(L.Add(L.Load(source), row.x), L.Add(L.Load(source + L.Count), row.y), L.Add(L.Load(source + 2 * L.Count), row.z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row3<L, V, T> MultiplyAdd(T* scale, Row3<L, V, T> row, Row3<L, V, T> sum)
    {
        var scales = L.Broadcast(scale);
        return new(L.MultiplyAdd(scales, row.x, sum.x), L.MultiplyAdd(scales, row.y, sum.y), L.MultiplyAdd(scales, row.z, sum.z));
    }
}
