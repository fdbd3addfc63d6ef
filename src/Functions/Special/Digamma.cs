using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The derivative of log |Γ(x)|; NaN at 0, −1, −2, … (M. Abramowitz, I. Stegun 1964, "Handbook of Mathematical Functions", 6.3).</summary>
public readonly struct Digamma : IMapFunction, IRare
{
    /// <inheritdoc/>
    public static string Name => "Digamma";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Zip<Polygamma>(A.Like(1, x), x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Digamma, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Digamma>(V.LessOrEqual(x, V.Of(0)), x, AtPositive(x));

    /// <summary>Near 0 by ψ(x) = ψ(1 + x) − 1/x; the digits hold but at the zeros.</summary>
    public static double At(double x) => x == Math.Floor(x) ? double.NaN
        : x > -0.25 ? AtPositive<Lane<double>>(new(1 + x)).Value - 1 / x
        : Reflection.Digamma(x);

    /// <summary>At x &gt; 0. The equation ψ(x + 1) = ψ(x) + 1/x leads to 1 … 2.5; from 10 on stands the asymptotic series.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static V AtPositive<V>(V x) where V : struct, ILanes<V>
    {
        var (one, large, small) = (V.Of(1), V.LessOrEqual(V.Of(10), x), V.Less(x, V.Of(1)));
        var y = x + V.And(small, one);
        var sum = V.And(small, -1 / x);
        for (var k = 0; k < 8; k++)
        {
            var step = V.Less(V.Of(2.5), y);
            y -= V.And(step, one);
            sum += V.And(step, 1 / y);
        }
        return V.Select(large, Asymptotic(x), V.FusedMultiplyAdd(FromZero(V.Select(small, x, y), -V.And(small, one)), Slope(y - 1.75), sum));
    }

    /// <summary>log x − 1/(2x) − Σ B₂ₖ / (2k·x²ᵏ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Asymptotic<V>(V x) where V : struct, ILanes<V> => V.Map<Log>(x) - (0.5 / x + Series(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Series<V>(V x) where V : struct, ILanes<V>
    {
        var inverse = 1 / x;
        var z = inverse * inverse;
        return z * (V.IsSingle
            ? Polynomial.Horner(z, 0.08333333333333333, -0.008333333333333333, 0.003968253968253968)
            : Polynomial.Horner(z, 0.08333333333333333, -0.008333333333333333, 0.003968253968253968, -0.004166666666666667, 0.007575757575757576,
                -0.021092796092796094, 0.08333333333333333, -0.4432598039215686));
    }

    /// <summary>x − n − x₀ for the zero x₀ = 1.4616… in two parts and n = 0 or −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V FromZero<V>(V x, V n) where V : struct, ILanes<V>
        => x - ((V.IsSingle ? 1.4616321 : 1.4616321449683622) + n) - (V.IsSingle ? 1.243815e-08 : 9.549995429965697e-17);

    /// <summary>ψ(x) / (x − x₀) at z = x − 1.75 for 1 ≤ x ≤ 2.5, interpolated at the nodes of Chebyshev; the error is 2⁻²⁵ or 2⁻⁵⁴·⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Slope<V>(V z) where V : struct, ILanes<V> => V.IsSingle
        ? Polynomial.Horner(z, 0.8581832, -0.3262546, Polynomial.Horner(z, 0.1571218, -0.08228655, 0.044764943, -0.024870222, 0.014241937,
            -0.008056777, 0.003658333, -0.0020806277, 0.002634603, -0.0015038744))
        : Polynomial.Horner(z, 0.8581832171262995, -0.3262546278681058, 0.1571201133520425, -0.08228558635575821, 0.044799654452774916,
            -0.024890048490209468, Polynomial.Horner(z, 0.013985786184791904, -0.007910468743092616, 0.004491813674871815, -0.002556687022444161,
            0.0014573752539003284, -0.0008314922548000915, Polynomial.Horner(z, 0.00047467512280592556, -0.00027112201887262866,
            0.00015486636037579158, -8.825337668837312e-05, 5.042255206575745e-05, -2.9533939397506967e-05, Polynomial.Horner(z,
            1.6875489208875358e-05, -7.986967288663832e-06, 4.5638433261049305e-06, -5.187036209674536e-06, 2.964002015923038e-06,
            9.160503487595705e-07, -5.234593572155203e-07, -1.247403485022778e-06, 7.128014565586763e-07))));
}
