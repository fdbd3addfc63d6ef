using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.Functions;

/// <summary>Numbers in a register of 128 bits.</summary>
public readonly struct Lanes128<T>(Vector128<T> v) : IRegister<Lanes128<T>, T> where T : unmanaged, INumber<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly Vector128<T> v = v;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(Inline)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    public static int Count => Vector128<T>.Count;

    /// <summary>The number in the first lane.</summary>
    internal T First => v.ToScalar();

    // memory
    /// <inheritdoc/>
    public static Lanes128<T> Load(ref readonly T source) => new(Vector128.LoadUnsafe(in source));
    /// <inheritdoc/>
    public static void Store(Lanes128<T> x, ref T target) => x.v.StoreUnsafe(ref target);
    /// <inheritdoc/>
    public static unsafe void Stream(Lanes128<T> x, T* target) => x.v.StoreAlignedNonTemporal(target);
    /// <inheritdoc/>
    public static Lanes128<T> Repeat(T value) => new(Vector128.Create(value));
    /// <inheritdoc/>
    public static void StoreMask(Lanes128<T> mask, ref bool target) => Masks.Store(mask.v.ExtractMostSignificantBits(), Count, ref target);

    // arithmetic
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Of(double value) => new(Vector128.Create(Constant.Of<T>(value)));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Like(double value, Lanes128<T> x) => Of(value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator -(Lanes128<T> x) => new(-x.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator +(Lanes128<T> a, Lanes128<T> b) => new(a.v + b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator -(Lanes128<T> a, Lanes128<T> b) => new(a.v - b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator *(Lanes128<T> a, Lanes128<T> b) => new(a.v * b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator /(Lanes128<T> a, Lanes128<T> b) => new(a.v / b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator +(Lanes128<T> a, double b) => a + Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator +(double a, Lanes128<T> b) => Of(a) + b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator -(Lanes128<T> a, double b) => a - Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator -(double a, Lanes128<T> b) => Of(a) - b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator *(Lanes128<T> a, double b) => a * Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator *(double a, Lanes128<T> b) => Of(a) * b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator /(Lanes128<T> a, double b) => a / Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> operator /(double a, Lanes128<T> b) => Of(a) / b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Sqrt(Lanes128<T> x) => new(Vector128.Sqrt(x.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Abs(Lanes128<T> x) => new(Vector128.Abs(x.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Min(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Min(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Max(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Max(a.v, b.v));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> FusedMultiplyAdd(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) => new(typeof(T) == typeof(float)
        ? Vector128.FusedMultiplyAdd(a.v.AsSingle(), b.v.AsSingle(), c.v.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(a.v.AsDouble(), b.v.AsDouble(), c.v.AsDouble()).As<double, T>());

    // rounding
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Round(Lanes128<T> x) => new(typeof(T) == typeof(float)
        ? Vector128.Round(x.v.AsSingle()).As<float, T>() : Vector128.Round(x.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Floor(Lanes128<T> x) => new(typeof(T) == typeof(float)
        ? Vector128.Floor(x.v.AsSingle()).As<float, T>() : Vector128.Floor(x.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Ceiling(Lanes128<T> x) => new(typeof(T) == typeof(float)
        ? Vector128.Ceiling(x.v.AsSingle()).As<float, T>() : Vector128.Ceiling(x.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Truncate(Lanes128<T> x) => new(typeof(T) == typeof(float)
        ? Vector128.Truncate(x.v.AsSingle()).As<float, T>() : Vector128.Truncate(x.v.AsDouble()).As<double, T>());

    // masks and bits
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Equal(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Equals(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Less(Lanes128<T> a, Lanes128<T> b) => new(Vector128.LessThan(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> LessOrEqual(Lanes128<T> a, Lanes128<T> b) => new(Vector128.LessThanOrEqual(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> a, Lanes128<T> b) => new(Vector128.ConditionalSelect(mask.v, a.v, b.v));
    /// <inheritdoc/>
    public static bool Any(Lanes128<T> mask) => !Vector128.EqualsAll(mask.v.AsInt64(), Vector128<long>.Zero);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> And(Lanes128<T> a, Lanes128<T> b) => new(a.v & b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Or(Lanes128<T> a, Lanes128<T> b) => new(a.v | b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Xor(Lanes128<T> a, Lanes128<T> b) => new(a.v ^ b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> AndNot(Lanes128<T> a, Lanes128<T> b) => new(Vector128.AndNot(a.v, b.v));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> PowerOf2(Lanes128<T> n) => Avx512F.VL.IsSupported ? Scale(Of(1), n) : ByBits(n);

    // A sum with 1.5·2²³ (2⁵²) has an integer in its last bits; a quotient's bits below those of 2²³ (2⁵²) are an integer.
    [MethodImpl(Inline)]
    static Lanes128<T> ByBits(Lanes128<T> n) => new(typeof(T) == typeof(float)
        ? (Vector128.ShiftLeft((n + 12582912).v.AsInt32(), 23) + Vector128.Create(127 << 23)).As<int, T>()
        : (Vector128.ShiftLeft((n + 6755399441055744).v.AsInt64(), 52) + Vector128.Create(1023L << 52)).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Scale(Lanes128<T> x, Lanes128<T> n) => !Avx512F.VL.IsSupported ? Scaling.InTwoSteps(x, n)
        : new(typeof(T) == typeof(float)
            ? Avx512F.VL.Scale(x.v.AsSingle(), n.v.AsSingle()).As<float, T>() : Avx512F.VL.Scale(x.v.AsDouble(), n.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Exponent(Lanes128<T> x) => typeof(T) == typeof(float)
        ? new Lanes128<T>((Vector128.ShiftRightLogical(Abs(x).v.AsInt32(), 23) | Vector128.Create(8388608f).AsInt32()).As<int, T>()) - (8388608 + 127)
        : new Lanes128<T>((Vector128.ShiftRightLogical(Abs(x).v.AsInt64(), 52) | Vector128.Create(4503599627370496d).AsInt64()).As<long, T>()) - (4503599627370496d + 1023);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Mantissa(Lanes128<T> x) => new(typeof(T) == typeof(float)
        ? (x.v.AsInt32() & Vector128.Create(0x7FFFFF) | Vector128.Create(1f).AsInt32()).As<int, T>()
        : (x.v.AsInt64() & Vector128.Create(0xFFFFFFFFFFFFF) | Vector128.Create(1d).AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static (Lanes128<T> Exponent, Lanes128<T> Mantissa) Split(Lanes128<T> x) => !Avx512F.VL.IsSupported ? Scaling.Split(x)
        : typeof(T) == typeof(float)
            ? (new(Avx512F.VL.GetExponent(x.v.AsSingle()).As<float, T>()), new(Avx512F.VL.GetMantissa(x.v.AsSingle(), Scaling.Positive).As<float, T>()))
            : (new(Avx512F.VL.GetExponent(x.v.AsDouble()).As<double, T>()), new(Avx512F.VL.GetMantissa(x.v.AsDouble(), Scaling.Positive).As<double, T>()));

    /// <inheritdoc/>
    public static Lanes128<T> Rare<F>(Lanes128<T> mask, Lanes128<T> x, Lanes128<T> y) where F : struct, IRare
        => Any(mask) ? Masks.Rare<F, Lanes128<T>, T>(mask.v.ExtractMostSignificantBits(), x, y) : y;

    /// <inheritdoc/>
    public static Lanes128<T> Rare<F>(Lanes128<T> mask, Lanes128<T> a, Lanes128<T> b, Lanes128<T> y) where F : struct, IRareZip
        => Any(mask) ? Masks.Rare<F, Lanes128<T>, T>(mask.v.ExtractMostSignificantBits(), a, b, y) : y;

    // the algebra
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Map<F>(Lanes128<T> x) where F : struct, IMapFunction => F.Apply(x);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes128<T> Zip<F>(Lanes128<T> a, Lanes128<T> b) where F : struct, IZipFunction => F.Apply(a, b);
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> WhereLess(Lanes128<T> a, Lanes128<T> b, Lanes128<T> then, Lanes128<T> otherwise) => Select(Less(a, b), then, otherwise);
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> WhereEqual(Lanes128<T> a, Lanes128<T> b, Lanes128<T> then, Lanes128<T> otherwise) => Select(Equal(a, b), then, otherwise);
}
