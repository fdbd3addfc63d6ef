namespace Functional.Functions;

/// <summary>
/// The gamma function and its kin in float64, with a relative error of some units in the last place, but absolute near zeros at negative x
/// (M. Abramowitz, I. Stegun 1964, "Handbook of Mathematical Functions", 6.1 to 6.4 and 23.2).
/// </summary>
internal static class Gamma
{
    /// <summary>From here on the asymptotic series give all digits.</summary>
    const double Large = 10;

    const double Euler = 0.57721566490153286061;

    /// <summary>The zero of the digamma function at positive x, in two parts.</summary>
    const double Root = 1.4616321449683622, RootRest = 9.5499954299656977e-17;

    /// <summary>B₂, B₄, …</summary>
    static readonly double[] bernoulli =
    [
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730,
        7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330, 854513.0 / 138, -236364091.0 / 2730,
    ];

    /// <summary>log Γ(2 + z) = (1 − γ)·z + Σ (ζ(k) − 1)·(−z)ᵏ/k, whose terms fall as 4⁻ᵏ for |z| up to ½; highest power first.</summary>
    static readonly double[] aboutTwo =
        [.. Enumerable.Range(2, 27).Reverse().Select(k => (k % 2 == 0 ? 1 : -1) * Zeta(k, 2) / k), 1 - Euler, 0];

    /// <summary>ψ(r + h) = Σ (−1)ᵏ⁺¹·ζ(k + 1, r)·hᵏ at the zero r; highest power first.</summary>
    static readonly double[] aboutRoot = [.. Enumerable.Range(1, 24).Reverse().Select(k => (k % 2 == 0 ? -1 : 1) * Zeta(k + 1, Root)), 0];

    internal static double Logarithm(double x)
    {
        if (!double.IsFinite(x)) return Math.Abs(x);
        if (x <= 0) return x == Math.Floor(x) ? double.PositiveInfinity : Math.Log(Math.PI / Math.Abs(double.SinPi(x))) - Logarithm(1 - x);
        if (x >= Large)
        {
            var sum = 0.0;
            for (var k = bernoulli.Length; k >= 1; k--) sum = sum / (x * x) + bernoulli[k - 1] / (2 * k * (2 * k - 1));
            return (x - 0.5) * (Math.Log(x) - 1) - 0.5 + 0.5 * Math.Log(2 * Math.PI) + sum / x;
        }
        // Γ(x + 1) = x·Γ(x) leads to 1.5 … 2.5.
        var factor = 1.0;
        for (; x > 2.5; factor *= x) x--;
        if (x < 0.5) return Polynomial.At(x, aboutTwo) - Math.Log(x) - Numbers.Map<Log1p, double>(x);
        return x < 1.5 ? Polynomial.At(x - 1, aboutTwo) - Math.Log(x) : Polynomial.At(x - 2, aboutTwo) + Math.Log(factor);
    }

    internal static double Digamma(double x)
    {
        if (!double.IsFinite(x)) return x < 0 ? double.NaN : x;
        if (x <= 0) return x == Math.Floor(x) ? double.NaN : Digamma(1 - x) - Math.PI / double.TanPi(x);
        if (Math.Abs(x - Root) < 0.25) return Polynomial.At(x - Root - RootRest, aboutRoot);
        var shifted = 0.0;
        for (; x < Large; x++) shifted += 1 / x;
        var sum = 0.0;
        for (var k = bernoulli.Length; k >= 1; k--) sum = sum / (x * x) + bernoulli[k - 1] / (2 * k);
        return Math.Log(x) - 0.5 / x - sum / (x * x) - shifted;
    }

    /// <summary>(−1)ⁿ⁺¹·n!·ζ(n + 1, x).</summary>
    internal static double Polygamma(int order, double x)
    {
        if (order == 0) return Digamma(x);
        if (double.IsPositiveInfinity(x)) return 0;
        if (order < 0 || !double.IsFinite(x)) return double.NaN;
        var factor = order % 2 == 0 ? -1.0 : 1;
        for (var k = 2; k <= order; k++) factor *= k;
        return factor * (x > 0 ? Zeta(order + 1, x) : ZetaBelow(order + 1, x));
    }

    /// <summary>
    /// ζ(s, q) = Σ (q + k)⁻ˢ, k ≥ 0, for q &gt; 0: some terms, and the rest by the formula of Euler and Maclaurin from a place that is far out
    /// for this s.
    /// </summary>
    static double Zeta(int s, double q)
    {
        var sum = 0.0;
        for (; q < Large + s; q++) sum += Math.Pow(q, -s);
        // The j-th term holds B₂ⱼ/(2j)!·s·(s + 1)…(s + 2j − 2)·q^(1 − s − 2j).
        var (rest, term) = (q / (s - 1) + 0.5, s / (2 * q));
        for (var j = 1; j <= bernoulli.Length; j++)
        {
            rest += bernoulli[j - 1] * term;
            term *= (s + 2 * j - 1) / ((2 * j + 1) * q) * ((s + 2 * j) / ((2 * j + 2) * q));
        }
        return sum + Math.Pow(q, -s) * rest;
    }

    /// <summary>
    /// ζ(s, q) for q ≤ 0: the sum over all integers k, which q mod 1 decides, without the terms of k &lt; 0. It is infinite at a pole of even
    /// order, and NaN at one of odd order.
    /// </summary>
    static double ZetaBelow(int s, double q)
    {
        var (f, sign) = (q - Math.Round(q), s % 2 == 0 ? 1 : -1);
        if (f == 0) return sign > 0 ? double.PositiveInfinity : double.NaN;
        return Math.Pow(f, -s) + Zeta(s, 1 + f) + sign * (Zeta(s, 1 - f) - Zeta(s, 1 - q));
    }
}
