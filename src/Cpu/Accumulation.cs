using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Cpu;

/// <summary>Sums that grow in place.</summary>
internal static class Accumulation
{
    /// <summary>Adds a tensor of the same shape to a sum that nobody but the caller holds; false where the sum must be a new one.</summary>
    internal static bool TryAdd(Tensor sum, Tensor x) => (sum, x) switch
    {
        (ArrayTensor<float> a, ArrayTensor<float> b) => TryAdd(a, b),
        (ArrayTensor<double> a, ArrayTensor<double> b) => TryAdd(a, b),
        _ => false,
    };

    static bool TryAdd<T>(ArrayTensor<T> sum, ArrayTensor<T> x) where T : unmanaged, INumber<T>
    {
        if (!sum.IsContiguous || !x.IsContiguous) return false;
        if (sum.Size <= Rows.Chunk) TensorPrimitives.Add(sum.Span, x.Span, sum.Data.AsSpan(sum.Offset, sum.Size));
        else AddInParallel(sum, x);
        return true;
    }

    static void AddInParallel<T>(ArrayTensor<T> sum, ArrayTensor<T> x) where T : unmanaged, INumber<T> => Rows.Split(sum.Size, (start, length) =>
    {
        var to = sum.Data.AsSpan(sum.Offset + start, length);
        TensorPrimitives.Add(to, x.Span.Slice(start, length), to);
    });
}
