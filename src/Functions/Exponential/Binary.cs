using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>Numbers by their exponents.</summary>
internal static class Binary
{
    /// <summary>x = 2ᵉ·(1 + f) with √½ ≤ 1 + f ≤ √2, for a positive finite x. Subnormal numbers are made normal first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (V E, V F) Split<V>(V x) where V : struct, ILanes<V>
    {
        var small = V.Less(x, V.Of(V.IsSingle ? 1.17549435e-38 : 2.2250738585072014e-308));
        var normal = V.Select(small, x * (V.IsSingle ? 16777216.0 : 9007199254740992.0), x);
        var m = V.Mantissa(normal);
        var large = V.Less(V.Of(Math.Sqrt(2)), m);
        var e = V.Exponent(normal) + V.And(large, V.Of(1)) - V.And(small, V.Of(V.IsSingle ? 24 : 53));
        return (e, V.Select(large, 0.5 * m, m) - 1);
    }
}
