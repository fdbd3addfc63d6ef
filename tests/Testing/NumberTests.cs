using System.Numerics;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static Functional.Testing.Tests.Lossy;

namespace Functional.Testing.Tests;

/// <summary>Functions over any type of numbers: how they are checked, what is reported, to what failures shrink, and what is refused.</summary>
public class NumberTests
{
    static readonly GradientOptions first = new() { Order = 1 }, again = new() { Order = 1, Replay = (1, 3) };

    readonly struct Wave : IScalarFunction
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T> => T.Pow(x, T.CreateChecked(3)) * T.Sin(x);
    }

    sealed class Rosenbrock : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
            => T.Pow(T.One - x[0], T.CreateChecked(2)) + T.CreateChecked(100) * T.Pow(x[1] - x[0] * x[0], T.CreateChecked(2));
    }

    sealed class Polar : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
            => (y[0], y[1], y[2]) = (x[0] * T.Cos(x[1]), x[0] * T.Sin(x[1]), x[0]);
    }

    /// <summary>Σ sin, without a derivative from a threshold on.</summary>
    readonly struct LostAbove<TThreshold> : IScalarField where TThreshold : IThreshold
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
        {
            var sum = T.Zero;
            foreach (var each in x) sum += T.Sin(each > T.CreateChecked(TThreshold.Number) && x.Length >= TThreshold.Length ? Stopped(each) : each);
            return sum;
        }
    }

    interface IThreshold
    {
        static abstract double Number { get; }

        static abstract int Length { get; }
    }

    readonly struct Half : IThreshold
    {
        public static double Number => 0.5;

        public static int Length => 1;
    }

    readonly struct OfThree : IThreshold
    {
        public static double Number => -10;

        public static int Length => 3;
    }

    readonly struct Rounded : IScalarFunction
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp(Stopped(x)) * x;
    }

    readonly struct Converted : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
            => (y[0], y[1]) = (x[0], T.CreateChecked(double.CreateChecked(x[1])));
    }

    readonly struct Magnitude : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => T.Abs(x[0]) + T.Exp(x[1]);
    }

    readonly struct WrongMagnitude : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => T.Abs(x[0]) + T.Exp(Stopped(x[1]));
    }

    readonly struct SquareRoot : IScalarFunction
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T> => T.Sqrt(x);
    }

    readonly struct RootAndRest : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => (y[0], y[1]) = (T.Sqrt(x[0]), T.Sin(x[1]));
    }

    readonly struct Stairs : IScalarFunction
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp(x) * T.Round(x, 3);
    }

    readonly struct Chance : IScalarFunction
    {
        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T> => x * T.CreateChecked(Random.Shared.NextDouble());
    }

    /// <summary>The estimated errors are of the size of rounding, which is not the same on all machines.</summary>
    static void Says(string expected, GradientReport report)
        => Assert.Equal(expected.ReplaceLineEndings("\n"), Regex.Replace(report.ToString(), @"± \de-1\d", "± ε"));

    static string Shrunk(Action check) => Assert.Throws<GradientException>(check).Report.Input;

    [Fact]
    public void Functions_of_numbers_and_vectors_are_checked()
    {
        Assert.Empty(GradientCheck.Verify<Wave>(0.5).Unchecked);
        Assert.Empty(GradientCheck.Verify<Rosenbrock>([0.5, -1]).Unchecked);
        Assert.Empty(GradientCheck.Verify<Polar>([0.5, -1], 3).Unchecked);
        Assert.True(GradientCheck.Verify<Wave>(0.5, new() { Order = 3 }).Compared > GradientCheck.Verify<Wave>(0.5).Compared);
        Assert.Throws<GradientException>(() => GradientCheck.Verify<LostAbove<Half>>([0.7]));
        Assert.Throws<GradientException>(() => GradientCheck.Verify<Converted>([1, 2], 2));
    }

    [Fact]
    public void Right_functions_pass_at_all_numbers()
    {
        GradientCheck.ForAll<Wave>();
        GradientCheck.ForAll<SquareRoot>(Inputs.Number(0.1, 4));
        GradientCheck.ForAll<Rosenbrock>(Inputs.Numbers(2));
        GradientCheck.ForAll<Polar>(from r in Gen.Choose(1, 3) from angle in Gen.Choose(-3, 3) select new[] { r, angle / 2.0 }, 3);
    }

    [Fact]
    public void Failures_shrink_to_the_smallest_vector_and_simple_numbers()
    {
        Assert.Equal("x = float64 [] 0.0", Shrunk(() => GradientCheck.ForAll<Rounded>(options: new() { Replay = (1, 3) })));
        Assert.Equal("x = float64 [1] [1.]", Shrunk(() => GradientCheck.ForAll<LostAbove<Half>>(Inputs.Numbers(4), again)));
        Assert.Equal("x = float64 [3] [0. 0. 0.]", Shrunk(() => GradientCheck.ForAll<LostAbove<OfThree>>(Inputs.Numbers(6), again)));
        Assert.Equal("x = float64 [2] [0. 0.]", Shrunk(() => GradientCheck.ForAll<Converted>(Inputs.Numbers(4), 2, again)));
    }

    [Fact]
    public void The_check_is_a_property_of_FsCheck()
    {
        Check(GradientCheck.Property<Wave>());
        Check(GradientCheck.Property<Rosenbrock>(Inputs.Numbers(2)));
        Check(GradientCheck.Property<Polar>(Inputs.Numbers(2), 3));
        var message = Assert.ThrowsAny<Exception>(() => Check(GradientCheck.Property<LostAbove<Half>>(Inputs.Numbers(4), again))).Message;
        Assert.Contains("x = float64 [1] [1.]", message);

        static void Check(Property property) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(50).WithReplay(2027, 1), property);
    }

    [Fact]
    public void A_report_names_the_function_and_its_elements()
    {
        Says("""
            Rounded: 16 of 16 comparisons fail
              tangent   ∂y/∂x   the rule gives 1.648721271, not 2.473081906 ± ε
              tangent   ∂y/∂v0  the rule gives 1.648721271, not 2.473081906 ± ε
              tangent   ∂y/∂v1  the rule gives 1.530071887, not 2.29510783 ± ε
              tangent   and 1 more
              pullback  ∂y/∂x   the rule gives 1.648721271, not 2.473081906 ± ε
              pullback  ∂y/∂v0  the rule gives 1.648721271, not 2.473081906 ± ε
              pullback  ∂y/∂v1  the rule gives 1.530071887, not 2.29510783 ± ε
              pullback  and 9 more
            at x = float64 [] 0.5
            """, GradientCheck.Examine<Rounded>(0.5, first));
        Says("""
            Converted: 2 of 2 comparisons fail
              tangent     InvalidOperationException: a conversion from Dual<Double> to Double would lose the derivative: ☐
              pullback    InvalidOperationException: a conversion from Reverse<Double> to Double would lose the derivative: ☐
            at x = float64 [2] [0.5 1. ]
            """.Replace("☐", "keep the type, or take the derivative away first with Scalars.StopGradient"),
            GradientCheck.Examine<Converted>([0.5, 1], 2, first));
        Says("LostAbove<OfThree>: 84 comparisons agree\nat x = float64 [2] [0.5 1. ]", GradientCheck.Examine<LostAbove<OfThree>>([0.5, 1]));
        Assert.Equal("the sum", GradientCheck.Verify<LostAbove<OfThree>>([0.5, 1], function: "the sum").Function);
    }

    [Fact]
    public void A_kink_is_not_blamed_on_the_function_and_the_rest_is_checked()
    {
        Says("""
            Magnitude: 4 comparisons agree, 16 could not be made
              tangent   ∂y/∂x[0]  not checked: the numeric derivative does not converge, 0 ± 2e+0
              tangent   and 3 more
              pullback  ∂y/∂x[0]  not checked: the numeric derivative does not converge, 0 ± 2e+0
              pullback  and 11 more
            at x = float64 [2] [0. 1.]
            """, GradientCheck.Verify<Magnitude>([0, 1], first));
        Assert.All(GradientCheck.Examine<WrongMagnitude>([0, 1], first).Discrepancies.OfType<Difference>(), found => Assert.Equal("x[1]", found.Argument));
        Assert.False(GradientCheck.Examine<WrongMagnitude>([0, 1], first).Passed);
    }

    /// <summary>Steps of 1/8, 1/16, … may meet as many jumps as their length has thousandths.</summary>
    [Theory, InlineData(0.3), InlineData(0.314), InlineData(0.328), InlineData(1.21), InlineData(1.7)]
    public void Jumps_are_not_taken_for_a_slope(double x) => GradientCheck.Verify<Stairs>(x);

    [Fact]
    public void A_point_without_a_derivative_is_not_checked()
    {
        Assert.True(GradientCheck.Examine<SquareRoot>(0).NothingCompared);
        Assert.Empty(GradientCheck.Examine<SquareRoot>(0).Discrepancies);
        Assert.True(Assert.Throws<GradientException>(() => GradientCheck.ForAll<SquareRoot>(Gen.Constant(0.0))).Report.NothingCompared);
    }

    [Fact]
    public void An_infinite_slope_of_one_result_leaves_the_others_alone()
        => Assert.True(GradientCheck.Verify<RootAndRest>([0, 1], 2).Compared > 10);

    public static TheoryData<string, Action> Refused => new()
    {
        { "x has no elements, so there is no derivative of Rosenbrock to check: give at least one", () => GradientCheck.Verify<Rosenbrock>([]) },
        { "x has no elements, so there is no derivative of Polar to check: give at least one", () => GradientCheck.Verify<Polar>([], 3) },
        { "the function cannot be checked at the input x = float64 [0]", () => GradientCheck.ForAll<Rosenbrock>(Inputs.Numbers(0)) },
        { "x has the element NaN: a function has no derivative there", () => GradientCheck.Verify<Wave>(double.NaN) },
        { "x has the element Infinity: a function has no derivative there", () => GradientCheck.Verify<Rosenbrock>([1, double.PositiveInfinity]) },
        { "Rosenbrock reads more than 1 numbers or fills more than 1: give it as many as it needs", () => GradientCheck.Verify<Rosenbrock>([1]) },
        { "Polar reads more than 2 numbers or fills more than 2: give it as many as it needs", () => GradientCheck.Verify<Polar>([1, 2], 2) },
        { "Rosenbrock reads more than 1 numbers", () => GradientCheck.ForAll<Rosenbrock>(Inputs.Numbers(1)) },
        { "a function that fills 0 numbers has no derivative to check", () => GradientCheck.Verify<Polar>([1, 2], 0) },
        { "a function that fills -1 numbers has no derivative to check", () => GradientCheck.ForAll<Polar>(Inputs.Numbers(2), -1) },
        { "it must be pure", () => GradientCheck.Verify<Chance>(1) },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_be_checked_is_refused_with_a_reason(string reason, Action check)
    {
        var message = Assert.ThrowsAny<ArgumentException>(check).Message;
        Assert.Contains(reason, message);
        Assert.DoesNotContain('\n', message);
    }
}
