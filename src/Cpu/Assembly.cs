using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>Puts an array into a larger one, among constants.</summary>
internal readonly record struct PadKernel(Shape To, Pad Op) : IKernel
{
    public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged
    {
        var y = Memory.Result<T>(To);
        y.Target.Fill(((ArrayTensor<T>)Tensor.Full(Shape.Scalar, Op.Value, x.DType)).First);
        var (kept, from, to) = (new int[To.Rank], x.Offset, y.Offset);
        var (strides, rows) = (x.Strides, Layout.RowMajor(To));
        for (var axis = 0; axis < To.Rank; axis++)
        {
            var (low, step) = (Op.Paddings[axis].Low, Op.Paddings[axis].Between + 1);
            var first = low < 0 ? (-low + step - 1) / step : 0;
            // A division of a negative number would round up; then nothing is kept.
            var last = To[axis] > low ? Math.Min(x.Shape[axis] - 1, (To[axis] - 1 - low) / step) : -1;
            kept[axis] = Math.Max(0, last - first + 1);
            from += first * strides[axis];
            to += (low + first * step) * rows[axis];
            rows[axis] *= step;
        }
        Assembly.Copy<T>(kept, x.Data, from, strides, y.Data, to, rows);
        return y;
    }
}

/// <summary>Puts arrays side by side; the one it runs on is the first of them.</summary>
internal readonly record struct ConcatKernel(Shape To, int Axis, Few<Tensor> Parts) : IKernel
{
    public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged
    {
        var (y, rows) = (Memory.Result<T>(To), Layout.RowMajor(To));
        var start = y.Offset;
        for (var i = 0; i < Parts.Count; i++)
        {
            var part = (ArrayTensor<T>)Parts[i];
            Assembly.Copy(part.Shape, part.Data, part.Offset, part.Strides, y.Data, start, rows);
            start += part.Shape[Axis] * rows[Axis];
        }
        return y;
    }
}

/// <summary>The copy of one strided view onto another.</summary>
internal static class Assembly
{
    internal static void Copy<T>(Shape shape, T[] from, int fromOffset, int[] fromStrides, T[] to, int toOffset, int[] toStrides) where T : unmanaged
        => Rows.ForEach(shape, [fromStrides, toStrides], [fromOffset, toOffset], (_, count, at, stride) =>
        {
            if (stride[1] == 1) Layout.Strided(from, at[0], stride[0], to.AsSpan(at[1], count));
            else
                for (int i = at[0], j = at[1], k = 0; k < count; k++, i += stride[0], j += stride[1]) to[j] = from[i];
        });
}
