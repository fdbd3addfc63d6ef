using Functional.Solvers;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Solvers;

public class MinimizerTests
{
    static Tensor Rosenbrock(Tensor x) => Sum(100 * Square(x[1..] - Square(x[..^1])) + Square(1 - x[..^1]));

    static Tensor Beale(Tensor x)
        => Square(1.5 - x[0] + x[0] * x[1]) + Square(2.25 - x[0] + x[0] * Pow(x[1], 2)) + Square(2.625 - x[0] + x[0] * Pow(x[1], 3));

    static Tensor Powell(Tensor x)
        => Square(x[0] + 10 * x[1]) + 5 * Square(x[2] - x[3]) + Pow(x[1] - 2 * x[2], 4) + 10 * Pow(x[0] - x[3], 4);

    public static TheoryData<string> Methods => ["Newton", "NewtonKrylov", "Lbfgs"];

    static Minimum<Tensor> Minimize(string method, Func<Tensor, Tensor> f, Tensor x, double tolerance = 1e-8) => method switch
    {
        "Newton" => new Newton { GradientTolerance = tolerance }.Minimize(f, x),
        "NewtonKrylov" => new NewtonKrylov { GradientTolerance = tolerance }.Minimize(f, x),
        _ => new Lbfgs { GradientTolerance = tolerance }.Minimize(f, x),
    };

    [Theory, MemberData(nameof(Methods))]
    public void Rosenbrock_in_2_and_100_dimensions(string method)
    {
        var two = Minimize(method, Rosenbrock, V(-1.2, 1));
        Assert.Equal(Outcome.Converged, two.Outcome);
        Near(V(1, 1), two.X, 1e-7);
        Assert.InRange(two.Iterations.ToScalar(), 10, 80);
        var start = Stack(1, Tensor.Full([50], -1.2, DType.Float64), Tensor.Ones([50], DType.Float64)).Reshape([100]);
        // The chain has a second local minimum, to which this start does not lead.
        var hundred = Minimize(method, Rosenbrock, start);
        Assert.Equal(Outcome.Converged, hundred.Outcome);
        Assert.InRange(Vectors.Largest(Grad(Rosenbrock)(hundred.X)).ToScalar(), 0, 1e-8);
        Assert.True(hundred.Value.ToScalar() < 1e-12 || Math.Abs(hundred.X[0].ToScalar() + 0.99) < 0.02, $"{hundred.Value}");
        Assert.True(Eigvalsh(Hessian(Rosenbrock)(hundred.X)).Min().ToScalar() > 0);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Beale_and_Powell(string method)
    {
        var beale = Minimize(method, Beale, V(1, 1));
        Assert.Equal(Outcome.Converged, beale.Outcome);
        Near(V(3, 0.5), beale.X, 1e-7);
        // The Hessian at the minimum of Powell's function is singular, so x is less exact than the gradient.
        var powell = Minimize(method, Powell, V(3, -1, 0, 1));
        Assert.Equal(Outcome.Converged, powell.Outcome);
        Near(V(0, 0, 0, 0), powell.X, 2e-3);
        Assert.InRange(powell.Value.ToScalar(), 0, 1e-9);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Logistic_regression(string method)
    {
        // The maximum likelihood satisfies Σ (σ(xw) − y) x = 0, which is what is checked.
        var x = Concat(1, new Key(1).Normal([200, 3], dtype: DType.Float64), Tensor.Ones([200, 1], DType.Float64));
        var y = Cast(new Key(2).Uniform([200], 0, 1, DType.Float64) < Sigmoid(x.MatMul(V(1, -2, 0.5, 0.3))), DType.Float64);
        var fit = Minimize(method, w => Mean(Softplus(x.MatMul(w)) - y * x.MatMul(w)), Tensor.Zeros([4], DType.Float64), 1e-7);
        Assert.Equal(Outcome.Converged, fit.Outcome);
        Near(Tensor.Zeros([4], DType.Float64), x.T.MatMul(Sigmoid(x.MatMul(fit.X)) - y) / 200, 1e-7);
        Near(V(1, -2, 0.5, 0.3), fit.X, 0.5);
    }

    [Fact]
    public void Conjugate_gradients_solve_a_quadratic_in_n_products()
    {
        var a = new Key(3).Normal([12, 12], dtype: DType.Float64);
        var (h, b) = (a.MatMul(a.T) + Tensor.Eye(12, dtype: DType.Float64), new Key(4).Normal([12], dtype: DType.Float64));
        Func<Tensor, Tensor> f = x => 0.5 * Sum(x * h.MatMul(x)) - Sum(b * x);
        var method = new NewtonKrylov { GradientTolerance = 1e-7, InitialRadius = 1e6 };
        // With a target that only n products reach.
        var start = method.Init(f, Tensor.Zeros([12], DType.Float64)) with { Tolerance = N(1e-9) };
        var state = method.Step(f, start);
        Assert.Equal((Outcome.Converged, 1), (state.Outcome, state.Iterations.ToScalar()));
        Assert.InRange(state.Products.ToScalar(), 9, 13);
        Near(Solve(h, b), state.X, 1e-7);
        // A Newton step is exact.
        Assert.Equal((Outcome.Converged, 1), new Newton().Minimize(f, Tensor.Zeros([12], DType.Float64)) is var m ? (m.Outcome, m.Iterations.ToScalar()) : default);
    }

    [Fact]
    public void Newtons_convergence_is_quadratic()
    {
        // The error of x − tanh-like steps for Σ eˣ − 2x, whose minimum is log 2: eₖ₊₁/eₖ² tends to f‴/2f″ = 1/2.
        var method = new Newton { GradientTolerance = 1e-14 };
        Func<Tensor, Tensor> f = x => Sum(Exp(x) - 2 * x);
        var (state, errors) = (method.Init(f, V(0.3)), new List<double>());
        while (state.Outcome == Outcome.Running)
        {
            errors.Add(Math.Abs(state.X[0].ToScalar() - Math.Log(2)));
            state = method.Step(f, state);
        }
        Assert.InRange(errors[2] / (errors[1] * errors[1]), 0.47, 0.53);
        Assert.InRange(errors[3] / (errors[2] * errors[2]), 0.45, 0.55);
    }

    [Fact]
    public void Newton_leaves_a_saddle_where_the_hessian_is_not_positive_definite()
    {
        Func<Tensor, Tensor> f = x => Pow(x[0], 4) - 2 * Square(x[0]) + Square(x[1]);
        var method = new Newton();
        var start = method.Init(f, V(0.1, 1));
        var first = method.Step(f, start);
        Assert.True(first.Shift.ToScalar() > 0);
        Assert.True(first.Value.ToScalar() < start.Value.ToScalar());
        Near(V(1, 0), method.Minimize(f, V(0.1, 1)).X, 1e-6);
        Near(V(1, 0), new NewtonKrylov().Minimize(f, V(0.1, 1)).X, 1e-6);
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_minimum_is_differentiable_in_what_the_function_captures(string method)
    {
        // min over x of (x₀ − p)² + (x₁ − p²)² + x₀⁴: 4x³ + 2(x − p) = 0 in x₀.
        Func<Tensor, Tensor> minimum = p => Minimize(method, x => Square(x[0] - p) + Square(x[1] - p * p) + Pow(x[0], 4), V(0.5, 0.5), 1e-12).X;
        var x = minimum(N(1.2))[0].ToScalar();
        var slope = 1 / (1 + 6 * x * x);
        var second = -12 * x * slope * slope * slope;
        Near(V(slope, 2.4), Derivative(minimum)(N(1.2)), 1e-9);
        Near(N(slope), Grad(p => minimum(p)[0])(N(1.2)), 1e-9);
        Near(N(second), Grad(Grad(p => minimum(p)[0]))(N(1.2)), 1e-8);
        Near(N(second), Derivative(Grad(p => minimum(p)[0]))(N(1.2)), 1e-8);
        Near(N(2), Grad(Grad(p => minimum(p)[1]))(N(1.2)), 1e-8);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Trees_and_float32(string method)
    {
        Func<(Tensor A, Tensor B), Tensor> f = x => Sum(Square(x.A - 3)) + Square(x.B + 1 - Sum(x.A));
        var start = (Tensor.Zeros([2]), Tensor.Scalar(0f));
        var minimum = method switch
        {
            "Newton" => new Newton { GradientTolerance = 1e-4 }.Minimize(f, start),
            "NewtonKrylov" => new NewtonKrylov { GradientTolerance = 1e-4 }.Minimize(f, start),
            _ => new Lbfgs { GradientTolerance = 1e-4 }.Minimize(f, start),
        };
        Assert.Equal(Outcome.Converged, minimum.Outcome);
        Near(Tensor.Of(3f, 3f), minimum.X.Item1, 1e-3);
        Near(Tensor.Scalar(5f), minimum.X.Item2, 1e-3);
    }

    [Fact]
    public void A_search_says_why_it_stops()
    {
        Assert.Equal(Outcome.UsedUp, new Lbfgs { MaxIterations = 3 }.Minimize(Rosenbrock, V(-1.2, 1)).Outcome);
        Assert.Equal(Outcome.NotFinite, new Newton().Minimize(x => Sum(Log(x)), V(-1)).Outcome);
        // At a kink the gradient does not vanish.
        Func<Tensor, Tensor> kink = x => Sum(Abs(x) + 0.1 * x);
        foreach (var minimum in new[] { new Lbfgs().Minimize(kink, V(1.1)), new NewtonKrylov().Minimize(kink, V(1.1)), new Newton().Minimize(kink, V(1.1)) })
        {
            Assert.Equal(Outcome.Stalled, minimum.Outcome);
            Assert.InRange(minimum.X[0].ToScalar(), -1e-6, 1e-6);
        }
        // Without a lower bound, values overflow or steps are used up.
        Assert.NotEqual(Outcome.Converged, new Lbfgs { MaxIterations = 50 }.Minimize(x => -Sum(Exp(x)), V(1)).Outcome);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Contains("not a scalar", Assert.Throws<ShapeException>(() => new Lbfgs().Minimize(x => x, V(1, 2))).Message, StringComparison.Ordinal);
        Assert.Equal("Lbfgs: an unknown is int32, not float32 or float64: convert it with Cast",
            Assert.Throws<DTypeException>(() => new Lbfgs().Minimize(x => Sum(x), Tensor.Of(1))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs { GradientTolerance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs { GradientTolerance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs { Memory = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NewtonKrylov { InitialRadius = 0 });
    }
}
