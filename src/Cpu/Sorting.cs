using System.Numerics;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>Where elements stand in the order of their values.</summary>
internal static class Sorting
{
    internal static ArrayTensor ArgExtremum(ArrayTensor x, Shape to, ArgExtremum op) => x.OnNumbers(new ArgExtremumKernel(to, op));

    readonly record struct ArgExtremumKernel(Shape To, ArgExtremum Op) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T> => ArgExtremum(x, To, Op);
    }

    static ArrayTensor ArgExtremum<T>(ArrayTensor<T> x, Shape to, ArgExtremum op) where T : unmanaged, INumber<T>
    {
        var from = x.RowMajor;
        var (y, count) = (new int[to.Size], x.Shape[op.Axis]);
        var inner = Indexing.Product(x.Shape, op.Axis + 1, x.Rank);
        for (var i = 0; i < y.Length; i++)
        {
            var start = i / inner * count * inner + i % inner;
            var best = from[start];
            for (var j = 1; j < count && !T.IsNaN(best); j++)
            {
                var next = from[start + j * inner];
                if (!T.IsNaN(next) && (op.End == End.Max ? next <= best : next >= best)) continue;
                (best, y[i]) = (next, j);
            }
        }
        return new ArrayTensor<int>(to, y);
    }

    internal static ArrayTensor ArgSort(ArrayTensor x, Shape shape) => x.OnNumbers(new ArgSortKernel(shape));

    readonly record struct ArgSortKernel(Shape Shape) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T> => ArgSort(x, Shape);
    }

    static ArrayTensor ArgSort<T>(ArrayTensor<T> x, Shape shape) where T : unmanaged, INumber<T>
    {
        var (from, y, count) = ((ArrayTensor<T>)x.Contiguous(), new int[shape.Size], shape[-1]);
        Workers.For(count == 0 ? 0 : y.Length / count, row =>
        {
            var order = y.AsSpan(row * count, count);
            for (var i = 0; i < count; i++) order[i] = i;
            order.Sort((i, j) => Order(from.Span[row * count + i], from.Span[row * count + j]) is var order and not 0 ? order : i - j);
        });
        return new ArrayTensor<int>(shape, y);
    }

    static int Order<T>(T a, T b) where T : INumber<T>
        => T.IsNaN(a) || T.IsNaN(b) ? T.IsNaN(a).CompareTo(T.IsNaN(b)) : a.CompareTo(b);
}
