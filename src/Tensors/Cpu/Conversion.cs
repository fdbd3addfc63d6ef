using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Cpu;

/// <summary>A function of one row; <typeparamref name="TResult"/> differs from <typeparamref name="T"/> for comparisons and casts.</summary>
internal interface IRowMap<T, TResult>
{
    static abstract void Apply(ReadOnlySpan<T> x, Span<TResult> y);
}

/// <summary>Conversion between element types: saturating towards zero from floats to integers (NaN to 0), truth values to 0 and 1.</summary>
internal static class Conversion
{
    internal static ArrayTensor Cast(ArrayTensor x, DType to) => x switch
    {
        ArrayTensor<float> a => FromNumber(a, to),
        ArrayTensor<double> a => FromNumber(a, to),
        ArrayTensor<int> a => FromNumber(a, to),
        ArrayTensor<long> a => FromNumber(a, to),
        _ => FromBool((ArrayTensor<bool>)x, to),
    };

    static ArrayTensor FromNumber<T>(ArrayTensor<T> x, DType to) where T : unmanaged, INumber<T> => to switch
    {
        DType.Float32 => Map<T, float, Between<T, float>>(x),
        DType.Float64 => Map<T, double, Between<T, double>>(x),
        DType.Int32 => Map<T, int, Between<T, int>>(x),
        DType.Int64 => Map<T, long, Between<T, long>>(x),
        _ => Map<T, bool, ToBool<T>>(x),
    };

    static ArrayTensor FromBool(ArrayTensor<bool> x, DType to) => to switch
    {
        DType.Float32 => Map<bool, float, OfBool<float>>(x),
        DType.Float64 => Map<bool, double, OfBool<double>>(x),
        DType.Int32 => Map<bool, int, OfBool<int>>(x),
        DType.Int64 => Map<bool, long, OfBool<long>>(x),
        _ => x,
    };

    internal static ArrayTensor Map<T, TResult, TFunction>(ArrayTensor<T> x)
        where T : unmanaged where TResult : unmanaged where TFunction : IRowMap<T, TResult>
    {
        var y = Memory.Allocate<TResult>(x.Size);
        // Some functions of the platform refuse empty rows.
        if (x.Size == 0) return new ArrayTensor<TResult>(x.Shape, y);
        if (x.IsContiguous && x.Size <= Rows.Chunk) TFunction.Apply(x.Span, y);
        else if (x.IsContiguous) Rows.Split(x.Size, (start, length) => TFunction.Apply(x.Span.Slice(start, length), y.AsSpan(start, length)));
        else MapRows<T, TResult, TFunction>(x, y);
        return new ArrayTensor<TResult>(x.Shape, y);
    }

    static void MapRows<T, TResult, TFunction>(ArrayTensor<T> x, TResult[] y)
        where T : unmanaged where TResult : unmanaged where TFunction : IRowMap<T, TResult>
        => Rows.ForEach(x.Shape, [x.Strides], [x.Offset], (row, count, at, stride) =>
        {
            var to = y.AsSpan(row, count);
            if (stride[0] == 0)
            {
                TFunction.Apply(x.Data.AsSpan(at[0], 1), to[..1]);
                to.Fill(to[0]);
                return;
            }
            using var scratch = new StridedRow<T>(x.Data, at[0], stride[0], count);
            TFunction.Apply(scratch.Row, to);
        });

    readonly struct Between<T, TResult> : IRowMap<T, TResult> where T : unmanaged, INumber<T> where TResult : unmanaged, INumber<TResult>
    {
        public static void Apply(ReadOnlySpan<T> x, Span<TResult> y)
        {
            if (typeof(TResult) == typeof(int) || typeof(TResult) == typeof(long)) TensorPrimitives.ConvertSaturating(x, y);
            else TensorPrimitives.ConvertTruncating(x, y);
        }
    }

    readonly struct ToBool<T> : IRowMap<T, bool> where T : unmanaged, INumber<T>
    {
        public static void Apply(ReadOnlySpan<T> x, Span<bool> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = x[i] != T.Zero;
        }
    }

    readonly struct OfBool<T> : IRowMap<bool, T> where T : unmanaged, INumber<T>
    {
        public static void Apply(ReadOnlySpan<bool> x, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = x[i] ? T.One : T.Zero;
        }
    }
}
