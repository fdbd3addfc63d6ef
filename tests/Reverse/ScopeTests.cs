using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Reverse.BothModes;

namespace Functional.Tests.Reverse;

/// <summary>Where derivatives begin and end: long programs, threads, kept values, and the shapes of arguments and results.</summary>
public class ScopeTests
{
    static class Table
    {
        internal static readonly Tensor Weights = Exp(V(0, 1)) * 2;
    }

    [Fact]
    public void A_million_steps_do_not_grow_the_stack()
    {
        Assert.Equal(1_000_001, Grad(x => Loop(x, 1_000_000))(N(1)).ToScalar());
        Assert.Equal(100_001, Derivative(x => Loop(x, 100_000))(N(1)).ToScalar());

        static Tensor Loop(Tensor x, int steps)
        {
            var sum = x;
            for (var i = 0; i < steps; i++) sum += x;
            return sum;
        }
    }

    [Fact]
    public void Thousands_of_layers_do_not_grow_the_stack()
    {
        var layers = Enumerable.Range(0, 5000).Select(i => Tensor.Eye(3, dtype: DType.Float64) * (1 + (i % 2 == 0 ? 1e-3 : -1e-3))).ToArray();
        var gradients = Grad<Tensor[]>(layers => layers.Aggregate(Tensor.Ones([1, 3], DType.Float64), (x, layer) => Relu(x.MatMul(layer))).Sum())(layers);
        Assert.Equal(5000, gradients.Length);
        var product = Math.Pow(1 - 1e-6, 2500);
        Assert.Equal(product / (1 + 1e-3), gradients[0][1, 1].ToScalar(), 1e-9);
    }

    [Fact]
    public void A_gradient_inside_a_gradient_may_run_on_another_thread()
    {
        var gradient = Grad(x =>
        {
            var slope = 0.0;
            var thread = new Thread(() => slope = Grad(y => y * y * y)(N(2)).ToScalar());
            thread.Start();
            thread.Join();
            return x * slope;
        });
        Assert.Equal(12, gradient(N(1)).ToScalar());
    }

    [Fact]
    public void A_value_of_another_thread_s_gradient_is_refused() => Grad(x =>
    {
        Exception? caught = null;
        var thread = new Thread(() => caught = Record.Exception(() => x * 2));
        thread.Start();
        thread.Join();
        Assert.Contains("another thread", Assert.IsType<ScopeException>(caught).Message, StringComparison.Ordinal);
        return x;
    })(N(1));

    [Fact]
    public void Tensors_first_touched_inside_a_gradient_stay_plain()
    {
        Assert.Equal(2 + 2 * Math.E, Grad(x => Sum(x * Table.Weights))(N(1)).ToScalar(), 1e-14);
        Assert.Equal(2 * Math.E, Table.Weights.ToArray<double>()[1], 1e-15);
    }

    [Fact]
    public void A_pullback_can_be_called_again()
    {
        var (y, pullback) = Vjp(x => Sin(x) * x, V(1, 2));
        Assert.Equal(2 * Math.Sin(2), y[1].ToScalar(), 1e-15);
        Assert.Equal(pullback(V(1, 0)).ToArray<double>(), pullback(V(1, 0)).ToArray<double>());
        Assert.Equal([0, Math.Cos(2) * 2 + Math.Sin(2)], pullback(V(0, 1)).ToArray<double>());
        Assert.Equal(2 * Math.Cos(2) + Math.Sin(2), Grad(u => pullback(u * V(0, 1)).Sum())(V(1, 1))[1].ToScalar(), 1e-15);
    }

    [Fact]
    public void A_result_may_be_an_argument_or_a_constant()
    {
        Assert.Equal(1, Grad(x => x)(N(3)).ToScalar());
        Assert.Equal(1, Derivative(x => x)(N(3)).ToScalar());
        Assert.Equal(0, Grad(x => N(7))(N(3)).ToScalar());
        Assert.Equal(0, Derivative(x => N(7))(N(3)).ToScalar());
        var (y, pullback) = Vjp(x => (x.a, x.a, x.b * 2), (a: N(1), b: N(2)));
        Assert.Equal(4, y.Item3.ToScalar());
        var (da, db) = pullback((N(1), N(10), N(100)));
        Assert.Equal((11, 200), (da.ToScalar(), db.ToScalar()));
    }

    [Fact]
    public void Five_derivatives_in_all_mixtures_of_modes()
    {
        for (var mixture = 0; mixture < 32; mixture++)
        {
            var f = (Tensor x) => Sin(2 * x) * Exp(x);
            for (var order = 0; order < 5; order++) f = Modes[mixture >> order & 1].Derivative(f);
            // (e^((1 + 2i) x))⁽⁵⁾ = (1 + 2i)⁵ e^((1 + 2i) x), of which this is the imaginary part.
            var expected = (System.Numerics.Complex.Pow(new(1, 2), 5) * System.Numerics.Complex.Exp(new System.Numerics.Complex(1, 2) * 0.3)).Imaginary;
            Assert.Equal(expected, f(N(0.3)).ToScalar(), 1e-11);
        }
    }

    [Fact]
    public void An_argument_without_influence_has_gradient_zero()
    {
        var (a, b) = Grad<Tensor, Tensor>((a, b) => Sum(a))(V(1, 2), V(3, 4));
        Assert.Equal(("[1. 1.]", "[0. 0.]"), (a.ToString(), b.ToString()));
        Assert.Equal([0, 0], Grad(x => Sum(StopGradient(x)))(V(1, 2)).ToArray<double>());
    }

    [Fact]
    public void A_value_kept_after_its_end_is_refused()
    {
        Tensor? kept = null;
        Grad(x => kept = x * 2)(N(1));
        Refused(kept!, "Grad");
        Vjp(x => kept = x * 2, N(1));
        Refused(kept!, "Vjp");
        Derivative(x => kept = x * 2)(N(1));
        Refused(kept!, "Derivative");
        Jvp(x => kept = x * 2, N(1), N(1));
        Refused(kept!, "Jvp");
        Assert.Throws<InvalidTimeZoneException>(() => Grad(x => (kept = x) is null ? x : throw new InvalidTimeZoneException())(N(1)));
        Refused(kept!, "Grad");

        static void Refused(Tensor kept, string transformation)
        {
            Func<object?>[] uses = [() => kept.ToScalar(), () => kept.ToArray<double>(), kept.ToString, () => kept + 1, () => Grad(x => x * kept)(N(1)), () => Derivative(x => x * kept)(N(1))];
            Assert.All(uses, use => Assert.Contains($" a {transformation} that has ended", Assert.Throws<ScopeException>(use).Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Wrong_arguments_and_results_are_refused()
    {
        Assert.Equal("Grad: the function returns [2], not a scalar: reduce it with Sum or Mean, or use Vjp", Assert.Throws<ShapeException>(() => Grad(x => x)(V(1, 2))).Message);
        Assert.Equal("Grad: the function returns int32, not float32 or float64", Assert.Throws<DTypeException>(() => Grad(x => x.Cast(DType.Int32))(N(1))).Message);
        Assert.Equal("Grad: an argument is int32, which has no derivative: pass float32 or float64, or capture it", Assert.Throws<DTypeException>(() => Grad(x => x)(Tensor.Scalar(1))).Message);
        Assert.Equal("Derivative: an argument is int32, which has no derivative: pass float32 or float64, or capture it", Assert.Throws<DTypeException>(() => Derivative(x => x)(Tensor.Scalar(1))).Message);
        Assert.Equal("Jvp: an argument is [2], its tangent is []: shapes differ", Assert.Throws<ShapeException>(() => Jvp(x => x, V(1, 2), N(1))).Message);
        Assert.Equal("Jvp: an argument is float64, its tangent is float32: convert one with Cast", Assert.Throws<DTypeException>(() => Jvp(x => x, N(1), Tensor.Scalar(1f))).Message);
        Assert.Equal("Vjp: the result is [2], its cotangent is []: shapes differ", Assert.Throws<ShapeException>(() => Vjp(x => x, V(1, 2)).Pullback(N(1))).Message);
        Assert.Equal("Vjp: the result is float64, its cotangent is float32: convert one with Cast", Assert.Throws<DTypeException>(() => Vjp(x => x, N(1)).Pullback(Tensor.Scalar(1f))).Message);
    }

    [Fact]
    public void Auxiliary_results_are_plain()
    {
        var (gradient, aux) = Grad<Tensor, (Tensor, string)>(x => (x * x, (x * 3, "text")))(N(2));
        Assert.Equal((4, 6, "text"), (gradient.ToScalar(), aux.Item1.ToScalar(), aux.Item2));
        Assert.Equal(7, (aux.Item1 + 1).ToScalar());
        var (value, same, _) = ValueAndGrad<Tensor, Tensor>(x => (x * x, x))(N(3));
        Assert.Equal((9, 6), (value.ToScalar(), same.ToScalar()));
        var (derivative, kept) = Derivative<Tensor>(x => (x * x, x * 3))(N(2));
        Assert.Equal((4, 6), (derivative.ToScalar(), kept.ToScalar()));
        // An inner auxiliary result still carries the outer derivative.
        Assert.Equal(3, Grad(x => Grad<Tensor, Tensor>(y => (y * y, x * 3))(N(1)).Aux)(N(1)).ToScalar());
        Assert.Equal(3, Derivative(x => Derivative<Tensor>(y => (y * y, x * 3))(N(1)).Aux)(N(1)).ToScalar());
    }

    [Fact]
    public void Functions_may_have_two_or_three_arguments()
    {
        var (a, b) = Grad<Tensor, Tensor>((a, b) => a * b)(N(2), N(3));
        Assert.Equal((3, 2), (a.ToScalar(), b.ToScalar()));
        var (value, (c, d, e)) = ValueAndGrad<Tensor, Tensor, Tensor>((a, b, c) => a * b * c)(N(2), N(3), N(5));
        Assert.Equal((30, 15, 10, 6), (value.ToScalar(), c.ToScalar(), d.ToScalar(), e.ToScalar()));
        Assert.Equal(7, Jvp((a, b) => a * b, (N(2), N(3)), (N(1), N(2))).Tangent.ToScalar());
        Assert.Equal(31, Jvp((a, b, c) => a * b * c, (N(2), N(3), N(5)), (N(1), N(1), N(1))).Tangent.ToScalar());
        Assert.Equal(3, Vjp((a, b) => a * b, N(2), N(3)).Pullback(N(1)).Item1.ToScalar());
        Assert.Equal(6, Vjp((a, b, c) => a * b * c, N(2), N(3), N(5)).Pullback(N(1)).Item3.ToScalar());
    }

    [Fact]
    public void Functions_may_take_functions_of_trees()
    {
        var (w, b) = Grad<(Tensor W, Tensor[] B)>(p => Sum(p.W * p.W) + p.B[0] * p.B[1])((V(1, 2), [N(3), N(4)]));
        Assert.Equal([2, 4], w.ToArray<double>());
        Assert.Equal((4, 3), (b[0].ToScalar(), b[1].ToScalar()));
    }

    [Fact]
    public void Values_can_be_read_and_decided_upon()
    {
        foreach (var (_, derivative) in Modes)
        {
            Func<Tensor, Tensor> f = x => x.ToScalar() > 0 ? x * x : -x;
            Assert.Equal(6, derivative(f)(N(3)).ToScalar());
            Assert.Equal(-1, derivative(f)(N(-3)).ToScalar());
            Assert.Equal(2, derivative(derivative(f))(N(3)).ToScalar());
            Assert.Equal(3, derivative(x => x * x.ToScalar())(N(3)).ToScalar());
            Assert.Equal(3, derivative(x => x.ToString() == "3.0" ? x * x.ToArray<double>()[0] : x)(N(3)).ToScalar());
        }
    }

    [Fact]
    public void Casts_carry_gradients_between_floats_and_stop_at_integers()
    {
        var gradient = Grad(x => Sum(x.Cast(DType.Float32) * 2).Cast(DType.Float64))(V(1, 2));
        Assert.Equal((DType.Float64, "[2. 2.]"), (gradient.DType, gradient.ToString()));
        Has([0], x => x.Cast(DType.Int32).Cast(DType.Float64), 2.5);
    }

    [Fact]
    public void Captured_values_of_an_outer_derivative_are_differentiated()
    {
        foreach (var (_, outer) in Modes)
            foreach (var (_, inner) in Modes)
            {
                // d/dx [d/dy (x y)² at y = 3] = d/dx 6x² = 12x.
                Assert.Equal(24, outer(x => inner(y => Square(x * y))(N(3)))(N(2)).ToScalar());
                Assert.Equal(24, outer(x => inner(y => Square(x * y))(N(3)) + 0 * x)(N(2)).ToScalar());
            }
    }
}
