using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>Powers of 2 and the parts of numbers for machines without instructions for them.</summary>
internal static class Scaling
{
    /// <summary>x·2ⁿ by two factors, of which the first only moves the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V InTwoSteps<V>(V x, V n) where V : struct, ILanes<V>
    {
        var half = V.Floor(n * 0.5);
        return x * V.PowerOf2(half) * V.PowerOf2(n - half);
    }

    /// <summary>Exponent and mantissa; subnormal numbers are made normal first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (V Exponent, V Mantissa) Split<V>(V x) where V : struct, ILanes<V>
    {
        var small = V.Less(V.Abs(x), V.Of(V.IsSingle ? 1.17549435e-38 : 2.2250738585072014e-308));
        var normal = V.Select(small, x * (V.IsSingle ? 16777216.0 : 9007199254740992.0), x);
        return (V.Exponent(normal) - V.And(small, V.Of(V.IsSingle ? 24 : 53)), V.Mantissa(normal));
    }

    /// <summary>What the instruction for the mantissa is told: it is one from 1 to 2 without a sign.</summary>
    internal const byte Positive = 0b0100;
}
