using static Functional.Accuracy.References;

namespace Functional.Accuracy;

/// <summary>Float64 references that the C library lacks, by series and iterations that the library does not use.</summary>
internal static class SpecialReferences
{
    /// <summary>ψ; NaN at 0, −1, −2, …. Below 0 by reflection (M. Abramowitz, I. Stegun 1964, "Handbook of Mathematical Functions", 6.3.7).</summary>
    internal static double Digamma(double x)
        => x > 0 ? DigammaFromZero(x) : x == Math.Floor(x) ? double.NaN : DigammaFromZero(1 - x) - Math.PI * CosPi(x) / SinPi(x);

    /// <summary>
    /// ψ(x) − ψ(x₀) for x &gt; 0 and the zero x₀: the recurrence (6.3.5) up to x + 20 and the asymptotic series (6.3.18) there, each as its
    /// difference, so that the digits hold at the zero as well.
    /// </summary>
    static double DigammaFromZero(double x)
    {
        const double zero = 1.4616321449683622, rest = 9.549995429965697e-17;
        const int steps = 20;
        if (double.IsPositiveInfinity(x)) return x;
        var (distance, sum) = (x - zero - rest, 0.0);
        for (var k = 0; k < steps; k++) sum += distance / (x + k) / (zero + k);
        double y = x + steps, y0 = zero + steps;
        return sum + log1p(distance / y0) + distance / (2 * y * y0) + distance * (y + y0) / (y * y0 * y * y0) * SeriesSlope(1 / (y * y), 1 / (y0 * y0));
    }

    /// <summary>(s(u) − s(v)) / (u − v) of s(z) = Σ B₂ₖ / (2k)·zᵏ by Horner's rule; the next term is below 10⁻¹⁷ from 20 on.</summary>
    static double SeriesSlope(double u, double v)
    {
        var (value, slope) = (0.0, 0.0);
        foreach (var coefficient in (ReadOnlySpan<double>)[1 / 132.0, -1 / 240.0, 1 / 252.0, -1 / 120.0, 1 / 12.0, 0])
            (value, slope) = (value * u + coefficient, slope * v + value);
        return slope;
    }

    /// <summary>
    /// The normal quantile: Halley's iteration on the distribution function of the C library, which near ½ is that of the distance from there,
    /// from a start of three digits (26.2.23).
    /// </summary>
    internal static double NormalQuantile(double p)
    {
        if (double.IsNaN(p) || p < 0 || p > 1) return double.NaN;
        if (p > 0.5) return -LowerQuantile(1 - p);
        return p == 0.5 ? 0 : LowerQuantile(p);
    }

    static double LowerQuantile(double p)
    {
        if (p == 0) return double.NegativeInfinity;
        var t = Math.Sqrt(-2 * Math.Log(p));
        var x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
        for (var i = 0; i < 4; i++)
        {
            var excess = p > 0.25 ? 0.5 * erf(x * Math.Sqrt(0.5)) - (p - 0.5) : 0.5 * erfc(-x * Math.Sqrt(0.5)) - p;
            var step = excess * Math.Sqrt(2 * Math.PI) * Math.Exp(0.5 * x * x);
            x -= step / (1 + 0.5 * x * step);
        }
        return x;
    }

    /// <summary>The series, all of whose terms have one sign, up to where float32 ends.</summary>
    internal static double BesselI(int n, double x)
    {
        if (Math.Abs(x) > 100) return n == 0 ? double.PositiveInfinity : x * double.PositiveInfinity;
        var (sum, term) = (0.0, n == 0 ? 1 : x / 2);
        for (var k = 1; k < 300; k++)
        {
            sum += term;
            term *= x * x / 4 / (k * (double)(k + n));
        }
        return double.IsNaN(x) || n == 1 && x == 0 ? x : sum;
    }

    /// <summary>By the quantile of the normal distribution, and about 0, where that loses digits, by two terms of the series.</summary>
    internal static double ErfInv(double x)
        => double.IsNaN(x) ? x : Math.Abs(x) < 1e-5 ? Math.Sqrt(Math.PI) / 2 * (x + Math.PI / 12 * x * x * x) : Math.Sign(x) * -NormalQuantile((1 - Math.Abs(x)) / 2) * Math.Sqrt(0.5);
}
