using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// The logarithm in two words with a relative error below 2⁻³⁵ or 2⁻⁶⁴, of which a power keeps 2⁻²⁸ or 2⁻⁵⁴ at its largest and smallest
/// (J.-M. Muller 2016, "Elementary Functions", 11).
/// </summary>
internal static class PreciseLog
{
    /// <summary>
    /// Of a positive finite x = 2ᵉ·(1 + f): e·ln 2 + 2·artanh s with s = f / (2 + f) and artanh s = s + s·z·(⅓ + z·(…)), z = s². A call of its own, as
    /// <see cref="Pow"/> is more than the compiler would put in one loop.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static DoubleWord<V> Of<V>(V x) where V : struct, ILanes<V>
    {
        var (e, f) = Binary.Split(x);
        var s = f / DoubleWord<V>.OrderedSum(V.Of(2), f);
        var z = s * s;
        var restOfThird = V.Of(V.IsSingle ? -9.934108e-09 : 1.850371707708594e-17);
        var series = DoubleWord<V>.OrderedSum(V.Of(1.0 / 3), V.FusedMultiplyAdd(z.High, Artanh.SeriesFromFifth(z.High), restOfThird));
        var rest = s * (z * series);
        var artanh = DoubleWord<V>.OrderedSum(s.High, rest.High) + (s.Low + rest.Low);
        var sum = DoubleWord<V>.OrderedSum(e * Ln2.High<V>(), artanh.High + artanh.High);
        return DoubleWord<V>.OrderedSum(sum.High, sum.Low + V.FusedMultiplyAdd(e, Ln2.Low<V>(), artanh.Low + artanh.Low));
    }
}
