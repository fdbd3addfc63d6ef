using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// An angle n·π/2 + r with an integer n and |r| ≤ π/4 in two words, with its functions
/// (W. Cody, W. Waite 1980, "Software Manual for the Elementary Functions"; J.-M. Muller 2016, "Elementary Functions", 11).
/// </summary>
internal readonly struct ReducedAngle<V>(V n, DoubleWord<V> r) where V : struct, ILanes<V>
{
    internal readonly V N = n;
    internal readonly DoubleWord<V> R = r;

    /// <summary>Where three parts of π/2 do not have enough digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V IsHuge(V x) => V.Less(V.Of(V.IsSingle ? 1 << 17 : 1 << 30), V.Abs(x));

    /// <summary>Of x that is not huge. The first step is exact, as x and the first part of π/2 have few bits below those that vanish.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReducedAngle<V> Of(V x)
    {
        var n = V.Round(x * RightAngle.Inverse);
        var second = DoubleWord<V>.Product(n, RightAngle.Second<V>());
        var rest = DoubleWord<V>.OrderedSum(V.FusedMultiplyAdd(n, -RightAngle.First<V>(), x), -second.High);
        return new(n, rest + V.FusedMultiplyAdd(n, -RightAngle.Third<V>(), -second.Low));
    }

    /// <summary>±sin r, or ±cos r for an odd n; minus for n = 2, 3 of 4.</summary>
    internal V Sine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Negative(V.Floor(0.5 * N), Either(Circle.Sine(R), Circle.Cosine(R)));
    }

    /// <summary>±cos r, or ±sin r for an odd n; minus for n = 1, 2 of 4.</summary>
    internal V Cosine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Negative(V.Ceiling(0.5 * N), Either(Circle.Cosine(R), Circle.Sine(R)));
    }

    /// <summary>sin r / cos r, or −cos r / sin r for an odd n.</summary>
    internal DoubleWord<V> Tangent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var (odd, sine, cosine) = (IsOdd(N), Circle.Sine(R), Circle.Cosine(R));
            var above = DoubleWord<V>.OrderedSum(V.Select(odd, -cosine.High, sine.High), V.Select(odd, -cosine.Low, sine.Low));
            var below = DoubleWord<V>.OrderedSum(V.Select(odd, sine.High, cosine.High), V.Select(odd, sine.Low, cosine.Low));
            return above / below;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V Either(DoubleWord<V> even, DoubleWord<V> odd) => V.Select(IsOdd(N), odd.High + odd.Low, even.High + even.Low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Negative(V halfTurns, V y) => V.Xor(y, V.And(IsOdd(halfTurns), V.Of(-0.0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IsOdd(V n) => V.Less(V.Floor(0.5 * n), 0.5 * n);
}
