using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.Functions;

/// <summary>Numbers in a register of 512 bits.</summary>
public readonly struct Lanes512<T>(Vector512<T> v) : IRegister<Lanes512<T>, T> where T : unmanaged, INumber<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly Vector512<T> v = v;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(Inline)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    public static int Count => Vector512<T>.Count;

    // memory
    /// <inheritdoc/>
    public static Lanes512<T> Load(ref readonly T source) => new(Vector512.LoadUnsafe(in source));
    /// <inheritdoc/>
    public static void Store(Lanes512<T> x, ref T target) => x.v.StoreUnsafe(ref target);
    /// <inheritdoc/>
    public static unsafe void Stream(Lanes512<T> x, T* target) => x.v.StoreAlignedNonTemporal(target);
    /// <inheritdoc/>
    public static Lanes512<T> Repeat(T value) => new(Vector512.Create(value));
    /// <inheritdoc/>
    public static void StoreMask(Lanes512<T> mask, ref bool target) => Masks.Store(mask.v.ExtractMostSignificantBits(), Count, ref target);

    // arithmetic
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Of(double value) => new(Vector512.Create(Constant.Of<T>(value)));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Like(double value, Lanes512<T> x) => Of(value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator -(Lanes512<T> x) => new(-x.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator +(Lanes512<T> a, Lanes512<T> b) => new(a.v + b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator -(Lanes512<T> a, Lanes512<T> b) => new(a.v - b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator *(Lanes512<T> a, Lanes512<T> b) => new(a.v * b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator /(Lanes512<T> a, Lanes512<T> b) => new(a.v / b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator +(Lanes512<T> a, double b) => a + Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator +(double a, Lanes512<T> b) => Of(a) + b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator -(Lanes512<T> a, double b) => a - Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator -(double a, Lanes512<T> b) => Of(a) - b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator *(Lanes512<T> a, double b) => a * Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator *(double a, Lanes512<T> b) => Of(a) * b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator /(Lanes512<T> a, double b) => a / Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> operator /(double a, Lanes512<T> b) => Of(a) / b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Sqrt(Lanes512<T> x) => new(Vector512.Sqrt(x.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Abs(Lanes512<T> x) => new(Vector512.Abs(x.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Min(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Min(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Max(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Max(a.v, b.v));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> FusedMultiplyAdd(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) => new(typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a.v.AsSingle(), b.v.AsSingle(), c.v.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.v.AsDouble(), b.v.AsDouble(), c.v.AsDouble()).As<double, T>());

    // rounding
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Round(Lanes512<T> x) => new(typeof(T) == typeof(float)
        ? Vector512.Round(x.v.AsSingle()).As<float, T>() : Vector512.Round(x.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Floor(Lanes512<T> x) => new(typeof(T) == typeof(float)
        ? Vector512.Floor(x.v.AsSingle()).As<float, T>() : Vector512.Floor(x.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Ceiling(Lanes512<T> x) => new(typeof(T) == typeof(float)
        ? Vector512.Ceiling(x.v.AsSingle()).As<float, T>() : Vector512.Ceiling(x.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Truncate(Lanes512<T> x) => new(typeof(T) == typeof(float)
        ? Vector512.Truncate(x.v.AsSingle()).As<float, T>() : Vector512.Truncate(x.v.AsDouble()).As<double, T>());

    // masks and bits
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Equal(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Equals(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Less(Lanes512<T> a, Lanes512<T> b) => new(Vector512.LessThan(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> LessOrEqual(Lanes512<T> a, Lanes512<T> b) => new(Vector512.LessThanOrEqual(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> a, Lanes512<T> b) => new(Vector512.ConditionalSelect(mask.v, a.v, b.v));
    /// <inheritdoc/>
    public static bool Any(Lanes512<T> mask) => !Vector512.EqualsAll(mask.v.AsInt64(), Vector512<long>.Zero);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> And(Lanes512<T> a, Lanes512<T> b) => new(a.v & b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Or(Lanes512<T> a, Lanes512<T> b) => new(a.v | b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Xor(Lanes512<T> a, Lanes512<T> b) => new(a.v ^ b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> AndNot(Lanes512<T> a, Lanes512<T> b) => new(Vector512.AndNot(a.v, b.v));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> PowerOf2(Lanes512<T> n) => Avx512F.IsSupported ? Scale(Of(1), n) : ByBits(n);

    // A sum with 1.5·2²³ (2⁵²) has an integer in its last bits; a quotient's bits below those of 2²³ (2⁵²) are an integer.
    [MethodImpl(Inline)]
    static Lanes512<T> ByBits(Lanes512<T> n) => new(typeof(T) == typeof(float)
        ? (Vector512.ShiftLeft((n + 12582912).v.AsInt32(), 23) + Vector512.Create(127 << 23)).As<int, T>()
        : (Vector512.ShiftLeft((n + 6755399441055744).v.AsInt64(), 52) + Vector512.Create(1023L << 52)).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Scale(Lanes512<T> x, Lanes512<T> n) => !Avx512F.IsSupported ? Scaling.InTwoSteps(x, n)
        : new(typeof(T) == typeof(float)
            ? Avx512F.Scale(x.v.AsSingle(), n.v.AsSingle()).As<float, T>() : Avx512F.Scale(x.v.AsDouble(), n.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Exponent(Lanes512<T> x) => typeof(T) == typeof(float)
        ? new Lanes512<T>((Vector512.ShiftRightLogical(Abs(x).v.AsInt32(), 23) | Vector512.Create(8388608f).AsInt32()).As<int, T>()) - (8388608 + 127)
        : new Lanes512<T>((Vector512.ShiftRightLogical(Abs(x).v.AsInt64(), 52) | Vector512.Create(4503599627370496d).AsInt64()).As<long, T>()) - (4503599627370496d + 1023);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Mantissa(Lanes512<T> x) => new(typeof(T) == typeof(float)
        ? (x.v.AsInt32() & Vector512.Create(0x7FFFFF) | Vector512.Create(1f).AsInt32()).As<int, T>()
        : (x.v.AsInt64() & Vector512.Create(0xFFFFFFFFFFFFF) | Vector512.Create(1d).AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static (Lanes512<T> Exponent, Lanes512<T> Mantissa) Split(Lanes512<T> x) => !Avx512F.IsSupported ? Scaling.Split(x)
        : typeof(T) == typeof(float)
            ? (new(Avx512F.GetExponent(x.v.AsSingle()).As<float, T>()), new(Avx512F.GetMantissa(x.v.AsSingle(), Scaling.Positive).As<float, T>()))
            : (new(Avx512F.GetExponent(x.v.AsDouble()).As<double, T>()), new(Avx512F.GetMantissa(x.v.AsDouble(), Scaling.Positive).As<double, T>()));

    /// <inheritdoc/>
    public static Lanes512<T> Rare<F>(Lanes512<T> mask, Lanes512<T> x, Lanes512<T> y) where F : struct, IRare
        => Any(mask) ? Masks.Rare<F, Lanes512<T>, T>(mask.v.ExtractMostSignificantBits(), x, y) : y;

    /// <inheritdoc/>
    public static Lanes512<T> Rare<F>(Lanes512<T> mask, Lanes512<T> a, Lanes512<T> b, Lanes512<T> y) where F : struct, IRareZip
        => Any(mask) ? Masks.Rare<F, Lanes512<T>, T>(mask.v.ExtractMostSignificantBits(), a, b, y) : y;

    // the algebra
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Map<F>(Lanes512<T> x) where F : struct, IMapFunction => F.Apply(x);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes512<T> Zip<F>(Lanes512<T> a, Lanes512<T> b) where F : struct, IZipFunction => F.Apply(a, b);
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> WhereLess(Lanes512<T> a, Lanes512<T> b, Lanes512<T> then, Lanes512<T> otherwise) => Select(Less(a, b), then, otherwise);
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> WhereEqual(Lanes512<T> a, Lanes512<T> b, Lanes512<T> then, Lanes512<T> otherwise) => Select(Equal(a, b), then, otherwise);
}
