using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>Bounds beyond which a function has its limit, so that no step on the way to it overflows.</summary>
internal static class Bounds
{
    /// <summary>The number within the bounds that is nearest to x; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Clamp<V>(V x, double low, double high) where V : struct, ILanes<V> => Below(Above(x, low), high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Above<V>(V x, double low) where V : struct, ILanes<V> => V.Select(V.Less(x, V.Of(low)), V.Of(low), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Below<V>(V x, double high) where V : struct, ILanes<V> => V.Select(V.Less(V.Of(high), x), V.Of(high), x);
}
