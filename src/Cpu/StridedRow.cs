using System.Buffers;

namespace Functional.Cpu;

/// <summary>A row of a view as a span: the array itself where its elements are neighbours or one repeats, otherwise a rented copy.</summary>
internal readonly ref struct StridedRow<T> where T : unmanaged
{
    readonly T[]? rented;

    internal StridedRow(T[] data, int at, int stride, int count)
    {
        Step = stride == 0 ? 0 : 1;
        if (stride is 0 or 1)
        {
            Row = data.AsSpan(at, stride == 0 ? 1 : count);
            return;
        }
        rented = ArrayPool<T>.Shared.Rent(count);
        var copy = rented.AsSpan(0, count);
        Layout.Strided(data, at, stride, copy);
        Row = copy;
    }

    /// <summary>All elements, or the one that repeats.</summary>
    internal ReadOnlySpan<T> Row { get; }

    /// <summary>0 where one element repeats, otherwise 1.</summary>
    internal int Step { get; }

    public void Dispose()
    {
        if (rented is not null) ArrayPool<T>.Shared.Return(rented);
    }
}
