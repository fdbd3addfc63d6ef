using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>Scaling by powers of 2 for machines without an instruction for it.</summary>
internal static class Scaling
{
    /// <summary>x·2ⁿ by two factors, of which the first only moves the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V InTwoSteps<V>(V x, V n) where V : struct, ILanes<V>
    {
        var half = V.Floor(n * 0.5);
        return x * V.PowerOf2(half) * V.PowerOf2(n - half);
    }
}
