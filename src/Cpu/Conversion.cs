using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>
/// Conversion between element types. Floats become integers towards zero; of floats, what lies beyond the range of an integer type becomes its end, and
/// NaN 0. Integers wrap around. Whatever becomes a float is rounded once, to nearest even. Truth values are 0 and 1, and every number but 0 is true.
/// </summary>
internal static class Conversion
{
    internal static ArrayTensor Cast(ArrayTensor x, DType to)
    {
        if (x.DType == to) return x;
        if (x.IsContiguous) return x.Run(new CastKernel(to));
        // What a view repeats is converted once.
        var strides = x.Strides;
        var once = x.View(Shape.Of(x.Shape.Select((extent, axis) => strides[axis] == 0 ? Math.Min(extent, 1) : extent)), x.Offset, strides);
        return Views.Broadcast(once.Run(new CastKernel(to)), x.Shape);
    }

    readonly record struct CastKernel(DType To) : IKernel
    {
        public ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged => Dispatch.Create(To, new CastOf<T>(x));
    }

    readonly record struct CastOf<T>(ArrayTensor<T> X) : IFactory where T : unmanaged
    {
        public ArrayTensor Run<TResult>() where TResult : unmanaged => Map<T, TResult>(X, Convert);
    }

    /// <summary>Converts so many neighbouring elements.</summary>
    internal unsafe delegate void RowConversion(void* x, void* y, int count);

    /// <summary>The conversion of rows from one type to another.</summary>
    internal static RowConversion Between(DType from, DType to) => from.Dispatch<RowFrom, RowConversion>(new(to));

    readonly record struct RowFrom(DType To) : IElementWork<RowConversion>
    {
        public RowConversion Run<T>() where T : unmanaged => To.Dispatch<RowOf<T>, RowConversion>(default);
    }

    readonly struct RowOf<T> : IElementWork<RowConversion> where T : unmanaged
    {
        public unsafe RowConversion Run<TResult>() where TResult : unmanaged
            => (x, y, count) => Convert(new ReadOnlySpan<T>(x, count), new Span<TResult>(y, count));
    }

    delegate void SpanRow<T, TResult>(ReadOnlySpan<T> x, Span<TResult> y);

    static ArrayTensor<TResult> Map<T, TResult>(ArrayTensor<T> x, SpanRow<T, TResult> row) where T : unmanaged where TResult : unmanaged
    {
        var y = Memory.Result<TResult>(x.Shape);
        if (x.IsContiguous) Rows.Split(x.Size, (start, length) => row(x.Span.Slice(start, length), y.Target.Slice(start, length)));
        else
            Rows.ForEach(x.Shape, [x.Strides], [x.Offset], (start, length, at, stride) =>
            {
                using var strided = new StridedRow<T>(x.Data, at[0], stride[0], length);
                row(strided.Row, y.Target.Slice(start, length));
            });
        return y;
    }

    /// <summary>The pairs of types that meet often have vectors.</summary>
    static void Convert<T, TResult>(ReadOnlySpan<T> x, Span<TResult> y) where T : unmanaged where TResult : unmanaged
    {
        if (Is<T, TResult, float, double>()) ConversionRows.Run<float, double, SingleToDouble>(As<T, float>(x), As<TResult, double>(y));
        else if (Is<T, TResult, double, float>()) ConversionRows.Run<double, float, DoubleToSingle>(As<T, double>(x), As<TResult, float>(y));
        else if (Is<T, TResult, int, float>()) ConversionRows.Run<int, float, IntegerToSingle>(As<T, int>(x), As<TResult, float>(y));
        else if (Is<T, TResult, float, int>()) ConversionRows.Run<float, int, SingleToInteger>(As<T, float>(x), As<TResult, int>(y));
        else if (Is<T, TResult, Half, float>()) ConversionRows.Run<ushort, float, HalfToSingle>(As<T, ushort>(x), As<TResult, float>(y));
        else if (Is<T, TResult, float, Half>()) ConversionRows.Run<float, ushort, SingleToHalf>(As<T, float>(x), As<TResult, ushort>(y));
        else if (Is<T, TResult, BFloat16, float>()) ConversionRows.Run<ushort, float, BFloat16ToSingle>(As<T, ushort>(x), As<TResult, float>(y));
        else if (Is<T, TResult, float, BFloat16>()) ConversionRows.Run<float, ushort, SingleToBFloat16>(As<T, float>(x), As<TResult, ushort>(y));
        else Each(x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Each<T, TResult>(ReadOnlySpan<T> x, Span<TResult> y) where T : unmanaged where TResult : unmanaged
    {
        for (var i = 0; i < y.Length; i++) y[i] = Element.Convert<T, TResult>(x[i]);
    }

    static bool Is<T, TResult, TFrom, TTo>() => typeof(T) == typeof(TFrom) && typeof(TResult) == typeof(TTo);

    static ReadOnlySpan<TTo> As<T, TTo>(ReadOnlySpan<T> row) where T : unmanaged where TTo : unmanaged => MemoryMarshal.Cast<T, TTo>(row);

    static Span<TTo> As<T, TTo>(Span<T> row) where T : unmanaged where TTo : unmanaged => MemoryMarshal.Cast<T, TTo>(row);
}
