namespace Functional.Cpu;

/// <summary>Walks several views of one shape together, a row of the collapsed innermost axis at a time.</summary>
internal static class Rows
{
    /// <summary>Elements of one task of parallel work: some tens of microseconds.</summary>
    internal const int Chunk = 1 << 15;

    /// <summary>Given where its row starts in row-major order, how many elements it has, and each view's place and stride there.</summary>
    internal delegate void Body(int row, int count, ReadOnlySpan<int> at, ReadOnlySpan<int> stride);

    internal static void ForEach(Shape shape, int[][] views, int[] offsets, Body body)
    {
        if (shape.Size == 0) return;
        var (extents, strides) = Layout.Collapse(shape, views);
        var count = extents.Length == 0 ? 1 : extents[^1];
        var rows = shape.Size / count;
        var inner = Array.ConvertAll(strides, s => s.Length == 0 ? 1 : s[^1]);
        if (rows == 1) ForEachPart(count, offsets, inner, body);
        else ForEachRow(rows, count, extents, strides, offsets, inner, body);
    }

    static void ForEachPart(int count, int[] offsets, int[] inner, Body body)
        => Split(count, (start, length) =>
        {
            Span<int> at = stackalloc int[offsets.Length];
            for (var view = 0; view < at.Length; view++) at[view] = offsets[view] + start * inner[view];
            body(start, length, at, inner);
        });

    static void ForEachRow(int rows, int count, int[] extents, int[][] strides, int[] offsets, int[] inner, Body body)
    {
        var perTask = Math.Max(1, Chunk / count);
        Workers.For((rows - 1) / perTask + 1, task =>
        {
            Span<int> at = stackalloc int[offsets.Length];
            var end = task * perTask + Math.Min(perTask, rows - task * perTask);
            for (var row = task * perTask; row < end; row++)
            {
                offsets.CopyTo(at);
                for (int axis = extents.Length - 2, rest = row; axis >= 0; rest /= extents[axis], axis--)
                    for (var view = 0; view < at.Length; view++) at[view] += rest % extents[axis] * strides[view][axis];
                body(row * count, count, at, inner);
            }
        });
    }

    /// <summary>Cuts a range into chunks by its length alone, so that results do not depend on the number of threads.</summary>
    internal static void Split(int length, Action<int, int> body)
    {
        if (length <= Chunk) body(0, length);
        else Workers.For((length - 1) / Chunk + 1, task => body(task * Chunk, Math.Min(Chunk, length - task * Chunk)));
    }
}
