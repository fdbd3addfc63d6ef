namespace Functional.Functions;

/// <summary>
/// The modified Bessel functions of the first kind of integer order, in float64 (M. Abramowitz, I. Stegun 1964, "Handbook of Mathematical
/// Functions", 9.6.10 and 9.7.1).
/// </summary>
internal static class BesselI
{
    /// <summary>From the first number on the asymptotic series has all digits before its terms grow, from the second on the value is ∞.</summary>
    const double Far = 20, Infinite = 720;

    /// <summary>The value at x ≥ 0; all terms of the series are positive.</summary>
    internal static double At(int order, double x) => x < Far ? BySeries(order, x) : ByAsymptotics(order, x);

    /// <summary>Σ (x/2)²ᵏ⁺ⁿ / (k!·(k + n)!), in two words, whose terms pass on their rounding errors.</summary>
    static double BySeries(int order, double x)
    {
        var half = new Lane<double>(0.5 * x);
        var square = DoubleWord<Lane<double>>.Product(half, half);
        var term = new DoubleWord<Lane<double>>(order == 0 ? new(1) : half, new(0));
        var (sum, rest) = (term.High.Value, 0.0);
        for (var k = 1; term.High.Value > 1e-19 * sum; k++)
        {
            term = term * square / new DoubleWord<Lane<double>>(new(k * (double)(k + order)), new(0));
            var next = sum + term.High.Value;
            rest += term.High.Value - (next - sum) + term.Low.Value;
            sum = next;
        }
        return sum + rest;
    }

    /// <summary>
    /// eˣ/√(2πx)·Σ Πⱼ ((2j − 1)² − 4n²) / (8xj), of which e⁶⁴ is multiplied at the end where all of the power is too much.
    /// </summary>
    static double ByAsymptotics(int order, double x)
    {
        if (x > Infinite) return double.PositiveInfinity;
        var (sum, term) = (0.0, 1.0);
        for (var j = 1; Math.Abs(term) > 1e-18; j++)
        {
            sum += term;
            term *= ((2 * j - 1) * (2 * j - 1) - 4 * order * order) / (8 * x * j);
        }
        var share = sum / Math.Sqrt(2 * Math.PI * x);
        return x < 700 ? Numbers.Map<Exp, double>(x) * share : Numbers.Map<Exp, double>(x - 64) * share * 6235149080811616882909238708.9;
    }
}
