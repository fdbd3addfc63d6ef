using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>Numbers by their exponents.</summary>
internal static class Binary
{
    /// <summary>x = 2ᵉ·(1 + f) with √½ ≤ 1 + f ≤ √2, for a positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (V E, V F) Split<V>(V x) where V : struct, ILanes<V>
    {
        var (e, m) = V.Split(x);
        var large = V.Less(V.Of(Math.Sqrt(2)), m);
        return (e + V.And(large, V.Of(1)), V.Select(large, 0.5 * m, m) - 1);
    }
}
