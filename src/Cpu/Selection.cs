using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>Takes each element of the tensor it runs on where the condition holds, otherwise of another.</summary>
internal readonly record struct SelectKernel(ArrayTensor<bool> Condition, ArrayTensor Otherwise) : IKernel
{
    public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged
    {
        var (condition, otherwise, y) = (Condition, (ArrayTensor<T>)Otherwise, Memory.Result<T>(x.Shape));
        Rows.ForEach(x.Shape, [condition.Strides, x.Strides, otherwise.Strides], [condition.Offset, x.Offset, otherwise.Offset], (row, count, at, stride) =>
        {
            var to = y.Target.Slice(row, count);
            int c = at[0], i = at[1], j = at[2];
            for (var k = 0; k < to.Length; k++, c += stride[0], i += stride[1], j += stride[2])
                to[k] = condition.Data[c] ? x.Data[i] : otherwise.Data[j];
        });
        return y;
    }
}

/// <summary>The choice for a row, of elements of which only the size matters.</summary>
internal static unsafe class SelectRow
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T>(bool* condition, nint step, T* x, nint xStep, T* y, nint yStep, T* to, int count) where T : unmanaged
    {
        for (var i = 0; i < count; i++, condition += step, x += xStep, y += yStep)
        {
            T a = *x, b = *y;
            to[i] = *condition ? a : b;
        }
    }
}
