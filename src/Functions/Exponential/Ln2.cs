using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The natural logarithm of 2 in two parts, of which the first has so few bits that its product with an exponent is exact.</summary>
internal static class Ln2
{
    internal const double Inverse = 1.4426950408889634;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V High<V>() where V : struct, ILanes<V> => V.Of(V.IsSingle ? 0.693145751953125 : 0.6931471805598903);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Low<V>() where V : struct, ILanes<V> => V.Of(V.IsSingle ? 1.428606765330187e-06 : 5.497923018708371e-14);

    /// <summary>As many digits as two words have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoubleWord<V> Precise<V>() where V : struct, ILanes<V>
        => new(V.Of(Natural.LogOf2), V.Of(V.IsSingle ? -1.9046542e-09 : 2.3190468138462996e-17));

    /// <summary>x − n·ln 2 by the first part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V MinusHigh<V>(V n, V x) where V : struct, ILanes<V> => V.FusedMultiplyAdd(n, -High<V>(), x);

    /// <summary>x − n·ln 2 by the second part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V MinusLow<V>(V n, V x) where V : struct, ILanes<V> => V.FusedMultiplyAdd(n, -Low<V>(), x);
}
