using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;
using static System.Runtime.CompilerServices.Unsafe;

namespace Functional.Primitives;

/// <summary>
/// The conversion of one element. Every type goes by way of long or double, which hold all its values exactly, so that what is rounded is
/// rounded once. The JIT leaves one branch of each of these for a pair of types.
/// </summary>
public static class Element
{
    /// <summary>
    /// One element as another type: from floats to integers towards zero, beyond their range the nearest one; from integers to narrower ones modulo
    /// their range, as casts of C# do; nonzero to true.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static TResult Convert<T, TResult>(T x) where T : unmanaged where TResult : unmanaged
        => IsFloat<T>() ? FromFloat<TResult>(ToDouble(x)) : FromInteger<TResult>(ToInteger(x));

    static bool IsFloat<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16);

    [MethodImpl(AggressiveInlining)]
    static double ToDouble<T>(T x) where T : unmanaged
        => typeof(T) == typeof(float) ? BitCast<T, float>(x)
        : typeof(T) == typeof(Half) ? (double)BitCast<T, Half>(x)
        : typeof(T) == typeof(BFloat16) ? (double)BitCast<T, BFloat16>(x)
        : BitCast<T, double>(x);

    [MethodImpl(AggressiveInlining)]
    static long ToInteger<T>(T x) where T : unmanaged
        => typeof(T) == typeof(bool) ? BitCast<T, bool>(x) ? 1 : 0
        : typeof(T) == typeof(byte) ? BitCast<T, byte>(x)
        : typeof(T) == typeof(int) ? BitCast<T, int>(x)
        : BitCast<T, long>(x);

    [MethodImpl(AggressiveInlining)]
    static T FromFloat<T>(double x) where T : unmanaged
        => typeof(T) == typeof(float) ? BitCast<float, T>((float)x)
        : typeof(T) == typeof(double) ? BitCast<double, T>(x)
        : typeof(T) == typeof(Half) ? BitCast<Half, T>((Half)x)
        : typeof(T) == typeof(BFloat16) ? BitCast<BFloat16, T>((BFloat16)x)
        : typeof(T) == typeof(bool) ? BitCast<bool, T>(x != 0)
        : typeof(T) == typeof(byte) ? BitCast<byte, T>(byte.CreateSaturating(x))
        : typeof(T) == typeof(int) ? BitCast<int, T>(int.CreateSaturating(x))
        : BitCast<long, T>(long.CreateSaturating(x));

    [MethodImpl(AggressiveInlining)]
    static T FromInteger<T>(long x) where T : unmanaged
        => typeof(T) == typeof(float) ? BitCast<float, T>(x)
        : typeof(T) == typeof(double) ? BitCast<double, T>(x)
        // A float holds exactly what is not beyond the range of Half.
        : typeof(T) == typeof(Half) ? BitCast<Half, T>((Half)(float)x)
        : typeof(T) == typeof(BFloat16) ? BitCast<BFloat16, T>((BFloat16)x)
        : typeof(T) == typeof(bool) ? BitCast<bool, T>(x != 0)
        : typeof(T) == typeof(byte) ? BitCast<byte, T>(unchecked((byte)x))
        : typeof(T) == typeof(int) ? BitCast<int, T>(unchecked((int)x))
        : BitCast<long, T>(x);
}
