using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>log |Γ(x)|; +∞ at 0, −1, −2, … (M. Abramowitz, I. Stegun 1964, "Handbook of Mathematical Functions", 6.1).</summary>
public readonly struct LogGamma : IMapFunction, IRare
{
    /// <inheritdoc/>
    public static string Name => "LogGamma";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Digamma>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<LogGamma, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<LogGamma>(V.Less(x, V.Of(0)), x, AtPositive(x));

    /// <summary>Near 0 by Γ(x) = Γ(1 + x) / x; the digits hold but at the zeros below −2.</summary>
    public static double At(double x) => x == Math.Floor(x) ? double.PositiveInfinity
        : x > -0.5 ? AtPositive<Lane<double>>(new(1 + x)).Value - Log.Apply(new Lane<double>(-x)).Value
        : Reflection.LogGamma(x);

    /// <summary>At x ≥ 0. The equation Γ(x + 1) = x·Γ(x) leads to 1 … 2.5; from 10 on stands Stirling's series.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static V AtPositive<V>(V x) where V : struct, ILanes<V>
    {
        var (one, large, small) = (V.Of(1), V.LessOrEqual(V.Of(10), x), V.Less(x, V.Of(1)));
        var (y, product) = (x + V.And(small, one), one);
        for (var k = 0; k < 8; k++)
        {
            var step = V.Less(V.Of(2.5), y);
            y -= V.And(step, one);
            product *= V.Select(step, y, one);
        }
        var log = V.Map<Log>(V.Select(large, x, V.Select(small, x, product)));
        // x + 1 may be rounded, but not its distances from the zeros.
        var fromZeros = V.Select(small, x * (x - 1), (y - 1) * (y - 2));
        var near = V.FusedMultiplyAdd(fromZeros, BetweenZeros(y - 1.75), V.Select(small, -log, log));
        return V.Select(large, Stirling(x, log), near);
    }

    /// <summary>(x − ½)·(log x − 1) + ½·log 2π − ½ + Σ B₂ₖ / (2k·(2k − 1)·x²ᵏ⁻¹).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Stirling<V>(V x, V log) where V : struct, ILanes<V> => V.FusedMultiplyAdd(x - 0.5, log - 1, Series(x) + 0.41893853320467274);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Series<V>(V x) where V : struct, ILanes<V>
    {
        var inverse = 1 / x;
        var z = inverse * inverse;
        return inverse * (V.IsSingle
            ? Polynomial.Horner(z, 0.08333333333333333, -0.002777777777777778, 0.0007936507936507937)
            : Polynomial.Horner(z, 0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953, 0.0008417508417508417,
                -0.0019175269175269176, 0.00641025641025641, -0.029550653594771242));
    }

    /// <summary>log Γ(x) / ((x − 1)·(x − 2)) at z = x − 1.75 for 1 ≤ x ≤ 2.5, interpolated at the nodes of Chebyshev; the error is 2⁻²⁶·⁴ or 2⁻⁵⁴·⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V BetweenZeros<V>(V z) where V : struct, ILanes<V> => V.IsSingle
        ? Polynomial.Horner(z, 0.4501393, -0.119481586, Polynomial.Horner(z, 0.044520587, -0.019054033, 0.008773534, -0.004224672, 0.0021165367,
            -0.0010718317, 0.0004761437, -0.00024632487, 0.00024690444, -0.00013117775))
        : Polynomial.Horner(z, 0.4501393121092563, -0.11948158662524275, 0.04452044719850941, -0.019053957830247412, 0.008776370425277888,
            -0.004226194125928346, Polynomial.Horner(z, 0.0020955338792364464, -0.0010605660749412342, 0.0005448970025495887, -0.0002831906297104388,
            0.00014851664114522942, -7.846167352252309e-05, Polynomial.Horner(z, 4.170624738675929e-05, -2.228191217665965e-05, 1.194597872164936e-05,
            -6.434822788014993e-06, 3.516434844428187e-06, -1.9066804238023735e-06, Polynomial.Horner(z, 9.424957587698116e-07,
            -5.128211509102332e-07, 4.346200532078776e-07, -2.386040832536453e-07, -3.336913537804954e-08, 1.8847734392676648e-08,
            9.11277895517167e-08, -5.0333679908980265e-08))));
}
