using System.Numerics;
using Functional.Functions;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>Elementwise functions of whole tensors of one shape, in parallel, whatever the strides.</summary>
internal static unsafe class Elementwise
{
    internal static ArrayTensor Apply<F>(in Few<Tensor> x) where F : struct, IPass => ((ArrayTensor)x[0]).OnNumbers(new Numbers<F>(x));

    /// <summary>Truth values, for a function that gives masks.</summary>
    internal static ArrayTensor Relate<F>(in Few<Tensor> x) where F : struct, IPass => ((ArrayTensor)x[0]).OnNumbers(new Relations<F>(x));

    /// <summary>Truth values of truth values, for a function of their bytes, or integers of integers.</summary>
    internal static ArrayTensor Connect<F>(in Few<Tensor> x) where F : struct, IPass => x[0].DType switch
    {
        DType.Bool => Apply<bool, byte, byte, F>(x),
        DType.Int64 => Apply<long, long, long, F>(x),
        _ => Apply<int, int, int, F>(x),
    };

    readonly struct Numbers<F>(Few<Tensor> x) : INumberKernel where F : struct, IPass
    {
        public ArrayTensor Run<T>(ArrayTensor<T> first) where T : unmanaged, INumber<T> => Apply<T, T, T, F>(x);
    }

    readonly struct Relations<F>(Few<Tensor> x) : INumberKernel where F : struct, IPass
    {
        public ArrayTensor Run<T>(ArrayTensor<T> first) where T : unmanaged, INumber<T> => Apply<T, T, bool, F>(x);
    }

    /// <summary>The array of results; elements are computed as <typeparamref name="TLane"/>, of the size of <typeparamref name="T"/>.</summary>
    static ArrayTensor Apply<T, TLane, TResult, F>(in Few<Tensor> inputs)
        where T : unmanaged where TLane : unmanaged, INumber<TLane> where TResult : unmanaged where F : struct, IPass
    {
        var a = (ArrayTensor<T>)inputs[0];
        var b = F.Inputs > 1 ? (ArrayTensor<T>)inputs[1] : a;
        var c = F.Inputs > 2 ? (ArrayTensor<T>)inputs[2] : a;
        var d = F.Inputs > 3 ? (ArrayTensor<T>)inputs[3] : a;
        return typeof(T) == typeof(bool) ? Fill<T, TLane, TResult, F, bool>(a, b, c, d) : Fill<T, TLane, TResult, F, TResult>(a, b, c, d);
    }

    static ArrayTensor<TElement> Fill<T, TLane, TResult, F, TElement>(ArrayTensor<T> a, ArrayTensor<T> b, ArrayTensor<T> c, ArrayTensor<T> d)
        where T : unmanaged where TLane : unmanaged, INumber<TLane> where TResult : unmanaged where F : struct, IPass where TElement : unmanaged
    {
        var y = Memory.Result<TElement>(a.Shape);
        if (a.Size == 0) return y;
        if (a.IsRow && (F.Inputs < 2 || b.IsRow) && (F.Inputs < 3 || c.IsRow) && (F.Inputs < 4 || d.IsRow))
            fixed (T* pa = a.Data, pb = b.Data, pc = c.Data, pd = d.Data)
            fixed (TElement* py = &y.First)
                Pass<TLane, TResult, F>.Run(new((TLane*)(pa + a.Offset), a.RowStep, (TLane*)(pb + b.Offset), b.RowStep,
                    (TLane*)(pc + c.Offset), c.RowStep, (TLane*)(pd + d.Offset), d.RowStep, py, a.Size));
        else FillRows<T, TLane, TResult, F, TElement>([a, b, c, d], y);
        return y;
    }

    static void FillRows<T, TLane, TResult, F, TElement>(ArrayTensor<T>[] x, ArrayTensor<TElement> y)
        where T : unmanaged where TLane : unmanaged, INumber<TLane> where TResult : unmanaged where F : struct, IPass where TElement : unmanaged
        => Rows.ForEach(x[0].Shape, Array.ConvertAll(x, each => each.Strides), Array.ConvertAll(x, each => each.Offset), (row, count, at, stride) =>
        {
            using var a = new StridedRow<T>(x[0].Data, at[0], stride[0], count);
            using var b = new StridedRow<T>(x[1].Data, at[1], F.Inputs > 1 ? stride[1] : 0, count);
            using var c = new StridedRow<T>(x[2].Data, at[2], F.Inputs > 2 ? stride[2] : 0, count);
            using var d = new StridedRow<T>(x[3].Data, at[3], F.Inputs > 3 ? stride[3] : 0, count);
            fixed (T* pa = a.Row, pb = b.Row, pc = c.Row, pd = d.Row)
            fixed (TElement* py = &y.Data[y.Offset + row])
                Pass<TLane, TResult, F>.Run(new((TLane*)pa, a.Step, (TLane*)pb, b.Step, (TLane*)pc, c.Step, (TLane*)pd, d.Step, py, count));
        });
}
