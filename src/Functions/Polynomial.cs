using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>W. Horner's scheme.</summary>
internal static class Polynomial
{
    /// <summary>c₀ + x·(c₁ + x·(c₂ + …)), each step rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1) where V : struct, ILanes<V> => Step(x, V.Of(c1), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2) where V : struct, ILanes<V>
        => Step(x, Step(x, V.Of(c2), c1), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2, double c3) where V : struct, ILanes<V>
        => Step(x, Horner(x, c1, c2, c3), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2, double c3, double c4) where V : struct, ILanes<V>
        => Step(x, Horner(x, c1, c2, c3, c4), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2, double c3, double c4, double c5) where V : struct, ILanes<V>
        => Step(x, Horner(x, c1, c2, c3, c4, c5), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2, double c3, double c4, double c5, double c6) where V : struct, ILanes<V>
        => Step(x, Horner(x, c1, c2, c3, c4, c5, c6), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7) where V : struct, ILanes<V>
        => Step(x, Horner(x, c1, c2, c3, c4, c5, c6, c7), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8, double c9)
        where V : struct, ILanes<V>
        => Step(x, Step(x, Horner(x, c2, c3, c4, c5, c6, c7, c8, c9), c1), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7, double c8)
        where V : struct, ILanes<V>
        => Step(x, Horner(x, c1, c2, c3, c4, c5, c6, c7, c8), c0);

    /// <summary>The first terms of a long polynomial, c₀ + x·(c₁ + … x·rest).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, V rest) where V : struct, ILanes<V> => Step(x, Step(x, rest, c1), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2, V rest) where V : struct, ILanes<V> => Step(x, Horner(x, c1, c2, rest), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2, double c3, double c4, double c5, V rest) where V : struct, ILanes<V>
        => Horner(x, c0, c1, c2, Horner(x, c3, c4, c5, rest));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Step<V>(V x, V sum, double c) where V : struct, ILanes<V> => V.FusedMultiplyAdd(sum, x, V.Of(c));
}
