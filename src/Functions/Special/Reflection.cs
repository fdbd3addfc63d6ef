using Number = Functional.Functions.Lane<double>;
using Pair = Functional.Functions.DoubleWord<Functional.Functions.Lane<double>>;

namespace Functional.Functions;

/// <summary>
/// The gamma functions at negative x by those at positive x, in two words of float64, as large terms nearly cancel between the poles
/// (M. Abramowitz, I. Stegun 1964, "Handbook of Mathematical Functions", 6.1 and 6.3).
/// </summary>
internal static class Reflection
{
    /// <summary>From here on the asymptotic series stand.</summary>
    const double Large = 10;

    /// <summary>log |Γ(x)| = −log |x·sin πx / π| − log Γ(−x).</summary>
    internal static double LogGamma(double x)
    {
        var factor = HalfTurns.Sine(x) * new Number(x) / Pi;
        var size = factor.High.Value < 0 ? Negative(factor) : factor;
        return -Value(Sum(Log(size), LogGammaAtPositive(-x)));
    }

    /// <summary>ψ(x) = ψ(1 − x) − π·cot πx.</summary>
    internal static double Digamma(double x)
        => Value(Sum(DigammaAtPositive(Pair.Sum(new(1), new(-x))), Negative(HalfTurns.Cotangent(x) * Pi)));

    static Pair Pi => RightAngle.Precise<Number>() * new Number(2);

    /// <summary>(y − ½)·(log y − 1) + ½·log 2π − ½ + … at y = x + n, less the logarithm of x·(x + 1)…(x + n − 1).</summary>
    static Pair LogGammaAtPositive(double x)
    {
        var (n, product) = (0, new Pair(new(1), new(0)));
        for (; x + n < Large; n++) product *= Pair.Sum(new(x), new(n));
        var y = Pair.Sum(new(x), new(n));
        var main = Sum(y, new(new(-0.5), new(0))) * Sum(Log(y), new(new(-1), new(0)));
        var constant = new Pair(new(0.4189385332046727), new(1.6728209650585413e-17)) + Functions.LogGamma.Series(y.High);
        return Sum(Sum(main, constant), Negative(Log(product)));
    }

    /// <summary>log y − 1/(2y) − … at y = x + n, less 1/x + 1/(x + 1) + … + 1/(x + n − 1).</summary>
    static Pair DigammaAtPositive(Pair x)
    {
        var sum = new Pair(new(0), new(0));
        for (; x.High.Value < Large; x = Sum(x, new(new(1), new(0)))) sum = Sum(sum, new Number(1) / x);
        return Sum(Log(x), Negative(Sum(sum, new Number(0.5) / x) + Functions.Digamma.Series(x.High)));
    }

    static Pair Log(Pair x) => PreciseLog.Of(x.High) + x.Low / x.High;

    static Pair Sum(Pair a, Pair b)
    {
        var sum = Pair.Sum(a.High, b.High);
        return Pair.OrderedSum(sum.High, sum.Low + (a.Low + b.Low));
    }

    static Pair Negative(Pair x) => new(-x.High, -x.Low);

    static double Value(Pair x) => x.High.Value + x.Low.Value;
}
