using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Reverse.BothModes;

namespace Functional.Tests.Reverse;

public class TextbookTests
{
    /// <summary>A. Baydin, B. Pearlmutter, A. Radul, J. Siskind 2018, "Automatic Differentiation in Machine Learning: a Survey", tables 2 and 3.</summary>
    static Tensor Survey(Tensor a, Tensor b) => Log(a) + a * b - Sin(b);

    [Fact]
    public void The_value_of_the_trace() => Assert.Equal(11.652, Survey(N(2), N(5)).ToScalar(), 5e-4);

    [Fact]
    public void The_tangents_of_the_trace()
    {
        var (_, tangents) = Jvp(x =>
        {
            var (logarithm, product, sine) = (Log(x.a), x.a * x.b, Sin(x.b));
            return (x.a, x.b, logarithm, product, sine, sum: logarithm + product, y: logarithm + product - sine);
        }, (a: N(2), b: N(5)), (a: N(1), b: N(0)));
        Assert.Equal([1, 0, 0.5, 5, 0, 5.5, 5.5], Tree.Leaves(tangents).Select(tangent => tangent.ToScalar()));
    }

    [Fact]
    public void The_adjoints_of_the_trace()
    {
        var (a, b) = Grad<Tensor, Tensor>(Survey)(N(2), N(5));
        Assert.Equal(5.5, a.ToScalar(), 1e-15);
        Assert.Equal(2 - Math.Cos(5), b.ToScalar(), 1e-15);
        var (da, db) = Derivative(Survey)(N(2), N(5));
        Assert.Equal((a.ToScalar(), b.ToScalar()), (da.ToScalar(), db.ToScalar()));
    }

    [Theory]
    [InlineData(new[] { 5.0, 4, 8 }, new[] { 34.0, 1, 4 }, 2, new[] { 4.32, 3.98, 7.92 })]
    [InlineData(new[] { 2.0, -1, 4, 8 }, new[] { 1.0, 5, 1, 2 }, 7, new[] { 1.93, -1.35, 3.93, 7.86 })]
    public void A_step_of_gradient_descent(double[] w, double[] x, double error, double[] expected)
    {
        var target = V(w).MatMul(V(x)) - error;
        var (gradientW, gradientB) = Grad<Tensor, Tensor>((w, b) => 0.5 * Square(w.MatMul(V(x)) + b - target))(V(w), N(0));
        var stepped = (V(w) - 0.01 * gradientW).ToArray<double>();
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], stepped[i], 1e-12);
        Assert.Equal(error, gradientB.ToScalar(), 1e-12);
    }

    [Fact]
    public void Perturbations_are_not_confused()
    {
        foreach (var (_, outer) in Modes)
            foreach (var (_, inner) in Modes)
            {
                Assert.Equal(1, outer(x => x * inner(y => x + y)(N(1)))(N(1)).ToScalar());
                Assert.Equal(1, outer(x => x * inner(y => x + y)(x))(N(3)).ToScalar());
                // d/dx (x · d/dy (x · y²) at y = x) = d/dx 2x³ = 6x².
                Assert.Equal(24, outer(x => x * inner(y => x * y * y)(x))(N(2)).ToScalar());
                // The argument of the outer derivative does not reach the inner one, though it is in scope.
                Assert.Equal(0, inner(y => outer(x => x * x)(N(3)))(N(1)).ToScalar());
            }
    }

    [Fact]
    public void Derivatives_nest_in_all_mixtures()
    {
        for (var mixture = 0; mixture < 32; mixture++)
        {
            Func<Tensor, Tensor> power = x => Pow(x, 5), product = x => x * x * x * x * x;
            for (var order = 0; order < 5; order++)
            {
                var derivative = Modes[mixture >> order & 1].Derivative;
                (power, product) = (derivative(power), derivative(product));
            }
            Assert.Equal(120, power(N(2)).ToScalar(), 1e-9);
            Assert.Equal(120, product(N(2)).ToScalar(), 1e-9);
        }
    }
}
