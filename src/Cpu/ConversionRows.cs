using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>The conversion of as many elements as fill one or two vectors.</summary>
internal interface IVectorConversion<T, TResult>
{
    /// <summary>How many elements.</summary>
    static abstract int Count { get; }

    static abstract void Apply(ReadOnlySpan<T> x, Span<TResult> y);
}

/// <summary>Conversion by vectors.</summary>
internal static class ConversionRows
{
    /// <summary>Converts a row. What is left at its end fills a part of a vector: the same formula for every element, wherever it stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, TResult, TConversion>(ReadOnlySpan<T> x, Span<TResult> y)
        where T : unmanaged where TResult : unmanaged where TConversion : IVectorConversion<T, TResult>
    {
        var (count, i) = (TConversion.Count, 0);
        for (; i <= x.Length - count; i += count) TConversion.Apply(x.Slice(i, count), y.Slice(i, count));
        if (i == x.Length) return;
        Span<T> from = stackalloc T[count];
        Span<TResult> to = stackalloc TResult[count];
        from.Clear();
        x[i..].CopyTo(from);
        TConversion.Apply(from, to);
        to[..(x.Length - i)].CopyTo(y[i..]);
    }
}

internal readonly struct SingleToDouble : IVectorConversion<float, double>
{
    public static int Count => Vector<float>.Count;

    public static void Apply(ReadOnlySpan<float> x, Span<double> y)
    {
        Vector.Widen(new Vector<float>(x), out var low, out var high);
        low.CopyTo(y);
        high.CopyTo(y[Vector<double>.Count..]);
    }
}

internal readonly struct DoubleToSingle : IVectorConversion<double, float>
{
    public static int Count => Vector<float>.Count;

    public static void Apply(ReadOnlySpan<double> x, Span<float> y)
        => Vector.Narrow(new Vector<double>(x), new Vector<double>(x[Vector<double>.Count..])).CopyTo(y);
}

internal readonly struct IntegerToSingle : IVectorConversion<int, float>
{
    public static int Count => Vector<int>.Count;

    public static void Apply(ReadOnlySpan<int> x, Span<float> y) => Vector.ConvertToSingle(new Vector<int>(x)).CopyTo(y);
}

/// <summary>Towards zero, saturating, NaN to 0.</summary>
internal readonly struct SingleToInteger : IVectorConversion<float, int>
{
    public static int Count => Vector<int>.Count;

    public static void Apply(ReadOnlySpan<float> x, Span<int> y) => Vector.ConvertToInt32(new Vector<float>(x)).CopyTo(y);
}

/// <summary>Numbers of 16 bits, as bits, to float.</summary>
internal interface IWidening<TSelf> : IVectorConversion<ushort, float> where TSelf : IWidening<TSelf>
{
    /// <summary>The bits of floats for those of narrow numbers.</summary>
    static abstract Vector<uint> Widen(Vector<uint> bits);

    static int IVectorConversion<ushort, float>.Count => Vector<ushort>.Count;

    static void IVectorConversion<ushort, float>.Apply(ReadOnlySpan<ushort> x, Span<float> y)
    {
        Vector.Widen(new Vector<ushort>(x), out var low, out var high);
        Vector.AsVectorSingle(TSelf.Widen(low)).CopyTo(y);
        Vector.AsVectorSingle(TSelf.Widen(high)).CopyTo(y[Vector<float>.Count..]);
    }
}

/// <summary>Floats to numbers of 16 bits, as bits, rounded to nearest even.</summary>
internal interface INarrowing<TSelf> : IVectorConversion<float, ushort> where TSelf : INarrowing<TSelf>
{
    /// <summary>The bits of narrow numbers for those of floats.</summary>
    static abstract Vector<uint> Narrow(Vector<uint> bits);

    static int IVectorConversion<float, ushort>.Count => Vector<ushort>.Count;

    static void IVectorConversion<float, ushort>.Apply(ReadOnlySpan<float> x, Span<ushort> y)
    {
        Vector<float> low = new(x), high = new(x[Vector<float>.Count..]);
        Vector.Narrow(TSelf.Narrow(Vector.AsVectorUInt32(low)), TSelf.Narrow(Vector.AsVectorUInt32(high))).CopyTo(y);
    }
}

internal readonly struct BFloat16ToSingle : IWidening<BFloat16ToSingle>
{
    public static Vector<uint> Widen(Vector<uint> bits) => bits << 16;
}

/// <summary>See the conversion of <see cref="BFloat16"/> from float.</summary>
internal readonly struct SingleToBFloat16 : INarrowing<SingleToBFloat16>
{
    public static Vector<uint> Narrow(Vector<uint> bits)
    {
        var isNaN = Vector.GreaterThan(bits & new Vector<uint>(0x7FFF_FFFF), new Vector<uint>(0x7F80_0000));
        var rounded = bits + new Vector<uint>(0x7FFF) + (bits >> 16 & Vector<uint>.One) >> 16;
        return Vector.ConditionalSelect(isNaN, bits >> 16 | new Vector<uint>(0x0040), rounded);
    }
}

internal readonly struct HalfToSingle : IWidening<HalfToSingle>
{
    const float TwoTo112 = 5192296858534827628530496329220096f;

    public static Vector<uint> Widen(Vector<uint> bits)
    {
        var size = (bits & new Vector<uint>(0x7FFF)) << 13;
        // Half's exponent is biased by 15, float's by 127. The product also gives the subnormal numbers their exponent.
        var finite = Vector.AsVectorUInt32(Vector.AsVectorSingle(size) * new Vector<float>(TwoTo112));
        var special = Vector.GreaterThanOrEqual(size, new Vector<uint>(0x7C00 << 13));
        return Vector.ConditionalSelect(special, size | new Vector<uint>(0x7F80_0000), finite) | (bits & new Vector<uint>(0x8000)) << 16;
    }
}

internal readonly struct SingleToHalf : INarrowing<SingleToHalf>
{
    public static Vector<uint> Narrow(Vector<uint> bits)
    {
        var sign = bits & new Vector<uint>(0x8000_0000);
        var size = bits ^ sign;
        // Half's exponent is biased by 15, float's by 127; the last 13 digits are rounded off. A carry goes into the exponent, up to ∞.
        var normal = size - new Vector<uint>(112 << 23) + new Vector<uint>(0xFFF) + (size >> 13 & Vector<uint>.One) >> 13;
        // Below 2⁻¹⁴ the unit of Half stays 2⁻²⁴. That is the unit of floats from ½ on, so a sum with ½ rounds to it.
        var half = new Vector<float>(0.5f);
        var subnormal = Vector.AsVectorUInt32(Vector.AsVectorSingle(size) + half) - Vector.AsVectorUInt32(half);
        var finite = Vector.ConditionalSelect(Vector.LessThan(size, new Vector<uint>(113 << 23)), subnormal, normal);
        var isNaN = Vector.GreaterThan(size, new Vector<uint>(0x7F80_0000));
        var special = Vector.ConditionalSelect(isNaN, new Vector<uint>(0x7E00), new Vector<uint>(0x7C00));
        return Vector.ConditionalSelect(Vector.LessThan(size, new Vector<uint>(143u << 23)), finite, special) | sign >> 16;
    }
}
