using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// σ(x) = 2ⁿ·a / b: with E = e^−|x| = 2ᵏ·m that is 1 / (1 + E) for x ≥ 0, where n is 0, and 2ᵏ·m / (1 + E) below, so that no number on the way
/// is subnormal.
/// </summary>
internal readonly struct Logistic<V>(V n, DoubleWord<V> a, DoubleWord<V> b) where V : struct, ILanes<V>
{
    /// <summary>Of any x; beyond the bound both functions that are made of it are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Logistic<V> Of(V x)
    {
        var e = ReducedExp<V>.Of(Bounds.Above(-V.Abs(x), V.IsSingle ? -110 : -755));
        var (one, negative) = (V.Of(1), V.Less(x, V.Of(0)));
        var m = DoubleWord<V>.OrderedSum(one, e.Rise);
        var numerator = new DoubleWord<V>(V.Select(negative, m.High, one), V.And(negative, m.Low));
        return new(V.And(negative, e.N), numerator, DoubleWord<V>.OrderedSum(one, V.Scale(m.High, e.N)));
    }

    internal V Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Scale((a / b).High, n);
    }

    /// <summary>The product with a weight, before the numbers become subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal V Times(V weight) => V.Scale((a * weight / b).High, n);
}
