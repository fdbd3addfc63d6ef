using System.Numerics;
using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>What the derivative is where mathematics leaves a choice.</summary>
public class ConventionTests
{
    static Dual<double> D(double primal, double tangent = 1) => new(primal, tangent);

    /// <summary>The derivative in forward mode, lanes, reverse mode and jets, which must agree.</summary>
    static double Slope(Curve curve, double x)
    {
        var forward = Derivative(curve.At, x);
        Assert.Equal(forward, Gradient((ReadOnlySpan<Reverse<double>> x) => curve.At(x[0]), [x])[0]);
        Assert.Equal(forward, Taylor(curve.At, x, 1)[1]);
        var lanes = curve.At(new Dual<double, Lanes<double>>(x, Lanes<double>.Unit(3))).Tangent;
        Assert.Equal(forward, lanes[3]);
        Assert.Equal(0, lanes[2]);
        Assert.Equal(forward, Derivative(x => Derivative(curve.At, x).Primal is var y ? new Dual<double>(0, y) : default, x));
        return forward;
    }

    abstract class Curve
    {
        internal abstract T At<T>(T x) where T : IFloatingPointIeee754<T>;
    }

    sealed class Kink(int which) : Curve
    {
        internal override T At<T>(T x) => which switch
        {
            0 => T.Abs(x),
            1 => T.Max(x, T.Zero),
            2 => T.Min(T.Zero, x),
            3 => T.Clamp(x, T.Zero, T.One),
            4 => T.Clamp(x, T.NegativeOne, T.Zero),
            5 => T.CopySign(x, T.One),
            6 => T.CopySign(x, T.NegativeOne),
            7 => T.Hypot(x, T.Zero),
            8 => T.MaxNumber(x, T.NaN),
            9 => T.MinMagnitudeNumber(T.NaN, x),
            10 => T.MaxMagnitude(x, x),
            11 => T.Floor(x) + T.Round(x) + T.Ceiling(x) + T.Truncate(x),
            12 => T.Sqrt(x),
            13 => T.Log(x),
            14 => T.Cbrt(x),
            15 => T.RootN(x, 3),
            16 => T.RootN(x, 1),
            17 => T.Pow(x, T.Zero),
            18 => T.Pow(x, T.One),
            19 => T.Pow(x, T.CreateChecked(3)),
            20 => T.Pow(T.Zero, x),
            21 => T.Max(x, T.NaN),
            22 => T.Abs(x + T.NaN),
            23 => T.BitIncrement(x),
            24 => T.Max(x, x),
            _ => throw new ArgumentOutOfRangeException(nameof(which)),
        };
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, -0.0, 0)]
    [InlineData(1, 0, 0.5)]
    [InlineData(2, 0, 0.5)]
    [InlineData(3, 0, 0.5)]
    [InlineData(3, 1, 0.5)]
    [InlineData(3, 0.5, 1)]
    [InlineData(3, 2, 0)]
    [InlineData(4, 0, 0.5)]
    [InlineData(5, 0, 0)]
    [InlineData(5, -2, -1)]
    [InlineData(6, 2, -1)]
    [InlineData(6, -2, 1)]
    [InlineData(7, 0, 0)]
    [InlineData(8, 4, 1)]
    [InlineData(9, 4, 1)]
    [InlineData(10, -4, 1)]
    [InlineData(11, 2.5, 0)]
    [InlineData(11, 3, 0)]
    [InlineData(12, 0, double.PositiveInfinity)]
    [InlineData(13, 0, double.PositiveInfinity)]
    [InlineData(14, 0, double.PositiveInfinity)]
    [InlineData(15, 0, double.PositiveInfinity)]
    [InlineData(16, 0, 1)]
    [InlineData(17, 0, 0)]
    [InlineData(17, -3, 0)]
    [InlineData(18, 0, 1)]
    [InlineData(18, -3, 1)]
    [InlineData(19, 0, 0)]
    [InlineData(19, -2, 12)]
    [InlineData(20, 2, 0)]
    [InlineData(20, 0, 0)]
    [InlineData(21, 1, double.NaN)]
    [InlineData(22, 1, double.NaN)]
    [InlineData(23, 1, 1)]
    [InlineData(24, 1, 1)]
    public void At_kinks_and_edges(int which, double x, double expected) => Assert.Equal(expected, Slope(new Kink(which), x));

    [Fact]
    public void Ties_share_between_both_arguments()
    {
        Assert.Equal((0.5, 0.5), Gradient((a, b) => Max(a, b), 2.0, 2.0));
        Assert.Equal((0.5, 0.5), Gradient((a, b) => Min(a, b), 2.0, 2.0));
        Assert.Equal((0.0, 1.0), Gradient((a, b) => Max(a, b), 1.0, 2.0));
        Assert.Equal((0.5, 0.5, 0.0), Gradient(Clamped, 0.0, 0.0, 1.0));
        Assert.Equal((0.0, 0.0), Gradient((a, b) => Hypot(a, b), 0.0, 0.0));
        Assert.Equal((0.6, 0.8), Gradient((a, b) => Hypot(a, b), 3.0, 4.0));
    }

    static T Clamped<T>(T x, T low, T high) where T : INumber<T> => T.Clamp(x, low, high);

    [Fact]
    public void NaN_propagates_in_value_and_derivative()
    {
        foreach (var y in (Dual<double>[])[D(1) * double.NaN, Sin(D(double.NaN)), Max(D(double.NaN), D(1)), Abs(D(double.NaN)), D(double.NaN) % D(2)])
            Assert.True(double.IsNaN(y.Primal) && (double.IsNaN(y.Tangent) || y.Tangent == 1), y.ToString());
        Assert.Equal(D(1, 3), MaxNumber(D(double.NaN), D(1, 3)));
        Assert.Equal(3, MaxNumber(D(1, 3), D(double.NaN)).Tangent);

        static T MaxNumber<T>(T a, T b) where T : INumber<T> => T.MaxNumber(a, b);
    }

    [Fact]
    public void Powers_of_negative_numbers_use_no_logarithm()
    {
        Assert.Equal(-27, Derivative(x => Pow(x, -3) * 27 * 27, -3.0) / 27 * 27, 1e-12);
        Assert.Equal([-8, 12, -12, 6, 0], Taylor(x => Pow(x, 3), -2, 4));
        Assert.Equal((-12.0, 8.0), Gradient((x, _) => Pow(x, 3.0), -2.0, 0.0) is var (a, b) ? (-a, b + 8) : default);
        Assert.Equal(12, Pow(new Dual<double, Lanes<double>>(-2, Lanes<double>.Unit(0)), 3).Tangent[0]);
        // A base that varies with an exponent that does, too, has no derivative in the exponent, but a value.
        var both = Pow(D(-2), D(3));
        Assert.Equal(-8, both.Primal);
        Assert.True(double.IsNaN(both.Tangent));
        Assert.Equal(-8, Taylor(x => Pow(x, x + 5), -2, 2)[0]);
    }

    [Fact]
    public void Powers_at_zero_have_all_derivatives()
    {
        Assert.Equal([0, 0, 2, 0, 0, 0], Taylor(x => x * x, 0, 5));
        Assert.Equal([0, 0, 2, 0, 0, 0], Taylor(x => Pow(x, 2), 0, 5));
        Assert.Equal(0, Derivative(x => Derivative(x => Derivative(x => Pow(x, 2), x), x), 0.0));
        Assert.Equal(6, Derivative(x => Derivative(x => Derivative(x => Pow(x, 3), x), x), 0.0));
    }

    [Fact]
    public void Remainders_follow_the_quotient_that_was_taken()
    {
        Assert.Equal((1.0, -3.0), Gradient((a, b) => a % b, 7.5, 2.0));
        Assert.Equal((1.0, 3.0), Gradient((a, b) => a % b, -7.5, 2.0));
        Assert.Equal((1.0, -4.0), Gradient(Remainder, 7.5, 2.0));
        // 0.3 / 0.1 rounds to 3, and 0.3 % 0.1 is just below 0.1 with quotient 2.
        Assert.Equal((1.0, -2.0), Gradient((a, b) => a % b, 0.3, 0.1));

        static T Remainder<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Ieee754Remainder(a, b);
    }

    [Fact]
    public void Lanes_without_a_derivative_stay_without_one_where_the_slope_is_infinite()
    {
        var jacobian = JacobianForward((x, y) =>
        {
            y[0] = Sqrt(x[0]) + x[1];
            y[1] = Pow(x[0], 0.5) * 1 + Log(x[1]);
        }, [0.0, 1.0], 2);
        Assert.Equal(new[,] { { double.PositiveInfinity, 1 }, { double.PositiveInfinity, 1 } }, jacobian);
    }

    [Fact]
    public void Constants_have_no_part_in_infinite_slopes()
    {
        Assert.Equal(1, Derivative(x => x + Sqrt(x * 0 + 0), 1.0));
        Assert.Equal((1.0, 0.0), Gradient((x, y) => x + Sqrt((Reverse<double>)0), 1.0, 2.0));
    }

    /// <summary>The gradient of a function of two numbers in forward mode and in reverse mode.</summary>
    static ((double, double) Forward, (double, double) Reverse) Slopes<F>(double x, double y) where F : IScalarField
    {
        var lanes = JacobianForward((x, y) => y[0] = F.Invoke(x), [x, y], 1);
        var forward = (Derivative(t => F.Invoke([t, y]), x), Derivative(t => F.Invoke([x, t]), y));
        Assert.Equal(forward, (lanes[0, 0], lanes[0, 1]));
        Assert.Equal(forward, (Taylor(t => F.Invoke<Jet<double>>([t, y]), x, 1)[1], Taylor(t => F.Invoke<Jet<double>>([x, t]), y, 1)[1]));
        return (forward, Gradient<double>(F.Invoke, [x, y]) is var g ? (g[0], g[1]) : default);
    }

    [Fact]
    public void What_does_not_move_has_no_part_in_infinite_slopes()
    {
        Assert.Equal(((0.0, 0.0), (0.0, 0.0)), Slopes<RootOfProduct>(0, 0));
        Assert.Equal(((0.0, double.PositiveInfinity), (0.0, double.PositiveInfinity)), Slopes<RootOfProduct>(1, 0));
        Assert.Equal(((double.NaN, 0.0), (double.NaN, 0.0)), Slopes<CosineOfRoot>(0, 3));
        // A factor that is infinite itself.
        Assert.Equal(0, Derivative(t => Log((Dual<double>)0) * (t * t), 0.0));
        Assert.Equal(new[,] { { double.NegativeInfinity, 0 } }, JacobianForward((x, y) => y[0] = Log(x[1] * 0) * x[0], [1.0, 2.0], 1));
    }

    [Fact]
    public void The_modes_differ_where_paths_cancel_before_an_infinite_slope_and_where_infinite_slopes_meet_before_a_slope_of_zero()
    {
        Assert.Equal(((0.0, double.PositiveInfinity), (double.NaN, double.PositiveInfinity)), Slopes<Cancelling>(1, 0));
        Assert.Equal(((double.NaN, double.NaN), (0.0, 0.0)), Slopes<Meeting>(0, 0));
    }

    readonly struct RootOfProduct : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => T.Sqrt(x[0] * x[1]);
    }

    readonly struct CosineOfRoot : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => T.Cos(T.Sqrt(x[0])) + x[1] * T.Zero;
    }

    readonly struct Cancelling : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => T.Sqrt(x[0] + x[1] - (x[0] - x[1]));
    }

    readonly struct Meeting : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => T.Cos(T.Sqrt(x[0]) + T.Sqrt(x[1]));
    }

    [Fact]
    public void Comparison_equality_and_hashing_look_at_the_primal()
    {
        Assert.Equal(D(1, 2), D(1, 3));
        Assert.Equal(D(1, 2).GetHashCode(), D(1, 3).GetHashCode());
        Assert.True(D(1, 5) < D(2, 1) && D(2, 1) >= D(2, 7) && D(1, 2) == D(1, 3) && !(D(1, 2) != D(1, 3)));
        Assert.False(D(double.NaN) == D(double.NaN));
        Assert.True(D(double.NaN).Equals(D(double.NaN)));
        Assert.Equal(1, D(1).CompareTo(null));
        var sentence = Assert.Throws<ArgumentException>(() => D(1).CompareTo("1")).Message;
        Assert.Contains("String", sentence);
    }

    [Fact]
    public void A_branch_is_that_of_the_value()
    {
        Assert.Equal(6, Derivative(x => x > 2 ? x * x : -x, 3.0));
        Assert.Equal(-1, Derivative(x => x > 2 ? x * x : -x, 1.0));
    }

    [Fact]
    public void Products_that_are_rounded_once_keep_their_value()
    {
        // The error of a product, which is 0 if the sum is rounded twice.
        var (a, b) = (D(1 + 1e-10), D(1 - 1e-9, 0));
        Assert.Equal(double.FusedMultiplyAdd(a.Primal, b.Primal, -(a.Primal * b.Primal)), Error(a, b).Primal);
        Assert.NotEqual(0, Error(a, b).Primal);
        Assert.Equal(0, Error(a, b).Tangent);

        static T Error<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.FusedMultiplyAdd(a, b, -(a * b));
    }

    [Fact]
    public void Scaling_does_not_overflow_on_the_way()
    {
        Assert.Equal(double.ScaleB(1e-300, 1500), Scaled(D(1e-300), 1500).Primal);
        Assert.Equal(double.ScaleB(1e300, -1090), Scaled(D(1e300), -1090).Primal);
        Assert.Equal(8, Scaled(D(3), 3).Tangent);

        static T Scaled<T>(T x, int n) where T : IFloatingPointIeee754<T> => T.ScaleB(x, n);
    }

    [Fact]
    public void Clamp_names_bounds_in_the_wrong_order()
        => Assert.Equal("Clamp: the lower bound 2 is above the upper bound 1", Assert.Throws<ArgumentException>(() => Clamped(D(0), D(2), D(1))).Message);

    [Fact]
    public void Steep_functions_keep_their_digits_near_the_edge()
    {
        var x = 1 - 1e-10;
        Assert.Equal(1, Derivative(Atanh, x) * ((1 - x) * (1 + x)), 1e-14);
        Assert.Equal(1, Derivative(x => Asin(x), x) * Math.Sqrt((1 - x) * (1 + x)), 1e-14);
        Assert.Equal(-1, Derivative(x => Acos(x), x) * Math.Sqrt((1 - x) * (1 + x)), 1e-14);
        Assert.Equal(1e-20, ExpM1(D(1e-20)).Primal);
        Assert.Equal(1e-20, LogP1(D(1e-20)).Primal);

        static T Atanh<T>(T x) where T : IHyperbolicFunctions<T> => T.Atanh(x);
        static T ExpM1<T>(T x) where T : IExponentialFunctions<T> => T.ExpM1(x);
        static T LogP1<T>(T x) where T : ILogarithmicFunctions<T> => T.LogP1(x);
    }
}
