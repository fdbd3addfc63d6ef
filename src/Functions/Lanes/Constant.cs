using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>C# numbers as constants of lanes, and back.</summary>
internal static class Constant
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Of<T>(double value) where T : unmanaged, INumber<T>
        => typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value)
        : typeof(T) == typeof(double) ? Unsafe.BitCast<double, T>(value)
        : T.CreateTruncating(value);

    /// <summary>A float or double as a double.</summary>
    internal static double Double<T>(T value) where T : unmanaged
        => typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value) : Unsafe.BitCast<T, double>(value);
}
