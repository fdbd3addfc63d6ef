using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Reverse.BothModes;

namespace Functional.Tests.Reverse;

/// <summary>Functions with derivatives of their own: the rules that hold, the values that are captured, and what is refused.</summary>
public class CustomTests
{
    /// <summary>A function whose rules differ from its derivative, to tell which is used: the value x³, the derivative 10 x.</summary>
    static readonly Func<Tensor, Tensor> marked = Custom(x => x * x * x, tangent: (x, dx, _) => 10 * x * dx, pullback: (x, _, dy) => 10 * x * dy);

    [Fact]
    public void The_rules_hold_instead_of_the_derivative_at_every_order()
    {
        Assert.Equal(8, marked(N(2)).ToScalar());
        foreach (var (_, d) in Modes)
        {
            Assert.Equal(20, d(marked)(N(2)).ToScalar());
            Assert.Equal(20 * 8, d(x => Square(marked(x)) / 2)(N(2)).ToScalar());
            foreach (var (_, outer) in Modes)
            {
                Assert.Equal(10, outer(d(marked))(N(2)).ToScalar());
                // (marked²/2)'' = (10 x marked)' = 10 marked + 10 x 10 x.
                Assert.Equal(80 + 400, outer(d(x => Square(marked(x)) / 2))(N(2)).ToScalar());
                // (10 marked + 100 x²)' = 100 x + 200 x.
                Assert.Equal(600, Modes[0].Derivative(outer(d(x => Square(marked(x)) / 2)))(N(2)).ToScalar());
            }
        }
    }

    [Fact]
    public void The_result_may_be_used_by_the_rules()
    {
        var exp = Custom(Exp, tangent: (_, dx, y) => dx * y, pullback: (_, y, dy) => dy * y);
        foreach (var (_, a) in Modes)
            foreach (var (_, b) in Modes)
                foreach (var (_, c) in Modes)
                    Assert.Equal(Math.Exp(0.5), a(b(c(exp)))(N(0.5)).ToScalar(), 1e-15);
    }

    [Fact]
    public void Captured_values_keep_their_derivatives()
    {
        foreach (var (_, d) in Modes)
        {
            // The value c x, the derivative in x said to be 10, that in c x.
            Func<Tensor, Func<Tensor, Tensor>> scaled = c => Custom(x => c * x, tangent: (_, dx, _) => 10 * dx, pullback: (_, _, dy) => 10 * dy);
            Assert.Equal(3, d(c => scaled(c)(N(3)))(N(2)).ToScalar());
            Assert.Equal(2 + 10, d(c => scaled(c)(c))(N(2)).ToScalar());
            foreach (var (_, inner) in Modes)
            {
                // The captured value belongs to the outer derivative, then to the inner one.
                Assert.Equal(0, d(c => inner(x => scaled(c)(x))(N(3)))(N(2)).ToScalar());
                Assert.Equal(3, d(c => inner(x => scaled(c)(x) * x)(N(3)))(N(2)).ToScalar());
                // d/dx of (c x c / 2)' = x c / 2 + y / 2, in which x is free and y = c x has the rule.
                Assert.Equal(1 + 5, d(x => inner(c => scaled(c)(x) * c / 2)(N(2)))(N(3)).ToScalar());
                // d/dx of d/dc c x.
                Assert.Equal(1, d(x => inner(c => scaled(c)(x))(N(2)))(N(3)).ToScalar());
                // d/dc of d/dx where both are c: (c + 10)'.
                Assert.Equal(1, d(inner(c => scaled(c)(c)))(N(3)).ToScalar());
            }
        }
    }

    [Fact]
    public void Rules_may_capture_values_too()
    {
        foreach (var (_, d) in Modes)
        {
            Func<Tensor, Func<Tensor, Tensor>> scaled = c => Custom(x => c * x, tangent: (_, dx, _) => c * dx, pullback: (_, _, dy) => c * dy);
            Assert.Equal(4, d(c => scaled(c)(c))(N(2)).ToScalar());
            foreach (var (_, inner) in Modes)
            {
                Assert.Equal(1, d(c => inner(scaled(c))(N(3)))(N(2)).ToScalar());
                Assert.Equal(2, d(inner(c => scaled(c)(c)))(N(2)).ToScalar());
            }
        }
    }

    [Fact]
    public void Arguments_and_results_may_be_trees()
    {
        var f = Custom<(Tensor A, Tensor[] B), (Tensor, Tensor, Tensor)>(
            x => (x.A * x.B[0], x.B[1] + 1, ArgSort(x.A)),
            tangent: (x, dx, _) => (2 * (dx.A * x.B[0] + x.A * dx.B[0]), dx.B[1], ArgSort(x.A)),
            pullback: (x, _, dy) => (2 * dy.Item1 * x.B[0], [2 * dy.Item1 * x.A, dy.Item2]));
        var x = (A: V(1, 2), B: new[] { V(3, 5), V(7, 11) });

        var (a, b) = Grad<(Tensor A, Tensor[] B)>(x => Sum(f(x).Item1))(x);
        Assert.Equal([6, 10], a.ToArray<double>());
        Assert.Equal([2, 4], b[0].ToArray<double>());
        Assert.Equal([0, 0], b[1].ToArray<double>());
        (a, b) = Grad<(Tensor A, Tensor[] B)>(x => Sum(f(x).Item2))(x);
        Assert.Equal([0, 0], a.ToArray<double>());
        Assert.Equal([1, 1], b[1].ToArray<double>());
        var (y, dy) = Jvp(f, x, (V(1, 0), [V(0, 1), V(1, 1)]));
        Assert.Equal([0, 1], y.Item3.ToArray<int>());
        Assert.Equal([6, 4], dy.Item1.ToArray<double>());
        Assert.Equal([1, 1], dy.Item2.ToArray<double>());
        // A part of the argument may be a constant.
        Assert.Equal([6, 10], Grad(a => Sum(f((a, x.B)).Item1))(x.A).ToArray<double>());
    }

    [Fact]
    public void Gradients_through_a_rounding_go_straight()
    {
        var round = Custom(Round, pullback: (_, _, dy) => dy);
        Assert.Equal([4, -2], Grad(x => Sum(Square(round(x))))(V(1.6, -1.2)).ToArray<double>());
    }

    [Fact]
    public void A_result_nobody_uses_asks_no_rule()
    {
        var f = Custom<Tensor, Tensor>(x => x * 2);
        Assert.Equal(1, Grad(x => { f(x); return x; })(N(3)).ToScalar());
        Assert.Equal(2, Grad(c => Custom<Tensor, Tensor>(x => x * c)(N(2)))(N(3)).ToScalar());
    }

    [Fact]
    public void A_pullback_can_be_called_again_and_differentiated()
    {
        var (_, pullback) = Vjp(marked, V(1, 2));
        for (var i = 0; i < 3; i++) Assert.Equal([10, 40], pullback(V(1, 2)).ToArray<double>());
        Assert.Equal([10, 20], Grad(dy => Sum(pullback(dy)))(V(1, 2)).ToArray<double>());
    }

    [Fact]
    public void Values_kept_after_a_rule_has_run_are_refused()
    {
        Tensor? kept = null;
        Grad(Custom(x => x, pullback: (x, _, dy) => kept = x * dy))(N(1));
        Assert.Contains("has ended", Assert.Throws<ScopeException>(() => kept!.ToScalar()).Message, StringComparison.Ordinal);
        Grad(Custom(x => kept = x * 2, pullback: (x, _, dy) => dy))(N(1));
        Assert.Contains("has ended", Assert.Throws<ScopeException>(() => kept! + 1).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Large_arrays_stay_what_they_are()
    {
        var (x, v) = (new Key(1).Uniform([100, 200], 0.5, 1.5, DType.Float64), new Key(2).Uniform([100, 200], 0.5, 1.5, DType.Float64));
        var cube = Custom(x => x * x * x, tangent: (x, dx, _) => 3 * x * x * dx, pullback: (x, _, dy) => 3 * x * x * dy);
        var (gradient, curvature) = Jvp(Grad(x => Sum(cube(x))), x, v);
        var mixed = Grad(w => Sum(Grad(x => Sum(cube(x * w)))(x)))(v);
        Tensor? kept = null;
        Grad(x => Sum(Custom(x => x * x, pullback: (x, _, dy) => { kept ??= Tensor.OnesLike(x) * 5; return 2 * x * dy; })(x)))(x);
        for (var i = 0; i < 3; i++) Grad(x => Sum(cube(x * x)))(x * i);
        Same(3 * x * x, gradient);
        Same(6 * x * v, curvature);
        Same(9 * x * x * v * v, mixed);
        Same(Tensor.OnesLike(x) * 5, kept!);

        static void Same(Tensor expected, Tensor found) => Assert.True(Max(Abs(expected - found)).ToScalar() < 1e-12, "the values differ from the closed form");
    }

    [Fact]
    public void Missing_and_wrong_rules_are_refused()
    {
        Refused<NotSupportedException>("Custom: the function has no pullback, so reverse mode cannot differentiate it: pass pullback: to Custom", () => Grad(Custom(Sin, tangent: (x, dx, _) => dx))(N(1)));
        Refused<NotSupportedException>("Custom: the function has no tangent, so forward mode cannot differentiate it: pass tangent: to Custom", () => Derivative(Custom(Sin, pullback: (x, _, dy) => dy))(N(1)));
        Refused<ShapeException>("Custom: the argument is [], what the pullback gives for it is [2]: shapes differ", () => Grad(Custom(Sin, pullback: (x, _, dy) => V(1, 2)))(N(1)));
        Refused<ShapeException>("Custom: the result is [], what the tangent gives for it is [2]: shapes differ", () => Derivative(Custom(Sin, (_, dx, _) => V(1, 2)))(N(1)));
        Refused<DTypeException>("Custom: the argument is float64, what the pullback gives for it is float32: convert one with Cast", () => Grad(Custom(Sin, pullback: (x, _, dy) => Tensor.Scalar(1f)))(N(1)));
        Refused<ShapeException>("Custom: the pullback gives 1 tensors for the 2 of the argument", () => Grad<Tensor[]>(Custom<Tensor[], Tensor>(x => x[0] * x[1], pullback: (x, _, dy) => [dy]))([N(1), N(2)]));

        static void Refused<T>(string message, Func<object?> use) where T : Exception => Assert.Equal(message, Assert.Throws<T>(use).Message);
    }
}
