using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.Functions;

/// <summary>Numbers in a register of 256 bits.</summary>
public readonly struct Lanes256<T>(Vector256<T> v) : IRegister<Lanes256<T>, T> where T : unmanaged, INumber<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly Vector256<T> v = v;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(Inline)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    public static int Count => Vector256<T>.Count;

    // memory
    /// <inheritdoc/>
    public static Lanes256<T> Load(ref readonly T source) => new(Vector256.LoadUnsafe(in source));
    /// <inheritdoc/>
    public static void Store(Lanes256<T> x, ref T target) => x.v.StoreUnsafe(ref target);
    /// <inheritdoc/>
    public static unsafe void Stream(Lanes256<T> x, T* target) => x.v.StoreAlignedNonTemporal(target);
    /// <inheritdoc/>
    public static Lanes256<T> Repeat(T value) => new(Vector256.Create(value));
    /// <inheritdoc/>
    public static void StoreMask(Lanes256<T> mask, ref bool target) => Masks.Store(mask.v.ExtractMostSignificantBits(), Count, ref target);

    // arithmetic
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Of(double value) => new(Vector256.Create(Constant.Of<T>(value)));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Like(double value, Lanes256<T> x) => Of(value);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator -(Lanes256<T> x) => new(-x.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator +(Lanes256<T> a, Lanes256<T> b) => new(a.v + b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator -(Lanes256<T> a, Lanes256<T> b) => new(a.v - b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator *(Lanes256<T> a, Lanes256<T> b) => new(a.v * b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator /(Lanes256<T> a, Lanes256<T> b) => new(a.v / b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator +(Lanes256<T> a, double b) => a + Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator +(double a, Lanes256<T> b) => Of(a) + b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator -(Lanes256<T> a, double b) => a - Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator -(double a, Lanes256<T> b) => Of(a) - b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator *(Lanes256<T> a, double b) => a * Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator *(double a, Lanes256<T> b) => Of(a) * b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator /(Lanes256<T> a, double b) => a / Of(b);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> operator /(double a, Lanes256<T> b) => Of(a) / b;
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Sqrt(Lanes256<T> x) => new(Vector256.Sqrt(x.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Abs(Lanes256<T> x) => new(Vector256.Abs(x.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Min(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Min(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Max(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Max(a.v, b.v));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> FusedMultiplyAdd(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) => new(typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(a.v.AsSingle(), b.v.AsSingle(), c.v.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(a.v.AsDouble(), b.v.AsDouble(), c.v.AsDouble()).As<double, T>());

    // rounding
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Round(Lanes256<T> x) => new(typeof(T) == typeof(float)
        ? Vector256.Round(x.v.AsSingle()).As<float, T>() : Vector256.Round(x.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Floor(Lanes256<T> x) => new(typeof(T) == typeof(float)
        ? Vector256.Floor(x.v.AsSingle()).As<float, T>() : Vector256.Floor(x.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Ceiling(Lanes256<T> x) => new(typeof(T) == typeof(float)
        ? Vector256.Ceiling(x.v.AsSingle()).As<float, T>() : Vector256.Ceiling(x.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Truncate(Lanes256<T> x) => new(typeof(T) == typeof(float)
        ? Vector256.Truncate(x.v.AsSingle()).As<float, T>() : Vector256.Truncate(x.v.AsDouble()).As<double, T>());

    // masks and bits
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Equal(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Equals(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Less(Lanes256<T> a, Lanes256<T> b) => new(Vector256.LessThan(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> LessOrEqual(Lanes256<T> a, Lanes256<T> b) => new(Vector256.LessThanOrEqual(a.v, b.v));
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> a, Lanes256<T> b) => new(Vector256.ConditionalSelect(mask.v, a.v, b.v));
    /// <inheritdoc/>
    public static bool Any(Lanes256<T> mask) => !Vector256.EqualsAll(mask.v.AsInt64(), Vector256<long>.Zero);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> And(Lanes256<T> a, Lanes256<T> b) => new(a.v & b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Or(Lanes256<T> a, Lanes256<T> b) => new(a.v | b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Xor(Lanes256<T> a, Lanes256<T> b) => new(a.v ^ b.v);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> AndNot(Lanes256<T> a, Lanes256<T> b) => new(Vector256.AndNot(a.v, b.v));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> PowerOf2(Lanes256<T> n) => Avx512F.VL.IsSupported ? Scale(Of(1), n) : ByBits(n);

    // A sum with 1.5·2²³ (2⁵²) has an integer in its last bits; a quotient's bits below those of 2²³ (2⁵²) are an integer.
    [MethodImpl(Inline)]
    static Lanes256<T> ByBits(Lanes256<T> n) => new(typeof(T) == typeof(float)
        ? (Vector256.ShiftLeft((n + 12582912).v.AsInt32(), 23) + Vector256.Create(127 << 23)).As<int, T>()
        : (Vector256.ShiftLeft((n + 6755399441055744).v.AsInt64(), 52) + Vector256.Create(1023L << 52)).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Scale(Lanes256<T> x, Lanes256<T> n) => !Avx512F.VL.IsSupported ? Scaling.InTwoSteps(x, n)
        : new(typeof(T) == typeof(float)
            ? Avx512F.VL.Scale(x.v.AsSingle(), n.v.AsSingle()).As<float, T>() : Avx512F.VL.Scale(x.v.AsDouble(), n.v.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Exponent(Lanes256<T> x) => typeof(T) == typeof(float)
        ? new Lanes256<T>((Vector256.ShiftRightLogical(Abs(x).v.AsInt32(), 23) | Vector256.Create(8388608f).AsInt32()).As<int, T>()) - (8388608 + 127)
        : new Lanes256<T>((Vector256.ShiftRightLogical(Abs(x).v.AsInt64(), 52) | Vector256.Create(4503599627370496d).AsInt64()).As<long, T>()) - (4503599627370496d + 1023);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Mantissa(Lanes256<T> x) => new(typeof(T) == typeof(float)
        ? (x.v.AsInt32() & Vector256.Create(0x7FFFFF) | Vector256.Create(1f).AsInt32()).As<int, T>()
        : (x.v.AsInt64() & Vector256.Create(0xFFFFFFFFFFFFF) | Vector256.Create(1d).AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static (Lanes256<T> Exponent, Lanes256<T> Mantissa) Split(Lanes256<T> x) => !Avx512F.VL.IsSupported ? Scaling.Split(x)
        : typeof(T) == typeof(float)
            ? (new(Avx512F.VL.GetExponent(x.v.AsSingle()).As<float, T>()), new(Avx512F.VL.GetMantissa(x.v.AsSingle(), Scaling.Positive).As<float, T>()))
            : (new(Avx512F.VL.GetExponent(x.v.AsDouble()).As<double, T>()), new(Avx512F.VL.GetMantissa(x.v.AsDouble(), Scaling.Positive).As<double, T>()));

    /// <inheritdoc/>
    public static Lanes256<T> Rare<F>(Lanes256<T> mask, Lanes256<T> x, Lanes256<T> y) where F : struct, IRare
        => Any(mask) ? Masks.Rare<F, Lanes256<T>, T>(mask.v.ExtractMostSignificantBits(), x, y) : y;

    /// <inheritdoc/>
    public static Lanes256<T> Rare<F>(Lanes256<T> mask, Lanes256<T> a, Lanes256<T> b, Lanes256<T> y) where F : struct, IRareZip
        => Any(mask) ? Masks.Rare<F, Lanes256<T>, T>(mask.v.ExtractMostSignificantBits(), a, b, y) : y;

    // the algebra
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Map<F>(Lanes256<T> x) where F : struct, IMapFunction => F.Apply(x);
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Lanes256<T> Zip<F>(Lanes256<T> a, Lanes256<T> b) where F : struct, IZipFunction => F.Apply(a, b);
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> WhereLess(Lanes256<T> a, Lanes256<T> b, Lanes256<T> then, Lanes256<T> otherwise) => Select(Less(a, b), then, otherwise);
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> WhereEqual(Lanes256<T> a, Lanes256<T> b, Lanes256<T> then, Lanes256<T> otherwise) => Select(Equal(a, b), then, otherwise);
}
