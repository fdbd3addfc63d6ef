using System.Numerics;
using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>Derivatives of high order against closed forms.</summary>
public class NestingTests
{
    /// <summary>x⁷·sin x.</summary>
    static T Wave<T>(T x) where T : IFloatingPointIeee754<T> => T.Pow(x, T.CreateChecked(7)) * T.Sin(x);

    /// <summary>Its n-th derivative, by Leibniz' rule.</summary>
    static double Exact(double x, int n)
    {
        var (sum, binomial, falling) = (0.0, 1.0, 1.0);
        for (var k = 0; k <= Math.Min(n, 7); k++)
        {
            sum += binomial * falling * Math.Pow(x, 7 - k)
                * (((n - k) % 4) switch { 0 => Math.Sin(x), 1 => Math.Cos(x), 2 => -Math.Sin(x), _ => -Math.Cos(x) });
            binomial *= (n - k) / (k + 1.0);
            falling *= 7 - k;
        }
        return sum;
    }

    static void Close(double expected, double found) => Assert.Equal(expected, found, 1e-11 * (1 + Math.Abs(expected)));

    [Theory]
    [InlineData(1.3)]
    [InlineData(-0.8)]
    [InlineData(0)]
    [InlineData(4)]
    public void Five_nested_derivatives(double x)
    {
        Close(Exact(x, 1), Derivative(Wave, x));
        Close(Exact(x, 2), Derivative(x => Derivative(Wave, x), x));
        Close(Exact(x, 3), Derivative(x => Derivative(x => Derivative(Wave, x), x), x));
        Close(Exact(x, 4), Derivative(x => Derivative(x => Derivative(x => Derivative(Wave, x), x), x), x));
        Close(Exact(x, 5), Derivative(x => Derivative(x => Derivative(x => Derivative(x => Derivative(Wave, x), x), x), x), x));
        Close(Exact(x, 5), Gradient<double>(x => Derivative(x => Derivative(x
            => Gradient<Dual<Dual<Reverse<double>>>>(x => Derivative(x => Wave(x), x[0]), [x])[0], x), x[0]), [x])[0]);
    }

    [Theory]
    [InlineData(1.3)]
    [InlineData(-0.8)]
    [InlineData(0)]
    public void Twelve_derivatives_in_one_pass(double x)
    {
        var found = Taylor(Wave, x, 12);
        for (var n = 0; n <= 12; n++) Close(Exact(x, n), found[n]);
        for (var n = 0; n <= 4; n++) Close(Exact(x, n + 1), Derivative(x => Taylor(Wave, x, n)[n], x));
    }

    [Fact]
    public void Functions_with_formulas_of_their_own_have_all_derivatives_at_zero()
    {
        // The third derivatives of log(1 + x)·sin x and (eˣ − 1)·cos x at 0.
        Close(-3, Derivative(x => Derivative(x => Derivative(x => LogP1(x) * Sin(x), x), x), 0.0));
        Close(1 - 3, Derivative(x => Derivative(x => Derivative(x => ExpM1(x) * Cos(x), x), x), 0.0));
        Close(-3, Taylor(x => LogP1(x) * Sin(x), 0, 3)[3]);

        static T LogP1<T>(T x) where T : ILogarithmicFunctions<T> => T.LogP1(x);
        static T ExpM1<T>(T x) where T : IExponentialFunctions<T> => T.ExpM1(x);
    }

    [Fact]
    public void Perturbations_of_two_variables_are_kept_apart()
    {
        Assert.Equal(1, Derivative(x => x * Derivative(y => x + y, x), 1.0));
        Assert.Equal(2, Derivative(x => x * Derivative(y => x * y, (Dual<double>)3), 1.0));
    }

    [Fact]
    public void Recursion_loops_and_branches()
    {
        Assert.Equal(10 * Math.Pow(1.1, 9), Derivative(x => Power(x, 10), 1.1), 1e-12);
        // Newton's iteration for √a: the derivative of the limit.
        Assert.Equal(1 / (2 * Math.Sqrt(7)), Derivative(a => Newton(a), 7.0), 1e-14);
        Assert.Equal(-1 / (4 * Math.Pow(7, 1.5)), Taylor(Newton, 7, 2)[2], 1e-14);
        Assert.Equal(1 / (2 * Math.Sqrt(7)), Gradient(x => Newton(x[0]), [7.0])[0], 1e-14);

        static T Power<T>(T x, int n) where T : INumber<T> => n == 0 ? T.One : n % 2 == 1 ? x * Power(x, n - 1) : Power(x * x, n / 2);

        static T Newton<T>(T a) where T : IFloatingPointIeee754<T>
        {
            var x = a;
            for (var i = 0; i < 12; i++) x = (x + a / x) / T.CreateChecked(2);
            return x;
        }
    }
}
