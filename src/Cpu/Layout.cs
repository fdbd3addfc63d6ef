namespace Functional.Cpu;

/// <summary>Arithmetic of strided views, and the copy of one into row-major order.</summary>
internal static class Layout
{
    internal static int[] RowMajor(Shape shape)
    {
        if (shape.Rank == 0) return [];
        var strides = new int[shape.Rank];
        for (int axis = shape.Rank - 1, stride = 1; axis >= 0; stride *= Math.Max(shape[axis], 1), axis--) strides[axis] = stride;
        return strides;
    }

    /// <summary>Null where the strides say no more than row-major order does.</summary>
    internal static int[]? Simplify(Shape shape, int[]? strides)
    {
        if (strides is null || shape.Size == 0) return null;
        for (int axis = shape.Rank - 1, stride = 1; axis >= 0; stride *= shape[axis], axis--)
            if (shape[axis] != 1 && strides[axis] != stride) return strides;
        return null;
    }

    /// <summary>The strides of a view under another shape of the same size, or null where only a copy can have it.</summary>
    internal static int[]? Reshape(Shape from, int[] strides, Shape to)
    {
        var result = new int[to.Rank];
        for (int i = from.Rank - 1, j = to.Rank - 1; i >= 0 || j >= 0;)
        {
            // One group: the fewest trailing axes on both sides that hold equally many elements.
            long m = i >= 0 ? from[i] : 1, n = j >= 0 ? to[j] : 1;
            int first = i, firstTo = j;
            while (m != n)
                if (m < n) m *= from[--first];
                else n *= to[--firstTo];
            if (CommonStride(from, strides, first, i) is not { } stride) return null;
            for (var axis = j; axis >= Math.Max(firstTo, 0); stride *= to[axis], axis--) result[axis] = stride;
            (i, j) = (first - 1, firstTo - 1);
        }
        return result;
    }

    /// <summary>The distance at which the elements of a group of axes lie, all of them; null where it varies. Axes of extent 1 do not matter.</summary>
    static int? CommonStride(Shape shape, int[] strides, int first, int last)
    {
        var (common, next) = (0, default(long?));
        for (var axis = last; axis >= Math.Max(first, 0); axis--)
        {
            if (shape[axis] == 1) continue;
            if (next is null) common = strides[axis];
            else if (strides[axis] != next) return null;
            next = (long)strides[axis] * shape[axis];
        }
        return common;
    }

    /// <summary>Merges neighbouring axes that every view walks alike, so that inner loops are as long as they can be.</summary>
    internal static (int[] Extents, int[][] Strides) Collapse(Shape shape, params int[][] views)
    {
        var extents = new List<int>(shape.Rank);
        var strides = Array.ConvertAll(views, _ => new List<int>(shape.Rank));
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 1) continue;
            if (extents.Count > 0 && Continues(axis)) extents[^1] *= shape[axis];
            else extents.Add(shape[axis]);
            for (var view = 0; view < views.Length; view++)
                if (strides[view].Count < extents.Count) strides[view].Add(views[view][axis]);
                else strides[view][^1] = views[view][axis];
        }
        return ([.. extents], Array.ConvertAll(strides, list => list.ToArray()));

        bool Continues(int axis)
        {
            for (var view = 0; view < views.Length; view++)
                if (strides[view][^1] != (long)views[view][axis] * shape[axis]) return false;
            return true;
        }
    }

    /// <summary>Copies a view into a contiguous tensor of its type and size.</summary>
    internal static void Copy(ArrayTensor x, ArrayTensor to) => x.Run(new CopyKernel(to));

    readonly record struct CopyKernel(ArrayTensor To) : IKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged
        {
            Copy(x, (ArrayTensor<T>)To);
            return To;
        }
    }

    /// <inheritdoc cref="Copy(ArrayTensor, ArrayTensor)"/>
    internal static void Copy<T>(ArrayTensor<T> x, ArrayTensor<T> to) where T : unmanaged
    {
        if (x.IsContiguous) x.Span.CopyTo(to.Target);
        else Rows.ForEach(x.Shape, [x.Strides], [x.Offset], (row, count, at, stride) => Strided(x.Data, at[0], stride[0], to.Target.Slice(row, count)));
    }

    /// <summary>Copies elements at a fixed distance into a row.</summary>
    internal static void Strided<T>(T[] from, int at, int stride, Span<T> to)
    {
        switch (stride)
        {
            case 1: from.AsSpan(at, to.Length).CopyTo(to); break;
            case 0: to.Fill(from[at]); break;
            default:
                for (var i = 0; i < to.Length; i++, at += stride) to[i] = from[at];
                break;
        }
    }
}
