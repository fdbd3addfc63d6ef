using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>Signs as bits, which 0 has, too.</summary>
internal static class Signs
{
    /// <summary>y ≥ 0 or −y, whichever has the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Copy<V>(V x, V y) where V : struct, ILanes<V> => V.Or(y, V.And(x, V.Of(-0.0)));
}
