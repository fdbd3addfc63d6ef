using System.Numerics;
using System.Numerics.Tensors;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>How to fold the middle of [outer, count, inner], which are not empty but for count, into y [outer, inner].</summary>
internal unsafe interface IFold<T> where T : unmanaged
{
    static abstract void Fold(int outer, int count, int inner, T* x, T* y);
}

/// <summary>Reductions over axes that stay with extent 1, cut by size alone so that they round alike on any number of threads.</summary>
internal static unsafe class Reductions
{
    internal static ArrayTensor Sum(ArrayTensor x, Shape to, Sequence<int> axes) => x.OnNumbers(new SumKernel(to, axes));

    internal static ArrayTensor Extremum(ArrayTensor x, Shape to, Extremum op) => x.OnNumbers(new ExtremumKernel(to, op));

    readonly record struct SumKernel(Shape To, Sequence<int> Axes) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T> => Reduce<T, SumFold<T>>(x, To, Axes);
    }

    readonly record struct ExtremumKernel(Shape To, Extremum Op) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T>
            => Op.End == End.Max ? Reduce<T, MaxFold<T>>(x, To, Op.Axes) : Reduce<T, MinFold<T>>(x, To, Op.Axes);
    }

    /// <summary>Reduces runs of neighbouring axes, the last first, each as the middle of [outer, count, inner].</summary>
    static ArrayTensor Reduce<T, TFold>(ArrayTensor<T> x, Shape to, Sequence<int> axes) where T : unmanaged where TFold : IFold<T>
    {
        if (to.Size == 0) return Memory.Result<T>(to);
        var data = (ArrayTensor<T>)x.Contiguous();
        for (var last = axes.Count - 1; last >= 0; last--)
        {
            var first = last;
            while (first > 0 && axes[first - 1] == axes[first] - 1) first--;
            var count = Indexing.Product(data.Shape, axes[first], axes[last] + 1);
            var (outer, inner) = (Indexing.Product(data.Shape, 0, axes[first]), Indexing.Product(data.Shape, axes[last] + 1, data.Rank));
            if (count != 1)
            {
                var isLast = outer * inner == to.Size;
                var y = isLast ? Memory.Result<T>(to) : Part<T>(data.Shape, axes.AsSpan()[first..(last + 1)]);
                fixed (T* from = &data.First, at = &y.First) TFold.Fold(outer, count, inner, from, at);
                if (isLast) return y;
                data = y;
            }
            last = first;
        }
        return data.View(to, data.Offset, null);
    }

    /// <summary>Memory for a tensor that is reduced over some of the axes.</summary>
    static ArrayTensor<T> Part<T>(Shape shape, ReadOnlySpan<int> axes) where T : unmanaged
    {
        foreach (var axis in axes) shape = shape.With(axis, 1);
        return new(shape, Memory.Allocate<T>(shape.Size));
    }
}

internal readonly unsafe struct SumFold<T> : IFold<T> where T : unmanaged, INumber<T>
{
    public static void Fold(int outer, int count, int inner, T* x, T* y) => AxisSum<T>.Run(outer, count, inner, x, y);
}

internal readonly unsafe struct MaxFold<T> : IFold<T>, IExtremum<T> where T : unmanaged, INumber<T>
{
    public static void Fold(int outer, int count, int inner, T* x, T* y) => AxisExtremum<T, MaxFold<T>>.Run(outer, count, inner, x, y);

    public static T Of(ReadOnlySpan<T> row) => TensorPrimitives.Max(row);

    public static void Of(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Max(y, x, y);
}

internal readonly unsafe struct MinFold<T> : IFold<T>, IExtremum<T> where T : unmanaged, INumber<T>
{
    public static void Fold(int outer, int count, int inner, T* x, T* y) => AxisExtremum<T, MinFold<T>>.Run(outer, count, inner, x, y);

    public static T Of(ReadOnlySpan<T> row) => TensorPrimitives.Min(row);

    public static void Of(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Min(y, x, y);
}
