using Functional.Solvers;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Solvers;

/// <summary>The adjoint against closed forms, and against the derivatives straight through the steps.</summary>
public class AdjointTests
{
    static readonly DormandPrince method = new() { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-11 };

    static Tensor Pendulum(Tensor t, Tensor x, Tensor p) => Stack(0, x[1], -p[0] * Sin(x[0]) - p[1] * x[1] + 0.1 * Cos(t));

    /// <summary>exp(a) by its series, of matrices of moderate size.</summary>
    static Tensor MatrixExp(Tensor a)
    {
        var (sum, term) = (Tensor.Eye(a.Shape[0], dtype: a.DType), Tensor.Eye(a.Shape[0], dtype: a.DType));
        for (var k = 1; k < 40; k++) sum += term = term.MatMul(a) / k;
        return sum;
    }

    [Fact]
    public void A_linear_equation_has_the_derivatives_of_the_matrix_exponential()
    {
        var (a, x) = (new Key(1).Normal([3, 3], dtype: DType.Float64), new Key(2).Normal([3], dtype: DType.Float64));
        Func<Tensor, Tensor, Tensor> closed = (x, a) => Sum(Square(MatrixExp(0.8 * a).MatMul(x)));
        Func<Tensor, Tensor, Tensor> adjoint = (x, a) => Sum(Square(method.Adjoint((t, x, a) => a.MatMul(x), x, a, 0, 0.8)));
        Near(closed(x, a), adjoint(x, a), 1e-9);
        Near(Grad(closed)(x, a).Item1, Grad(adjoint)(x, a).Item1, 1e-8);
        Near(Grad(closed)(x, a).Item2, Grad(adjoint)(x, a).Item2, 1e-8);
        Near(Jvp(closed, (x, a), (x, a)).Tangent, Jvp(adjoint, (x, a), (x, a)).Tangent, 1e-8);
        // Backwards in time.
        Func<Tensor, Tensor> back = a => Sum(Square(method.Adjoint((t, x, a) => a.MatMul(x), x, a, 0.8, 0)));
        Near(Grad(a => Sum(Square(MatrixExp(-0.8 * a).MatMul(x))))(a), Grad(back)(a), 1e-8);
    }

    [Fact]
    public void It_agrees_with_the_steps_themselves()
    {
        var (x, p) = (V(1, 0.5), V(2, 0.3));
        Func<Tensor, Tensor, Tensor> through = (x, p) => Sum(V(1, 2) * method.Integrate((t, x) => Pendulum(t, x, p), x, 0, 3).X);
        Func<Tensor, Tensor, Tensor> adjoint = (x, p) => Sum(V(1, 2) * method.Adjoint(Pendulum, x, p, 0, 3));
        Assert.Equal(through(x, p).ToScalar(), adjoint(x, p).ToScalar());
        Near(Grad(through)(x, p).Item1, Grad(adjoint)(x, p).Item1, 1e-8);
        Near(Grad(through)(x, p).Item2, Grad(adjoint)(x, p).Item2, 1e-8);
        // With steps of equal length the two differ by the error of the steps.
        Near(Grad(through)(x, p).Item2, Grad(p => Sum(V(1, 2) * new RungeKutta4(300).Adjoint(Pendulum, x, p, 0, 3)))(p), 1e-7);
    }

    [Fact]
    public void Derivatives_of_derivatives()
    {
        // x = x₀ exp(p sin t)
        Func<Tensor, Tensor> adjoint = p => method.Adjoint((t, x, p) => p * x * Cos(t), Tensor.OnesLike(p), p, 0, 2);
        var (p, s) = (N(0.7), Math.Sin(2));
        Tensor Exact(int order) => N(Math.Pow(s, order) * Math.Exp(0.7 * s));
        Near(Exact(0), adjoint(p), 1e-9);
        Near(Exact(1), Grad(adjoint)(p), 1e-8);
        Near(Exact(1), Derivative(adjoint)(p), 1e-8);
        Near(Exact(2), Grad(Grad(adjoint))(p), 1e-7);
        Near(Exact(2), Derivative(Grad(adjoint))(p), 1e-7);
        Near(Exact(2), Grad(Derivative(adjoint))(p), 1e-7);
        Near(Exact(2), Derivative(Derivative(adjoint))(p), 1e-7);
        Near(Exact(3), Grad(Derivative(Grad(adjoint)))(p), 1e-6);
    }

    [Fact]
    public void Captured_parameters_keep_their_derivatives()
    {
        // x = x₀ exp(p q t), p given and q captured.
        Func<Tensor, Tensor, Tensor> end = (p, q) => method.Adjoint((t, x, p) => p * q * x, N(1.5), p, 0, 1);
        var (p, q, e) = (N(0.5), N(0.8), 1.5 * Math.Exp(0.4));
        Near(N(0.8 * e), Grad(p => end(p, q))(p), 1e-8);
        Near(N(0.5 * e), Grad(q => end(p, q))(q), 1e-8);
        Near(N(0.5 * e), Derivative(q => end(p, q))(q), 1e-8);
        var both = Grad(end)(p, q);
        Near(N(0.8 * e), both.Item1, 1e-8);
        Near(N(0.5 * e), both.Item2, 1e-8);
        // ∂²/∂p∂q of exp(p q) is (1 + p q) exp(p q), in every nesting.
        Near(N(1.4 * e), Grad(q => Grad(p => end(p, q))(p))(q), 1e-7);
        Near(N(1.4 * e), Grad(p => Grad(q => end(p, q))(q))(p), 1e-7);
        Near(N(1.4 * e), Derivative(q => Grad(p => end(p, q))(p))(q), 1e-7);
        Near(N(1.4 * e), Grad(q => Derivative(p => end(p, q))(p))(q), 1e-7);
        Near(N(0.25 * e), Grad(Grad(q => end(p, q)))(q), 1e-7);
    }

    [Fact]
    public void Batches()
    {
        var steps = new RungeKutta4(100);
        Func<Tensor, Tensor> end = p => steps.Adjoint((t, x, p) => p * x, N(1), p, 0, 1);
        var p = V(0.1, -0.5, 1);
        Near(Exp(p), Vmap(end)(p), 1e-8);
        Near(Exp(p), Vmap(Grad(end))(p), 1e-8);
        Near(Exp(p), Grad(p => Sum(Vmap(end)(p)))(p), 1e-8);
        Near(Exp(p), Vmap(Grad(Grad(end)))(p), 1e-7);
    }

    [Fact]
    public void Trees_and_large_arrays()
    {
        var w = 0.01 * new Key(1).Normal([80, 80], dtype: DType.Float64);
        var x = (Tensor.Ones([80], DType.Float64), Tensor.Zeros([80, 80], DType.Float64));
        Func<(Tensor W, Tensor B), Tensor> adjoint = p => Sum(Square(new RungeKutta4(20).Adjoint<(Tensor X, Tensor Y), (Tensor W, Tensor B)>(
            (t, s, p) => (Tanh(p.W.MatMul(s.X) + p.B), s.Y * 0.1 + p.W), x, p, 0, 1).X));
        Func<(Tensor W, Tensor B), Tensor> through = p => Sum(Square(new RungeKutta4(20).Integrate<(Tensor X, Tensor Y)>(
            (t, s) => (Tanh(p.W.MatMul(s.X) + p.B), s.Y * 0.1 + p.W), x, 0, 1).X.X));
        for (var i = 0; i < 3; i++)
        {
            var (found, expected) = (Grad(adjoint)((w, N(0.1))), Grad(through)((w, N(0.1))));
            Near(expected.W, found.W, 1e-7);
            Near(expected.B, found.B, 1e-7);
        }
    }

    [Fact]
    public void A_trajectory_without_end_is_refused()
    {
        var message = Assert.Throws<SolverException>(() => new DormandPrince { MaxSteps = 10 }.Adjoint((t, x, p) => -p * x, N(1), N(1e6), 0, 1)).Message;
        Assert.StartsWith("Adjoint: the trajectory stops at ", message, StringComparison.Ordinal);
        Assert.EndsWith("(UsedUp): it has no end to differentiate", message, StringComparison.Ordinal);
        Assert.Equal("Adjoint: an unknown is [], its slope there is [2]: shapes differ",
            Assert.Throws<ShapeException>(() => method.Adjoint((t, x, p) => p, N(1), V(1, 2), 0, 1)).Message);
    }
}
