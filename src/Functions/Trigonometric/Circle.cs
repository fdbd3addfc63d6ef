using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>Sine and cosine of an angle |r| ≤ π/4 by minimax polynomials. The second words of the results may be large.</summary>
internal static class Circle
{
    /// <summary>r + r³·p(r²), and cos r times the second word of r. The error is 2⁻²⁷·⁸ or 2⁻⁵⁷·⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoubleWord<V> Sine<V>(DoubleWord<V> r) where V : struct, ILanes<V>
    {
        var z = r.High * r.High;
        var p = V.IsSingle
            ? Polynomial.Horner(z, -0.16666654, 0.008332095, -0.0001950554)
            : Polynomial.Horner(z, -0.1666666666666663, 0.008333333333321882, -0.0001984126982941163, 2.7557313561675067e-06,
                -2.5050738576796704e-08, 1.5895702114895757e-10);
        return new(r.High, V.FusedMultiplyAdd(r.High * z, p, r.Low * V.FusedMultiplyAdd(z, V.Of(-0.5), V.Of(1))));
    }

    /// <summary>1 − r²/2 + r⁴·p(r²), without what rounding takes from r² and the difference. The error is 2⁻³²·⁶ or 2⁻⁶³·⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoubleWord<V> Cosine<V>(DoubleWord<V> r) where V : struct, ILanes<V>
    {
        var square = DoubleWord<V>.Product(r.High, r.High);
        var z = square.High;
        var p = V.IsSingle
            ? Polynomial.Horner(z, 0.04166664, -0.0013887142, 2.4414254e-05)
            : Polynomial.Horner(z, 0.041666666666666595, -0.0013888888888873307, 2.4801587288964037e-05, -2.7557314202281154e-07,
                2.0875702966252914e-09, -1.135860474964932e-11);
        var first = V.FusedMultiplyAdd(z, V.Of(-0.5), V.Of(1));
        var rest = V.FusedMultiplyAdd(z * z, p, V.FusedMultiplyAdd(z, V.Of(-0.5), 1 - first));
        return new(first, rest - V.FusedMultiplyAdd(r.High, r.Low, 0.5 * square.Low));
    }
}
