using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>π/2 in three parts, each the part before it rounded off.</summary>
internal static class RightAngle
{
    internal const double Inverse = 2 / Math.PI;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V First<V>() where V : struct, ILanes<V> => V.Of(V.IsSingle ? 1.5707963705062866 : 1.5707963267948966);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Second<V>() where V : struct, ILanes<V> => V.Of(V.IsSingle ? -4.371138828673793e-08 : 6.123233995736766e-17);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Third<V>() where V : struct, ILanes<V> => V.Of(V.IsSingle ? -1.7151245100058819e-15 : -1.4973849048591698e-33);

    /// <summary>The first two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoubleWord<V> Precise<V>() where V : struct, ILanes<V> => new(First<V>(), Second<V>());
}
