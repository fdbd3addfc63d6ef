using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>C# numbers as constants of lanes.</summary>
internal static class Constant
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Of<T>(double value) where T : unmanaged, INumber<T>
        => typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value)
        : typeof(T) == typeof(double) ? Unsafe.BitCast<double, T>(value)
        : T.CreateTruncating(value);
}
