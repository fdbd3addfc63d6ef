using System.Numerics;

namespace Functional.Cpu;

/// <summary>The matrix products of two views, one for every index of their leading axes.</summary>
internal static unsafe class Contractions
{
    internal static ArrayTensor MatMul(ArrayTensor a, ArrayTensor b, Shape to)
        => a.DType.IsFloat() ? a.OnFloats(new FloatKernel(b, to)) : a.OnNumbers(new NumberKernel(b, to));

    readonly record struct FloatKernel(ArrayTensor B, Shape To) : IFloatKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> a) where T : unmanaged, IFloatingPointIeee754<T> => MatMul(a, (ArrayTensor<T>)B, To);
    }

    readonly record struct NumberKernel(ArrayTensor B, Shape To) : INumberKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> a) where T : unmanaged, INumber<T> => MatMulOfIntegers(a, (ArrayTensor<T>)B, To);
    }

    static ArrayTensor MatMul<T>(ArrayTensor<T> a, ArrayTensor<T> b, Shape to) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Memory.Result<T>(to);
        if (to.Size == 0) return y;
        var (left, right) = (new MatrixView(a), new MatrixView(b));
        fixed (T* pa = a.Data, pb = b.Data, py = &y.First)
            if (to.Rank == 2)
                Gemm.Multiply(left.Rows, right.Columns, left.Columns, pa + a.Offset, left.Row, left.Column, pb + b.Offset, right.Row, right.Column, py, right.Columns);
            else
                GemmBatch.MultiplyBatch(left.Rows, right.Columns, left.Columns,
                    pa, Offsets(a), left.Row, left.Column, pb, Offsets(b), right.Row, right.Column, py, (nint)left.Rows * right.Columns, right.Columns);
        return y;
    }

    static ArrayTensor MatMulOfIntegers<T>(ArrayTensor<T> a, ArrayTensor<T> b, Shape to) where T : unmanaged, INumber<T>
    {
        var y = Memory.Result<T>(to);
        if (to.Size == 0) return y;
        var (left, right, aOffsets, bOffsets) = (new MatrixView(a), new MatrixView(b), Offsets(a), Offsets(b));
        fixed (T* pa = a.Data, pb = b.Data, py = &y.First)
            for (var i = 0; i < aOffsets.Length; i++)
                Gemm.MultiplyNaive(left.Rows, right.Columns, left.Columns,
                    pa + aOffsets[i], left.Row, left.Column, pb + bOffsets[i], right.Row, right.Column, py + (nint)i * left.Rows * right.Columns, right.Columns);
        return y;
    }

    /// <summary>Where each matrix of the leading axes begins in the array.</summary>
    static nint[] Offsets(ArrayTensor x)
    {
        var strides = x.Strides;
        var offsets = new nint[Indexing.Product(x.Shape, 0, x.Rank - 2)];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = x.Offset;
            for (int axis = x.Rank - 3, rest = i; axis >= 0; rest /= x.Shape[axis], axis--) offsets[i] += rest % x.Shape[axis] * strides[axis];
        }
        return offsets;
    }

    /// <summary>The extents and strides of the matrix in the last two axes.</summary>
    readonly struct MatrixView(ArrayTensor x)
    {
        readonly int[] strides = x.Strides;

        internal int Rows => x.Shape[-2];

        internal int Columns => x.Shape[-1];

        internal int Row => strides[^2];

        internal int Column => strides[^1];
    }
}
