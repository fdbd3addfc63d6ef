using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>A single number: the loop of a machine without vectors, and what numbers of generic math are computed by.</summary>
public readonly struct Lane<T>(T value) : IRegister<Lane<T>, T> where T : unmanaged, INumber<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    internal T Value => value;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(Inline)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    public static int Count => 1;

    // memory
    /// <inheritdoc/>
    public static Lane<T> Load(ref readonly T source) => new(source);
    /// <inheritdoc/>
    public static void Store(Lane<T> x, ref T target) => target = x.Value;
    /// <inheritdoc/>
    public static unsafe void Stream(Lane<T> x, T* target) => *target = x.Value;
    /// <inheritdoc/>
    public static Lane<T> Repeat(T value) => new(value);
    /// <inheritdoc/>
    public static void StoreMask(Lane<T> mask, ref bool target) => target = Any(mask);

    // arithmetic
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Of(double value) => new(Constant.Of<T>(value));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Like(double value, Lane<T> x) => Of(value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator -(Lane<T> x) => new(-x.Value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator +(Lane<T> a, Lane<T> b) => new(a.Value + b.Value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator -(Lane<T> a, Lane<T> b) => new(a.Value - b.Value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator *(Lane<T> a, Lane<T> b) => new(a.Value * b.Value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator /(Lane<T> a, Lane<T> b) => new(a.Value / b.Value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator +(Lane<T> a, double b) => a + Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator +(double a, Lane<T> b) => Of(a) + b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator -(Lane<T> a, double b) => a - Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator -(double a, Lane<T> b) => Of(a) - b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator *(Lane<T> a, double b) => a * Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator *(double a, Lane<T> b) => Of(a) * b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator /(Lane<T> a, double b) => a / Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> operator /(double a, Lane<T> b) => Of(a) / b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Sqrt(Lane<T> x) => typeof(T) == typeof(float) ? As(MathF.Sqrt(Single(x))) : As(Math.Sqrt(Double(x)));
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Abs(Lane<T> x) => typeof(T) == typeof(float) ? As(MathF.Abs(Single(x)))
        : typeof(T) == typeof(double) ? As(Math.Abs(Double(x)))
        // The most negative integer has no opposite and stays, as in a register.
        : T.IsNegative(x.Value) ? -x : x;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Min(Lane<T> a, Lane<T> b) => new(T.Min(a.Value, b.Value));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Max(Lane<T> a, Lane<T> b) => new(T.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> FusedMultiplyAdd(Lane<T> a, Lane<T> b, Lane<T> c) => typeof(T) == typeof(float)
        ? As(MathF.FusedMultiplyAdd(Single(a), Single(b), Single(c))) : As(Math.FusedMultiplyAdd(Double(a), Double(b), Double(c)));

    // rounding
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Round(Lane<T> x) => typeof(T) == typeof(float) ? As(MathF.Round(Single(x))) : As(Math.Round(Double(x)));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Floor(Lane<T> x) => typeof(T) == typeof(float) ? As(MathF.Floor(Single(x))) : As(Math.Floor(Double(x)));
    /// <inheritdoc/>
    public static Lane<T> Ceiling(Lane<T> x) => typeof(T) == typeof(float) ? As(MathF.Ceiling(Single(x))) : As(Math.Ceiling(Double(x)));
    /// <inheritdoc/>
    public static Lane<T> Truncate(Lane<T> x) => typeof(T) == typeof(float) ? As(MathF.Truncate(Single(x))) : As(Math.Truncate(Double(x)));

    // masks
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Equal(Lane<T> a, Lane<T> b) => Mask(a.Value == b.Value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Less(Lane<T> a, Lane<T> b) => Mask(a.Value < b.Value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> LessOrEqual(Lane<T> a, Lane<T> b) => Mask(a.Value <= b.Value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Select(Lane<T> mask, Lane<T> a, Lane<T> b) => Any(mask) ? a : b;
    /// <inheritdoc/>
    public static bool Any(Lane<T> mask) => Bits(mask) != 0;
    [MethodImpl(Inline)] static Lane<T> Mask(bool holds) => FromBits(holds ? -1L : 0);

    // bits
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> And(Lane<T> a, Lane<T> b) => FromBits(Bits(a) & Bits(b));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Or(Lane<T> a, Lane<T> b) => FromBits(Bits(a) | Bits(b));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Xor(Lane<T> a, Lane<T> b) => FromBits(Bits(a) ^ Bits(b));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> AndNot(Lane<T> a, Lane<T> b) => FromBits(Bits(a) & ~Bits(b));
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> PowerOf2(Lane<T> n) => typeof(T) == typeof(float)
        ? FromBits((long)((int)Single(n) + 127) << 23) : FromBits((long)Double(n) + 1023 << 52);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Scale(Lane<T> x, Lane<T> n) => Scaling.InTwoSteps(x, n);
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Exponent(Lane<T> x) => typeof(T) == typeof(float)
        ? As((float)((Bits(x) >> 23 & 0xFF) - 127)) : As((double)((Bits(x) >> 52 & 0x7FF) - 1023));
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Mantissa(Lane<T> x) => typeof(T) == typeof(float)
        ? FromBits(Bits(x) & 0x7FFFFF | 127L << 23) : FromBits(Bits(x) & 0xFFFFFFFFFFFFF | 1023L << 52);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static (Lane<T> Exponent, Lane<T> Mantissa) Split(Lane<T> x) => Scaling.Split(x);

    /// <inheritdoc/>
    public static Lane<T> Rare<F>(Lane<T> mask, Lane<T> x, Lane<T> y) where F : struct, IRare
        => Any(mask) ? new(Masks.Value<F, T>(x.Value)) : y;

    /// <inheritdoc/>
    public static Lane<T> Rare<F>(Lane<T> mask, Lane<T> a, Lane<T> b, Lane<T> y) where F : struct, IRareZip
        => Any(mask) ? new(Masks.Value<F, T>(a.Value, b.Value)) : y;

    // the algebra
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Map<F>(Lane<T> x) where F : struct, IMapFunction => F.Apply(x);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> Zip<F>(Lane<T> a, Lane<T> b) where F : struct, IZipFunction => F.Apply(a, b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> WhereLess(Lane<T> a, Lane<T> b, Lane<T> then, Lane<T> otherwise) => a.Value < b.Value ? then : otherwise;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lane<T> WhereEqual(Lane<T> a, Lane<T> b, Lane<T> then, Lane<T> otherwise) => a.Value == b.Value ? then : otherwise;

    [MethodImpl(Inline)] static Lane<T> As(float x) => new(Unsafe.BitCast<float, T>(x));
    [MethodImpl(Inline)] static Lane<T> As(double x) => new(Unsafe.BitCast<double, T>(x));
    [MethodImpl(Inline)] static float Single(Lane<T> x) => Unsafe.BitCast<T, float>(x.Value);
    [MethodImpl(Inline)] static double Double(Lane<T> x) => Unsafe.BitCast<T, double>(x.Value);

    [MethodImpl(Inline)]
    static long Bits(Lane<T> x) => Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.BitCast<T, sbyte>(x.Value),
        4 => Unsafe.BitCast<T, int>(x.Value),
        _ => Unsafe.BitCast<T, long>(x.Value),
    };

    [MethodImpl(Inline)]
    static Lane<T> FromBits(long bits) => new(Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.BitCast<sbyte, T>((sbyte)bits),
        4 => Unsafe.BitCast<int, T>((int)bits),
        _ => Unsafe.BitCast<long, T>(bits),
    });
}
