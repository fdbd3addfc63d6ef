using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Cpu;

/// <summary>Sums along an axis up to each element: [outer, n, inner] gives [outer, n, inner].</summary>
internal static class RunningSums
{
    internal static ArrayTensor Of(ArrayTensor x, Shape shape, int axis) => x.OnNumbers(new Kernel(shape, axis));

    readonly record struct Kernel(Shape Shape, int Axis) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T> => Of(x, Shape, Axis);
    }

    static ArrayTensor<T> Of<T>(ArrayTensor<T> x, Shape shape, int axis) where T : unmanaged, INumber<T>
    {
        var (from, y) = ((ArrayTensor<T>)x.Contiguous(), Memory.Allocate<T>(shape.Size));
        var inner = Indexing.Product(shape, axis + 1, shape.Rank);
        var block = shape[axis] * inner;
        if (y.Length == 0) return new(shape, y);
        var perTask = Math.Max(1, Rows.Chunk / block);
        var outer = y.Length / block;
        Workers.For((outer + perTask - 1) / perTask, task =>
        {
            for (var i = task * perTask; i < Math.Min(outer, (task + 1) * perTask); i++)
                if (inner == 1) Row(from.Span.Slice(i * block, block), y.AsSpan(i * block, block));
                else Columns(from.Span.Slice(i * block, block), y.AsSpan(i * block, block), inner);
        });
        return new(shape, y);
    }

    static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
    {
        var sum = T.Zero;
        for (var i = 0; i < x.Length; i++) y[i] = sum += x[i];
    }

    static void Columns<T>(ReadOnlySpan<T> x, Span<T> y, int inner) where T : unmanaged, INumber<T>
    {
        x[..inner].CopyTo(y);
        for (var at = inner; at < x.Length; at += inner) TensorPrimitives.Add(y.Slice(at - inner, inner), x.Slice(at, inner), y.Slice(at, inner));
    }
}
