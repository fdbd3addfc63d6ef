using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Cpu;

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
        DType.Float32 => Elementwise.Map<T, float, Between<T, float>>(x),
        DType.Float64 => Elementwise.Map<T, double, Between<T, double>>(x),
        DType.Int32 => Elementwise.Map<T, int, Between<T, int>>(x),
        DType.Int64 => Elementwise.Map<T, long, Between<T, long>>(x),
        _ => Elementwise.Map<T, bool, ToBool<T>>(x),
    };

    static ArrayTensor FromBool(ArrayTensor<bool> x, DType to) => to switch
    {
        DType.Float32 => Elementwise.Map<bool, float, OfBool<float>>(x),
        DType.Float64 => Elementwise.Map<bool, double, OfBool<double>>(x),
        DType.Int32 => Elementwise.Map<bool, int, OfBool<int>>(x),
        DType.Int64 => Elementwise.Map<bool, long, OfBool<long>>(x),
        _ => x,
    };

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
