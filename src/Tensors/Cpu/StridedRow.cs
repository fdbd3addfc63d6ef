using System.Buffers;

namespace Functional.Cpu;

/// <summary>A row of a view as a span: the array itself where its elements are neighbours, otherwise a rented copy.</summary>
internal readonly ref struct StridedRow<T> where T : unmanaged
{
    readonly T[]? rented;

    internal StridedRow(T[] data, int at, int stride, int count)
    {
        if (stride == 1)
        {
            Row = data.AsSpan(at, count);
            return;
        }
        rented = ArrayPool<T>.Shared.Rent(count);
        var copy = rented.AsSpan(0, count);
        Layout.Strided(data, at, stride, copy);
        Row = copy;
    }

    internal ReadOnlySpan<T> Row { get; }

    public void Dispose()
    {
        if (rented is not null) ArrayPool<T>.Shared.Return(rented);
    }
}
