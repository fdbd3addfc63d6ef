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
        if (to.Size == 0) return new ArrayTensor<T>(to, []);
        var data = (ArrayTensor<T>)x.Contiguous();
        for (var last = axes.Count - 1; last >= 0; last--)
        {
            var first = last;
            while (first > 0 && axes[first - 1] == axes[first] - 1) first--;
            var shape = data.Shape;
            for (var i = first; i <= last; i++) shape = shape.With(axes[i], 1);
            var count = Indexing.Product(data.Shape, axes[first], axes[last] + 1);
            if (count != 1) data = new ArrayTensor<T>(shape, Middle<T, TFold>(data, count, Indexing.Product(data.Shape, axes[last] + 1, data.Rank), shape.Size));
            last = first;
        }
        return data.View(to, data.Offset, null);
    }

    static T[] Middle<T, TFold>(ArrayTensor<T> x, int count, int inner, int size) where T : unmanaged where TFold : IFold<T>
    {
        var y = Memory.Allocate<T>(size);
        fixed (T* from = x.Data, to = y) TFold.Fold(size / inner, count, inner, from + x.Offset, to);
        return y;
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
