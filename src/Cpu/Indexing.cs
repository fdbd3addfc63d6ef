using System.Numerics;
using System.Numerics.Tensors;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>Takes slices of an axis: [outer, n, inner] at k indices gives [outer, k, inner].</summary>
internal readonly record struct GatherKernel(Shape To, Gather Op, ArrayTensor Indices) : IKernel
{
    public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged
    {
        var (indices, from, y) = (Indexing.Checked(Op.Operation, Indices, x.Shape[Op.Axis], Op.IsFromEnd), (ArrayTensor<T>)x.Contiguous(), Memory.Allocate<T>(To.Size));
        var (extent, inner) = (x.Shape[Op.Axis], Indexing.Product(x.Shape, Op.Axis + 1, x.Rank));
        if (To.Size == 0) return new ArrayTensor<T>(To, y);
        var perBlock = indices.Length;
        Rows.Split(To.Size / inner, (first, count) =>
        {
            // A task takes the slices of one block after the other.
            for (int slice = first, taken; slice < first + count; slice += taken)
            {
                var (block, start) = Math.DivRem(slice, perBlock);
                taken = Math.Min(perBlock - start, first + count - slice);
                Indexing.Take(from.Span.Slice(block * extent * inner, extent * inner), indices.Span.Slice(start, taken), y.AsSpan(slice * inner, taken * inner), inner);
            }
        });
        return new ArrayTensor<T>(To, y);
    }
}

/// <summary>Access by integer indices.</summary>
internal static class Indexing
{
    /// <summary>Adds slices into zeros: [outer, k, inner] at k indices gives [outer, extent, inner].</summary>
    internal static ArrayTensor Scatter(ArrayTensor x, ArrayTensor indices, Shape to, int axis) => x.OnNumbers(new ScatterKernel(indices, to, axis));

    readonly record struct ScatterKernel(ArrayTensor Indices, Shape To, int Axis) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T> => Scatter(x, Indices, To, Axis);
    }

    static ArrayTensor Scatter<T>(ArrayTensor<T> x, ArrayTensor at, Shape to, int axis) where T : unmanaged, INumber<T>
    {
        var (indices, y) = (Checked("Scatter", at, to[axis]), Memory.Allocate<T>(to.Size));
        var (extent, outer, inner) = (to[axis], Product(to, 0, axis), Product(to, axis + 1, to.Rank));
        var from = (ArrayTensor<T>)x.Contiguous();
        if (x.Size == 0) y.AsSpan().Clear();
        // One thread adds all that meets in one place, in the order of the indices.
        else Workers.For(outer, block => ScatterSums.Add(
            from.Span.Slice(block * indices.Length * inner, indices.Length * inner), indices.Span, y.AsSpan(block * extent * inner, extent * inner), inner));
        return new ArrayTensor<T>(to, y);
    }

    /// <summary>Copies the slices that the indices name.</summary>
    internal static void Take<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> indices, Span<T> y, int inner)
    {
        if (inner == 1)
            for (var i = 0; i < indices.Length; i++) y[i] = x[indices[i]];
        else
            for (var i = 0; i < indices.Length; i++) x.Slice(indices[i] * inner, inner).CopyTo(y[(i * inner)..]);
    }

    internal static int Product(Shape shape, int from, int to)
    {
        var product = 1;
        for (var axis = from; axis < to; axis++) product *= shape[axis];
        return product;
    }

    /// <summary>The indices as 0 … extent − 1: themselves where they are that already.</summary>
    internal static ReadOnlyMemory<int> Checked(string operation, ArrayTensor indices, int extent, bool isFromEnd = true)
    {
        if (indices is ArrayTensor<int> { IsContiguous: true } plain && IsWithin(plain.Span, extent)) return plain.Data.AsMemory(plain.Offset, plain.Size);
        var raw = ((ArrayTensor<long>)Conversion.Cast(indices, DType.Int64)).RowMajor;
        var result = new int[raw.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] < (isFromEnd ? -extent : 0) || raw[i] >= extent)
                throw new ArgumentOutOfRangeException(nameof(indices), $"{operation}: index {raw[i]} is out of range for an axis of {extent}");
            result[i] = (int)(raw[i] < 0 ? raw[i] + extent : raw[i]);
        }
        return result;
    }

    static bool IsWithin(ReadOnlySpan<int> indices, int extent)
        => indices.IsEmpty || TensorPrimitives.Min(indices) >= 0 && TensorPrimitives.Max(indices) < extent;
}
