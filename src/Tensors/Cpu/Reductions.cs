using System.Numerics;
using System.Numerics.Tensors;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>How to fold many elements into one, on rows and on whole vectors.</summary>
internal interface IFold<T>
{
    static abstract T Fold(ReadOnlySpan<T> row);

    /// <summary>Folds each element of x into the one of y.</summary>
    static abstract void Fold(ReadOnlySpan<T> x, Span<T> y);
}

/// <summary>Reductions over axes that stay with extent 1, cut by size alone so that they round alike on any number of threads.</summary>
internal static class Reductions
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
        var perTask = Math.Max(1, Rows.Chunk / Math.Max(1, count * inner));
        var outer = size / inner;
        Workers.For((outer + perTask - 1) / perTask, task =>
        {
            for (var block = task * perTask; block < Math.Min(outer, (task + 1) * perTask); block++)
            {
                var from = x.Span.Slice(block * count * inner, count * inner);
                if (inner == 1) y[block] = Row<T, TFold>(from);
                else Columns<T, TFold>(from, y.AsSpan(block * inner, inner));
            }
        });
        return y;
    }

    /// <summary>Folds a long row in chunks, which keeps rounding errors small.</summary>
    static T Row<T, TFold>(ReadOnlySpan<T> x) where T : unmanaged where TFold : IFold<T>
    {
        const int piece = 4096;
        if (x.Length <= piece) return TFold.Fold(x);
        var partial = new T[(x.Length + piece - 1) / piece];
        for (var i = 0; i < partial.Length; i++) partial[i] = TFold.Fold(x.Slice(i * piece, Math.Min(piece, x.Length - i * piece)));
        return Row<T, TFold>(partial);
    }

    static void Columns<T, TFold>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged where TFold : IFold<T>
    {
        if (x.IsEmpty)
        {
            y.Fill(TFold.Fold(x));
            return;
        }
        x[..y.Length].CopyTo(y);
        for (var at = y.Length; at < x.Length; at += y.Length) TFold.Fold(x.Slice(at, y.Length), y);
    }

    readonly struct SumFold<T> : IFold<T> where T : unmanaged, INumber<T>
    {
        /// <summary>Four vectors of running sums: an order of additions that the address of the row does not change.</summary>
        public static T Fold(ReadOnlySpan<T> row)
        {
            Vector<T> a = default, b = default, c = default, d = default;
            var (width, i) = (Vector<T>.Count, 0);
            for (; i <= row.Length - 4 * width; i += 4 * width)
            {
                a += new Vector<T>(row[i..]);
                b += new Vector<T>(row[(i + width)..]);
                c += new Vector<T>(row[(i + 2 * width)..]);
                d += new Vector<T>(row[(i + 3 * width)..]);
            }
            var sum = Vector.Sum(a + b + (c + d));
            for (; i < row.Length; i++) sum += row[i];
            return sum;
        }

        public static void Fold(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Add(y, x, y);
    }

    readonly struct MaxFold<T> : IFold<T> where T : unmanaged, INumber<T>
    {
        public static T Fold(ReadOnlySpan<T> row) => TensorPrimitives.Max(row);

        public static void Fold(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Max(y, x, y);
    }

    readonly struct MinFold<T> : IFold<T> where T : unmanaged, INumber<T>
    {
        public static T Fold(ReadOnlySpan<T> row) => TensorPrimitives.Min(row);

        public static void Fold(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Min(y, x, y);
    }
}
