using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>What logarithms are at the ends of the positive numbers and beyond.</summary>
internal static class Ends
{
    /// <summary>y for 0 &lt; x &lt; ∞, and otherwise x, −∞ at 0, NaN below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V OfLog<V>(V x, V y) where V : struct, ILanes<V>
    {
        var below = V.Select(V.Equal(x, V.Of(0)), V.Of(double.NegativeInfinity), V.Of(double.NaN));
        return V.Select(V.LessOrEqual(x, V.Of(0)), below, V.Select(V.Less(x, V.Of(double.PositiveInfinity)), y, x));
    }
}
