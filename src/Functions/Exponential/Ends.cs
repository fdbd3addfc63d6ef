using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>What logarithms are at the ends of the positive numbers and beyond.</summary>
internal static class Ends
{
    /// <summary>y for 0 &lt; x &lt; ∞, and otherwise x, −∞ at 0, NaN, which all bits are, below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V OfLog<V>(V x, V y) where V : struct, ILanes<V>
    {
        var above = V.Select(V.Less(x, V.Of(double.PositiveInfinity)), y, x);
        return V.Or(V.Select(V.Equal(x, V.Of(0)), V.Of(double.NegativeInfinity), above), V.Less(x, V.Of(0)));
    }
}
