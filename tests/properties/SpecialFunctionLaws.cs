using FsCheck;
using FsCheck.Xunit;
using Functional.Functions;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>Functional equations (M. Abramowitz, I. Stegun 1964, "Handbook of Mathematical Functions", 6.1, 6.3, 6.4 and 7.1).</summary>
public class SpecialFunctionLaws
{
    [Property]
    public void The_error_function_is_odd_and_complements_to_one(Case c)
    {
        var x = c.Tensor * 3;
        Near.Same(-Erf(x), Erf(-x));
        Near.Equal(Tensor.OnesLike(x), Erf(x) + Erfc(x), 4e-16);
        Near.Equal(2 - Erfc(x), Erfc(-x), 4e-16);
    }

    /// <summary>Relative to the value itself, between 6 and 26, where it falls from 1e-17 to 1e-296: Laplace's continued fraction.</summary>
    [Property]
    public void The_complement_keeps_its_digits_far_out(Case c)
    {
        var x = c.Tensor * 5 + 16;
        var fraction = x;
        for (var k = 60; k >= 1; k--) fraction = x + k / 2.0 / fraction;
        Near.Equal(Tensor.OnesLike(x), Erfc(x) * fraction * Exp(Square(x) * 0.5) * Exp(Square(x) * 0.5) * Math.Sqrt(Math.PI), 1e-13);
    }

    [Property]
    public void The_gamma_function_recurs(Case c)
    {
        var x = Abs(c.Tensor) * 8 + 0.1;
        Near.Equal(LogGamma(x) + Log(x), LogGamma(x + 1), 1e-14);
        Near.Equal(Operations.Digamma(x) + 1 / x, Operations.Digamma(x + 1), 1e-14);
        for (var (n, factor) = (1, -1.0); n < 8; n++, factor *= -n)
            Near.Equal(Tensor.OnesLike(x), (Operations.Polygamma(n, x + 1) - factor / Pow(x, n + 1)) / Operations.Polygamma(n, x), 1e-14);
    }

    [Property]
    public void The_gamma_function_reflects(Case c)
    {
        // Away from integers.
        var x = Abs(c.Tensor) * 0.2 + 0.2 + Round(c.Tensor * 2);
        var pole = Math.PI / Sin(Math.PI * x);
        Near.Equal(Log(Abs(pole)), LogGamma(x) + LogGamma(1 - x), 1e-13);
        Near.Equal(pole * Cos(Math.PI * x), Operations.Digamma(1 - x) - Operations.Digamma(x), 1e-12);
        Near.Equal(Square(pole), Operations.Polygamma(1, x) + Operations.Polygamma(1, 1 - x), 1e-12);
    }

    [Property]
    public void The_gamma_function_doubles(Case c)
    {
        var x = Abs(c.Tensor) * 8 + 0.1;
        Near.Equal(LogGamma(x) + LogGamma(x + 0.5) + (2 * x - 0.5) * Math.Log(2) - 0.5 * Math.Log(2 * Math.PI), LogGamma(2 * x), 1e-14);
        Near.Equal((Operations.Digamma(x) + Operations.Digamma(x + 0.5)) * 0.5 + Math.Log(2), Operations.Digamma(2 * x), 1e-14);
    }

    [Property]
    public Property Derivatives_of_the_logarithm_of_gamma_are_polygammas() => ForAll(Cases(maxRank: 1), c =>
    {
        var x = Abs(c.Tensor) + 0.5;
        var f = LogGamma;
        for (var n = 0; n < 6; n++) Near.Equal(Operations.Polygamma(n, x), (f = Derivative(f))(x), 1e-14);
    });
}
