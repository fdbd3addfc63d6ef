namespace Functional.Functions;

/// <summary>
/// The zeta function of A. Hurwitz, ζ(s, q) = Σ (q + k)⁻ˢ, k ≥ 0, for integers s ≥ 2, in float64
/// (M. Abramowitz, I. Stegun 1964, "Handbook of Mathematical Functions", 6.4 and 23.2).
/// </summary>
internal static class HurwitzZeta
{
    /// <summary>B₂, B₄, …</summary>
    static ReadOnlySpan<double> Bernoulli =>
    [
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730,
        7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330, 854513.0 / 138, -236364091.0 / 2730,
    ];

    /// <summary>Infinite at a pole q = 0, −1, … of even order, and NaN at one of odd order.</summary>
    internal static Scaled At(int s, double q)
    {
        if (q > 0) return AtPositive(s, q);
        var sign = s % 2 == 0 ? 1 : -1;
        if (q == Math.Floor(q)) return new(sign > 0 ? double.PositiveInfinity : double.NaN, 0);
        return OverAllIntegers(s, q) + -sign * AtPositive(s, 1 - q);
    }

    /// <summary>
    /// Some terms, and the rest by the formula of Euler and Maclaurin from a place that is far out for this s; all of it times 2ᵉ⁽ˢ⁻¹⁾, where
    /// 2ᵉ is about q, as powers of q may be too much.
    /// </summary>
    static Scaled AtPositive(int s, double q)
    {
        // 2⁻ᵉ must not overflow; the sum does long before.
        var e = Math.Max(Math.ILogB(q), -1000);
        var unit = Math.ScaleB(1, -e);
        var terms = (int)Math.Max(0, Math.Ceiling(10 + s - q));
        var far = q + terms;
        // The j-th term holds B₂ⱼ/(2j)!·s·(s + 1)…(s + 2j − 2)·q^(−2j).
        var (rest, term) = (0.0, s / (2 * far) / far);
        for (var j = 1; j <= Bernoulli.Length; j++)
        {
            rest += Bernoulli[j - 1] * term;
            term *= (s + 2 * j - 1) / ((2 * j + 1) * far) * ((s + 2 * j) / ((2 * j + 2) * far));
        }
        // The smallest first.
        var sum = (1.0 / (s - 1) + (0.5 / far + rest)) / Power(far * unit, s - 1);
        for (var k = terms - 1; k >= 0; k--) sum += unit / Power((q + k) * unit, s);
        return new(sum, -e * (s - 1));
    }

    /// <summary>
    /// Σ (q + k)⁻ˢ over all integers k, which q mod 1 decides: by the terms where the one of the nearest pole outweighs the others, otherwise by
    /// the cotangent, as they may cancel.
    /// </summary>
    static Scaled OverAllIntegers(int s, double q)
    {
        var f = q - Math.Round(q);
        if (Power(Math.Abs(f) / (1 - Math.Abs(f)), s) > 0.125) return new(ByCotangent(s, f), 0);
        var e = Math.ILogB(f);
        return new Scaled(1 / Power(Math.ScaleB(f, -e), s), -e * s) + AtPositive(s, 1 + f) + (s % 2 == 0 ? 1 : -1) * AtPositive(s, 1 - f);
    }

    /// <summary>
    /// πˢ·p(cot πq) with a polynomial p, which is c for s = 1 and by differentiation from s to s + 1 (1 + c²)·p′(c)/s. Its coefficients are all
    /// positive, and it is odd for an odd s, so it loses no digits at its zeros.
    /// </summary>
    static double ByCotangent(int s, double q)
    {
        Span<double> p = stackalloc double[s + 1], next = stackalloc double[s + 1];
        p[1] = 1;
        for (var k = 1; k < s; k++)
        {
            next.Clear();
            for (var power = 1; power <= k; power++)
            {
                next[power - 1] += p[power] * power / k;
                next[power + 1] += p[power] * power / k;
            }
            next.CopyTo(p);
        }
        var (cotangent, sum) = (HalfTurns.Cotangent(q), 0.0);
        var c = cotangent.High.Value + cotangent.Low.Value;
        for (var power = s; power >= 0; power--) sum = sum * c + p[power];
        return Power(RightAngle.Precise<Lane<double>>() * new Lane<double>(2), s) * sum;
    }

    static double Power(double x, int n) => Power(new DoubleWord<Lane<double>>(new(x), new(0)), n);

    /// <summary>xⁿ for n ≥ 1 by squares and products, rounded at the end; an infinite one has no second word.</summary>
    static double Power(DoubleWord<Lane<double>> x, int n)
    {
        var power = n % 2 == 0 ? new(new(1), new(0)) : x;
        for (n >>= 1; n > 0; n >>= 1)
        {
            x *= x;
            if (n % 2 == 1) power *= x;
        }
        return double.IsInfinity(power.High.Value) ? power.High.Value : power.High.Value + power.Low.Value;
    }
}
