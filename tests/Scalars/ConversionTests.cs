using System.Numerics;
using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>Conversion keeps a derivative or refuses.</summary>
public class ConversionTests
{
    static readonly Dual<double> variable = new(2.75, 1), constant = 2.75;

    [Fact]
    public void Plain_numbers_become_constants()
    {
        Each<Dual<double>>(y => Assert.Equal((2.0, 0.0), (y.Primal, y.Tangent)));
        Each<Dual<Dual<double>>>(y => Assert.Equal((2.0, 0.0, 0.0, 0.0), (y.Primal.Primal, y.Primal.Tangent, y.Tangent.Primal, y.Tangent.Tangent)));
        Each<Reverse<double>>(y => Assert.Equal(2.0, y.Primal));
        Each<Jet<double>>(y => Assert.Equal(2.0, y.Primal));
        Each<Dual<float>>(y => Assert.Equal((2f, 0f), (y.Primal, y.Tangent)));
        Each<Dual<double, Lanes<double>>>(y => Assert.Equal(2.0, y.Primal));

        static void Each<T>(Action<T> check) where T : INumberBase<T>
        {
            foreach (var y in (T[])
            [
                T.CreateChecked(2.0), T.CreateChecked(2f), T.CreateChecked(2), T.CreateChecked(2m), T.CreateChecked((Half)2),
                T.CreateChecked((BigInteger)2), T.CreateChecked('\u0002'),
                T.CreateSaturating(2.0), T.CreateSaturating(2UL), T.CreateTruncating(2.0), T.CreateTruncating((byte)2),
            ])
                check(y);
        }
    }

    [Fact]
    public void The_type_itself_and_the_number_below_keep_their_derivatives()
    {
        Assert.Equal(1, To<Dual<double>>.Checked(variable).Tangent);
        var above = To<Dual<Dual<double>>>.Checked(variable);
        Assert.Equal((1.0, 0.0), (above.Primal.Tangent, above.Tangent.Primal));
        Assert.Equal(1, To<Reverse<Dual<double>>>.Saturating(variable).Primal.Tangent);
        Assert.Equal(1, To<Dual<Dual<Dual<double>>>>.Truncating(variable).Primal.Primal.Tangent);
        Assert.Equal((4.0, 2.0), Gradient((x, y)
            => Derivative(z => z * To<Dual<Reverse<double>>>.Checked(x) * To<Dual<Reverse<double>>>.Checked(y), x), 2.0, 4.0));
    }

    [Fact]
    public void What_cannot_keep_a_derivative_refuses()
    {
        Refuses("Dual<Double> to Double", () => double.CreateChecked(variable));
        Refuses("Dual<Double> to Double", () => double.CreateSaturating(variable));
        Refuses("Dual<Double> to Double", () => double.CreateTruncating(variable));
        Refuses("Dual<Double> to Single", () => float.CreateChecked(variable));
        Refuses("Dual<Double> to Half", () => Half.CreateChecked(variable));
        Refuses("Dual<Double> to Decimal", () => decimal.CreateChecked(variable));
        Refuses("Dual<Double> to Complex", () => Complex.CreateChecked(variable));
        Refuses("Dual<Double> to Double", () => To<Reverse<double>>.Checked(variable));
        Refuses("Dual<Double> to Double", () => To<Jet<double>>.Checked(variable));
        Refuses("Dual<Double> to Single", () => To<Dual<float>>.Checked(variable));
        Refuses("Dual<Dual<Double>> to Double", () => To<Dual<double>>.Checked(new Dual<Dual<double>>(variable, 0)));
        Refuses("Dual<Dual<Double>> to Double", () => double.CreateChecked(new Dual<Dual<double>>(variable, 0)));
        Refuses("Dual<Double, Lanes<Double>> to Double", () => double.CreateChecked(new Dual<double, Lanes<double>>(1, Lanes<double>.Unit(7))));
        Refuses("Jet<Double> to Double", () => Taylor(x => (Jet<double>)double.CreateChecked(x), 1, 3));
        Refuses("Reverse<Double> to Double", () => Gradient((x, y) => (Reverse<double>)double.CreateChecked(x * y), 1.0, 2.0));
        Refuses("Reverse<Double> to Double", () => Gradient((x, y) => x * Pow(y, double.CreateChecked(y)), 1.0, 2.0));

        static void Refuses(string conversion, Func<object> convert)
        {
            var sentence = Assert.Throws<InvalidOperationException>(convert).Message;
            Assert.Contains(conversion, sentence);
            Assert.Contains("StopGradient", sentence);
        }
    }

    [Fact]
    public void Constants_convert_to_anything()
    {
        Assert.Equal(2.75, double.CreateChecked(constant));
        Assert.Equal(2.75f, float.CreateSaturating(constant));
        Assert.Equal((Half)2.75, Half.CreateTruncating(constant));
        Assert.Equal(2.75m, decimal.CreateChecked(constant));
        Assert.Equal(2.75, double.CreateChecked(new Dual<Dual<double>>(constant, 0)));
        Assert.Equal(2.75, To<Reverse<double>>.Checked(constant).Primal);
        Assert.Equal(2.75, To<Dual<double>>.Checked((Reverse<double>)2.75).Primal);
        Assert.Equal(2.75f, To<Dual<float>>.Checked((Jet<double>)2.75).Primal);
        Assert.Equal(2.75, double.CreateChecked(StopGradient(variable)));
        Assert.Equal((2.0, 4.0), Gradient((x, y) => x * y * StopGradient(x) / StopGradient(x), 4.0, 2.0));
    }

    [Fact]
    public void Integers_round_and_so_may_drop_the_derivative()
    {
        double[] table = [3, 5, 10];
        Assert.Equal(2, int.CreateTruncating(variable));
        Assert.Equal(2, int.CreateChecked(variable));
        Assert.Equal(2UL, ulong.CreateSaturating(variable));
        Assert.Equal(byte.MaxValue, byte.CreateSaturating(variable * 1000));
        Assert.Throws<OverflowException>(() => byte.CreateChecked(variable * 1000));
        Assert.Equal((BigInteger)2, BigInteger.CreateChecked(variable));
        Assert.Equal(2, int.CreateChecked(new Dual<Dual<double>>(variable, variable)));
        Assert.Equal(2, Integer(variable));
        Assert.Equal((10.0, 0.0), Gradient((x, y) => x * table[int.CreateTruncating(y)], 1.0, 2.5));

        static int Integer<T>(T x) where T : IFloatingPoint<T> => T.ConvertToInteger<int>(x);
    }

    [Fact]
    public void A_number_that_knows_nothing_of_derivatives_is_refused_by_the_platform()
        => Assert.Throws<OverflowException>(() => decimal.CreateChecked((Dual<double>)double.MaxValue));

    /// <summary>The conversions to a type, which only generic code can call.</summary>
    static class To<T> where T : INumberBase<T>
    {
        internal static T Checked<TFrom>(TFrom x) where TFrom : INumberBase<TFrom> => T.CreateChecked(x);
        internal static T Saturating<TFrom>(TFrom x) where TFrom : INumberBase<TFrom> => T.CreateSaturating(x);
        internal static T Truncating<TFrom>(TFrom x) where TFrom : INumberBase<TFrom> => T.CreateTruncating(x);
    }
}
