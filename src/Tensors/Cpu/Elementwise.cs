using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>A function of one row; <typeparamref name="TResult"/> differs from <typeparamref name="T"/> for comparisons and casts.</summary>
internal interface IRowMap<T, TResult>
{
    static abstract void Apply(ReadOnlySpan<T> x, Span<TResult> y);
}

/// <summary>A function of two rows, either of which may be one repeated value.</summary>
internal interface IRowZip<T, TResult>
{
    static abstract void Apply(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<TResult> y);
    static abstract void Apply(ReadOnlySpan<T> a, T b, Span<TResult> y);
    static abstract void Apply(T a, ReadOnlySpan<T> b, Span<TResult> y);
}

/// <summary>Applies row functions to whole tensors, in parallel, whatever the strides.</summary>
internal static class Elementwise
{
    internal static ArrayTensor Map<T, TResult, TFunction>(ArrayTensor<T> x)
        where T : unmanaged where TResult : unmanaged where TFunction : IRowMap<T, TResult>
    {
        var y = Memory.Allocate<TResult>(x.Size);
        // Some functions of the platform refuse empty rows.
        if (x.Size == 0) return new ArrayTensor<TResult>(x.Shape, y);
        if (x.IsContiguous && x.Size <= Rows.Chunk) TFunction.Apply(x.Span, y);
        else if (x.IsContiguous) Rows.Split(x.Size, (start, length) => TFunction.Apply(x.Span.Slice(start, length), y.AsSpan(start, length)));
        else MapRows<T, TResult, TFunction>(x, y);
        return new ArrayTensor<TResult>(x.Shape, y);
    }

    static void MapRows<T, TResult, TFunction>(ArrayTensor<T> x, TResult[] y)
        where T : unmanaged where TResult : unmanaged where TFunction : IRowMap<T, TResult>
        => Rows.ForEach(x.Shape, [x.Strides], [x.Offset], (row, count, at, stride) =>
        {
            var to = y.AsSpan(row, count);
            if (stride[0] == 0)
            {
                TFunction.Apply(x.Data.AsSpan(at[0], 1), to[..1]);
                to.Fill(to[0]);
                return;
            }
            using var scratch = new StridedRow<T>(x.Data, at[0], stride[0], count);
            TFunction.Apply(scratch.Row, to);
        });

    internal static ArrayTensor Zip<T, TResult, TFunction>(ArrayTensor<T> a, ArrayTensor<T> b)
        where T : unmanaged where TResult : unmanaged where TFunction : IRowZip<T, TResult>
    {
        var y = Memory.Allocate<TResult>(a.Size);
        if (a.Size > Rows.Chunk) ZipRows<T, TResult, TFunction>(a, b, y);
        else if (a.IsContiguous && b.IsContiguous) TFunction.Apply(a.Span, b.Span, y);
        else if (a.IsContiguous && b.Data.Length == 1) TFunction.Apply(a.Span, b.Data[0], y);
        else if (b.IsContiguous && a.Data.Length == 1) TFunction.Apply(a.Data[0], b.Span, y);
        else ZipRows<T, TResult, TFunction>(a, b, y);
        return new ArrayTensor<TResult>(a.Shape, y);
    }

    static void ZipRows<T, TResult, TFunction>(ArrayTensor<T> a, ArrayTensor<T> b, TResult[] y)
        where T : unmanaged where TResult : unmanaged where TFunction : IRowZip<T, TResult>
        => Rows.ForEach(a.Shape, [a.Strides, b.Strides], [a.Offset, b.Offset], (row, count, at, stride) =>
        {
            var to = y.AsSpan(row, count);
            if (stride[1] == 0)
            {
                using var left = new StridedRow<T>(a.Data, at[0], stride[0], count);
                TFunction.Apply(left.Row, b.Data[at[1]], to);
            }
            else if (stride[0] == 0)
            {
                using var right = new StridedRow<T>(b.Data, at[1], stride[1], count);
                TFunction.Apply(a.Data[at[0]], right.Row, to);
            }
            else
            {
                using var left = new StridedRow<T>(a.Data, at[0], stride[0], count);
                using var right = new StridedRow<T>(b.Data, at[1], stride[1], count);
                TFunction.Apply(left.Row, right.Row, to);
            }
        });
}

/// <summary>Takes each element of the tensor it runs on where the condition holds, otherwise of another.</summary>
internal readonly record struct SelectKernel(ArrayTensor<bool> Condition, ArrayTensor Otherwise) : IKernel
{
    public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged
    {
        var (condition, otherwise, y) = (Condition, (ArrayTensor<T>)Otherwise, Memory.Allocate<T>(x.Size));
        Rows.ForEach(x.Shape, [condition.Strides, x.Strides, otherwise.Strides], [condition.Offset, x.Offset, otherwise.Offset], (row, count, at, stride) =>
        {
            var to = y.AsSpan(row, count);
            int c = at[0], i = at[1], j = at[2];
            for (var k = 0; k < to.Length; k++, c += stride[0], i += stride[1], j += stride[2])
                to[k] = condition.Data[c] ? x.Data[i] : otherwise.Data[j];
        });
        return new ArrayTensor<T>(x.Shape, y);
    }
}
