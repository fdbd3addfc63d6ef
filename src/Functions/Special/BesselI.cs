namespace Functional.Functions;

/// <summary>
/// The modified Bessel functions of the first kind of integer order, in float64 (M. Abramowitz, I. Stegun 1964, "Handbook of Mathematical Functions",
/// 9.6.10 and 9.7.1).
/// </summary>
internal static class BesselI
{
    /// <summary>From here on the asymptotic series has all digits before its terms grow.</summary>
    const double Far = 40;

    /// <summary>The value at x ≥ 0; all terms of the series are positive.</summary>
    internal static double At(int order, double x) => x < Far ? BySeries(order, x) : ByAsymptotics(order, x);

    /// <summary>Σ (x/2)²ᵏ⁺ⁿ / (k!·(k + n)!).</summary>
    static double BySeries(int order, double x)
    {
        var half = 0.5 * x;
        var (sum, rest) = (order == 0 ? 1 : half, 0.0);
        var (term, square) = (sum, half * half);
        for (var k = 1; term > 1e-19 * sum; k++)
        {
            term *= square / (k * (double)(k + order));
            var next = sum + term;
            rest += term - (next - sum);
            sum = next;
        }
        return sum + rest;
    }

    /// <summary>eˣ/√(2πx)·Σ Πⱼ ((2j − 1)² − 4n²) / (8xj), of which half of the power is multiplied at the end, for all of it may be too much.</summary>
    static double ByAsymptotics(int order, double x)
    {
        if (double.IsPositiveInfinity(x)) return x;
        var (sum, term) = (0.0, 1.0);
        for (var j = 1; Math.Abs(term) > 1e-18; j++)
        {
            sum += term;
            term *= ((2 * j - 1) * (2 * j - 1) - 4 * order * order) / (8 * x * j);
        }
        var root = Numbers.Map<Exp, double>(0.5 * x);
        return root * (sum / Math.Sqrt(2 * Math.PI * x)) * root;
    }
}
