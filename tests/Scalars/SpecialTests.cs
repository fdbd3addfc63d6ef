using System.Numerics;
using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>Functions that generic math does not have: values and derivatives that formulas give.</summary>
public class SpecialTests
{
    const double Euler = 0.57721566490153286061, Zeta3 = 1.20205690315959428540;

    /// <summary>erf 0.7 and log Γ(0.7) to 16 digits.</summary>
    [Fact]
    public void Plain_numbers_have_their_values()
    {
        Assert.Equal(0.67780119383741847, Erf(0.7), 2.3e-16);
        Assert.Equal(0.26086724653166651f, LogGamma(0.7f), 3e-8f);
        Assert.Equal((Half)0.5204999, Erf((Half)0.5));
        Assert.Equal((double.PositiveInfinity, double.NaN), (LogGamma(-3.0), Digamma(-3.0)));
    }

    [Fact]
    public void Derivatives_of_the_error_function_are_Hermite_polynomials_times_a_bell()
    {
        foreach (var x in (double[])[-1.5, 0, 0.3, 2])
        {
            var bell = 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
            double[] expected = [Erf(x), bell, -2 * x * bell, (4 * x * x - 2) * bell, (-8 * x * x * x + 12 * x) * bell];
            Same(expected, Taylor(Erf, x, 4));
            Same([Erfc(x), .. expected[1..].Select(each => -each)], Taylor(Erfc, x, 4));
        }
    }

    [Fact]
    public void Derivatives_of_the_gamma_function_at_1_are_zetas()
    {
        var (zeta2, zeta4) = (Math.PI * Math.PI / 6, Math.Pow(Math.PI, 4) / 90);
        Same([0, -Euler, zeta2, -2 * Zeta3, 6 * zeta4], Taylor(LogGamma, 1, 4));
        Same([-Euler, zeta2, -2 * Zeta3, 6 * zeta4], Taylor(Digamma, 1, 3));
        Same([-2 * Zeta3, 6 * zeta4], Taylor(x => Polygamma(2, x), 1, 1));
        // Γ′/Γ = ψ and Γ″/Γ = ψ² + ψ′, through the exponential.
        Same([1, -Euler, Euler * Euler + zeta2], Taylor(x => Exp(LogGamma(x)), 1, 2));
    }

    [Fact]
    public void Activations_at_0()
    {
        Same([0.5, 0.25, 0, -0.125, 0, 0.25], Taylor(Sigmoid, 0, 5));
        Same([Math.Log(2), 0.5, 0.25, 0, -0.125, 0, 0.25], Taylor(Softplus, 0, 6));
        Assert.Equal([0, 0, 0], Taylor(Relu, 0, 2));
        Assert.Equal((1000.0, 1.0), ValueAndDerivative(Softplus, 1000.0));
        Assert.Equal((0.0, 0.0), ValueAndDerivative(Softplus, -1000.0));
        Same([0, Math.Sqrt(2 * Math.PI), 0, Math.Pow(2 * Math.PI, 1.5)], Taylor(NormalQuantile, 0.5, 3));
    }

    [Fact]
    public void Third_derivatives_by_nesting_in_any_mixture()
    {
        var expected = Polygamma(2, 2.5);
        Assert.Equal(expected, Derivative(x => Derivative(x => Derivative(x => LogGamma(x), x), x), 2.5), 1e-14);
        Assert.Equal(expected, Derivative(x => Gradient<Dual<Dual<double>>>(x => LogGamma(x[0]), [new(x, 1)])[0].Tangent, 2.5), 1e-14);
        Assert.Equal(expected, Gradient(x => Taylor(x => LogGamma(x), x[0], 2)[2], [2.5])[0], 1e-14);
    }

    [Fact]
    public void Methods_of_strangers_take_them()
    {
        // d/dx and d/dt of the heat kernel's integral erf(x / (2√t)).
        var (x, t) = (0.8, 0.3);
        var bell = Math.Exp(-x * x / (4 * t)) / Math.Sqrt(Math.PI * t);
        var (inX, inT) = Gradient(Heat, x, t);
        Same([bell, -x / (2 * t) * bell], [inX, inT]);

        static T Heat<T>(T x, T t) where T : IFloatingPointIeee754<T> => Erf(x / (T.CreateChecked(2) * T.Sqrt(t)));
    }

    [Fact]
    public void A_negative_order_is_named()
        => Assert.StartsWith("Polygamma: the order is -1, not 0 or above",
            Assert.Throws<ArgumentOutOfRangeException>(() => Polygamma(-1, 1.0)).Message, StringComparison.Ordinal);

    static void Same(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        foreach (var (a, b) in expected.Zip(found)) Assert.True(Math.Abs(a - b) <= 1e-13 * (1 + Math.Abs(a)), $"{b:R} is not {a:R}");
    }
}
