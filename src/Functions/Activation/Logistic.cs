using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// σ(x) = 2ⁿ·p / q, where p is 1 and n is 0 for x ≥ 0, so that neither large nor subnormal numbers lose digits: with E = e^−|x| it is
/// 1 / (1 + E) for x ≥ 0 and E / (1 + E) below.
/// </summary>
internal readonly struct Logistic<V>(V n, DoubleWord<V> above, DoubleWord<V> below) where V : struct, ILanes<V>
{
    /// <summary>Of any x; beyond the bound both functions that are made of it are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Logistic<V> Of(V x)
    {
        var e = ReducedExp<V>.Of(Bounds.Above(-V.Abs(x), V.IsSingle ? -110 : -755));
        var (one, negative) = (V.Of(1), V.Less(x, V.Of(0)));
        var m = DoubleWord<V>.OrderedSum(one, e.Rise);
        return new(V.And(negative, e.N), new(V.Select(negative, m.High, one), V.And(negative, m.Low)), DoubleWord<V>.OrderedSum(one, V.Scale(m.High, e.N)));
    }

    internal V Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Scale((above / below).High, n);
    }

    /// <summary>The product with a weight, before the numbers become subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal V Times(V weight) => V.Scale((above * weight / below).High, n);
}
