using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Functional.Cpu;

/// <summary>
/// The few vector operations that the kernels need, for one register width. <typeparamref name="V"/> is the vector itself,
/// so that the JIT keeps it in a register after specialisation. None works across lanes: what happens in a lane is the same at every
/// width. <see cref="MultiplyAdd"/> is for float and double, the others for the integers, too.
/// </summary>
internal unsafe interface IVectors<V, T> : ISummand<V, T>
    where V : struct
    where T : unmanaged
{
    static abstract V Zero { get; }
    static abstract V Broadcast(T* source);
    static abstract V MultiplyAdd(V left, V right, V sum);

    /// <summary>A vector of blocks of 16 bytes that lie apart in memory.</summary>
    static abstract V Blocks(T* source, nint apart);

    /// <summary>In each block of 16 bytes: the first halves of both, elements or pairs of them in turns; the second halves.</summary>
    static abstract V UnpackLow(V left, V right);
    static abstract V UnpackHigh(V left, V right);
    static abstract V UnpackPairsLow(V left, V right);
    static abstract V UnpackPairsHigh(V left, V right);
}

internal readonly unsafe struct Vectors128<T> : IVectors<Vector128<T>, T> where T : unmanaged
{
    public static int Count => Vector128<T>.Count;
    public static Vector128<T> Zero => Vector128<T>.Zero;
    public static Vector128<T> Nothing => -Vector128<T>.Zero;
    public static Vector128<T> Load(T* source) => Vector128.Load(source);
    public static void Store(Vector128<T> value, T* target) => value.Store(target);
    public static Vector128<T> Broadcast(T* source) => Vector128.Create(*source);
    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;
    public static Vector128<T> Subtract(Vector128<T> left, Vector128<T> right) => left - right;
    public static bool IsZero(Vector128<T> value) => Vector128.EqualsAll(value, Vector128<T>.Zero);
    public static Vector128<T> Known(Vector128<T> value) => Vector128.ConditionalSelect(Vector128.Equals(value, value), value, Vector128<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> left, Vector128<T> right, Vector128<T> sum) => typeof(T) == typeof(float)
        ? Vector128.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), sum.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), sum.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Settle(Vector128<T> sum, Vector128<T> error) => Vector128.ConditionalSelect(
        Vector128.Equals(sum - sum, Zero), sum + error, Vector128.ConditionalSelect(Vector128.Equals(sum, sum), sum, Vector128.Create(TwoSum.NaN<T>())));

    public static Vector128<T> Blocks(T* source, nint apart) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> UnpackLow(Vector128<T> left, Vector128<T> right)
    {
        if (typeof(T) == typeof(double)) return UnpackPairsLow(left, right);
        var (a, b) = (left.AsSingle(), right.AsSingle());
        return (Sse.IsSupported ? Sse.UnpackLow(a, b)
            : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
            : Vector128.Create(a[0], b[0], a[1], b[1])).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> UnpackPairsLow(Vector128<T> left, Vector128<T> right)
    {
        var (a, b) = (left.AsDouble(), right.AsDouble());
        return (Sse2.IsSupported ? Sse2.UnpackLow(a, b)
            : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
            : Vector128.Create(a[0], b[0])).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> UnpackHigh(Vector128<T> left, Vector128<T> right)
    {
        if (typeof(T) == typeof(double)) return UnpackPairsHigh(left, right);
        var (a, b) = (left.AsSingle(), right.AsSingle());
        return (Sse.IsSupported ? Sse.UnpackHigh(a, b)
            : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
            : Vector128.Create(a[2], b[2], a[3], b[3])).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> UnpackPairsHigh(Vector128<T> left, Vector128<T> right)
    {
        var (a, b) = (left.AsDouble(), right.AsDouble());
        return (Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
            : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
            : Vector128.Create(a[1], b[1])).As<double, T>();
    }
}

internal readonly unsafe struct Vectors256<T> : IVectors<Vector256<T>, T> where T : unmanaged
{
    public static int Count => Vector256<T>.Count;
    public static Vector256<T> Zero => Vector256<T>.Zero;
    public static Vector256<T> Nothing => -Vector256<T>.Zero;
    public static Vector256<T> Load(T* source) => Vector256.Load(source);
    public static void Store(Vector256<T> value, T* target) => value.Store(target);
    public static Vector256<T> Broadcast(T* source) => Vector256.Create(*source);
    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;
    public static Vector256<T> Subtract(Vector256<T> left, Vector256<T> right) => left - right;
    public static bool IsZero(Vector256<T> value) => Vector256.EqualsAll(value, Vector256<T>.Zero);
    public static Vector256<T> Known(Vector256<T> value) => Vector256.ConditionalSelect(Vector256.Equals(value, value), value, Vector256<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> left, Vector256<T> right, Vector256<T> sum) => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), sum.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), sum.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Settle(Vector256<T> sum, Vector256<T> error) => Vector256.ConditionalSelect(
        Vector256.Equals(sum - sum, Zero), sum + error, Vector256.ConditionalSelect(Vector256.Equals(sum, sum), sum, Vector256.Create(TwoSum.NaN<T>())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Blocks(T* source, nint apart) => Vector128.Load(source).ToVector256Unsafe().WithUpper(Vector128.Load(source + apart));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> UnpackLow(Vector256<T> left, Vector256<T> right) => typeof(T) == typeof(float)
        ? Avx.UnpackLow(left.AsSingle(), right.AsSingle()).As<float, T>()
        : UnpackPairsLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> UnpackPairsLow(Vector256<T> left, Vector256<T> right) => Avx.UnpackLow(left.AsDouble(), right.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> UnpackHigh(Vector256<T> left, Vector256<T> right) => typeof(T) == typeof(float)
        ? Avx.UnpackHigh(left.AsSingle(), right.AsSingle()).As<float, T>()
        : UnpackPairsHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> UnpackPairsHigh(Vector256<T> left, Vector256<T> right) => Avx.UnpackHigh(left.AsDouble(), right.AsDouble()).As<double, T>();
}

internal readonly unsafe struct Vectors512<T> : IVectors<Vector512<T>, T> where T : unmanaged
{
    public static int Count => Vector512<T>.Count;
    public static Vector512<T> Zero => Vector512<T>.Zero;
    public static Vector512<T> Nothing => -Vector512<T>.Zero;
    public static Vector512<T> Load(T* source) => Vector512.Load(source);
    public static void Store(Vector512<T> value, T* target) => value.Store(target);
    public static Vector512<T> Broadcast(T* source) => Vector512.Create(*source);
    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;
    public static Vector512<T> Subtract(Vector512<T> left, Vector512<T> right) => left - right;
    public static bool IsZero(Vector512<T> value) => Vector512.EqualsAll(value, Vector512<T>.Zero);
    public static Vector512<T> Known(Vector512<T> value) => Vector512.ConditionalSelect(Vector512.Equals(value, value), value, Vector512<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> left, Vector512<T> right, Vector512<T> sum) => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), sum.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), sum.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Settle(Vector512<T> sum, Vector512<T> error) => Vector512.ConditionalSelect(
        Vector512.Equals(sum - sum, Zero), sum + error, Vector512.ConditionalSelect(Vector512.Equals(sum, sum), sum, Vector512.Create(TwoSum.NaN<T>())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Blocks(T* source, nint apart)
        => Vectors256<T>.Blocks(source, apart).ToVector512Unsafe().WithUpper(Vectors256<T>.Blocks(source + 2 * apart, apart));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> UnpackLow(Vector512<T> left, Vector512<T> right) => typeof(T) == typeof(float)
        ? Avx512F.UnpackLow(left.AsSingle(), right.AsSingle()).As<float, T>()
        : UnpackPairsLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> UnpackPairsLow(Vector512<T> left, Vector512<T> right) => Avx512F.UnpackLow(left.AsDouble(), right.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> UnpackHigh(Vector512<T> left, Vector512<T> right) => typeof(T) == typeof(float)
        ? Avx512F.UnpackHigh(left.AsSingle(), right.AsSingle()).As<float, T>()
        : UnpackPairsHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> UnpackPairsHigh(Vector512<T> left, Vector512<T> right) => Avx512F.UnpackHigh(left.AsDouble(), right.AsDouble()).As<double, T>();
}
