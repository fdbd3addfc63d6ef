using Functional.Solvers;
using Xunit;
using static Functional.BatchMode;
using static Functional.Operations;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Solvers;

public class RootNewtonTests
{
    [Fact]
    public void Convergence_is_quadratic()
    {
        var method = new RootNewton { Tolerance = 1e-15 };
        Func<Tensor, Tensor> f = x => x * x * x - 2;
        var (state, errors) = (method.Init(f, V(1.5)), new List<double>());
        while (state.Outcome == Outcome.Running)
        {
            errors.Add(Math.Abs(state.X[0].ToScalar() - Math.Cbrt(2)));
            state = method.Step(f, state);
        }
        // eₖ₊₁ / eₖ² tends to f″/2f′ = 1/∛2.
        Assert.InRange(errors[3] / Math.Pow(errors[2], 2), 0.75, 0.85);
        Assert.Equal(Outcome.Converged, state.Outcome);
        Assert.Same(state.X, method.Step(f, state).X);
    }

    [Fact]
    public void Damping_saves_what_whole_steps_lose()
    {
        // Newton's method without damping diverges for arctan from 1.4 on.
        var root = new RootNewton().Solve(Atan, N(20));
        Assert.Equal(Outcome.Converged, root.Outcome);
        Assert.Equal(0, root.X.ToScalar(), 10);
    }

    [Fact]
    public void Each_element_of_a_batch_stops_at_its_own()
    {
        Func<Tensor, Root<Tensor>> solve = p => new RootNewton().Solve(x => Stack(0, x[0] * x[0] - p, x[1] - x[0]), V(1, 1));
        var roots = Vmap(solve)(V(1, 4, 1e6, -0.9));
        Near(M(1, 1, 2, 2, 1000, 1000), roots.X[..3], 1e-12);
        Is($"[1 1 1 {(int)Outcome.Stalled}]", roots.Code);
        // Each takes the steps that it takes alone, and no more.
        Is($"[0 {solve(N(4)).Iterations} {solve(N(1e6)).Iterations} {solve(N(-0.9)).Iterations}]", roots.Iterations);
        Assert.True(solve(N(4)).Iterations.ToScalar() > 2);
    }

    [Fact]
    public void It_says_why_it_stops()
    {
        Assert.Equal(Outcome.UsedUp, new RootNewton { MaxIterations = 2 }.Solve(x => x * x - 2, N(100)).Outcome);
        // x² + 1 has no root; near 0 no step shortens it.
        var stalled = new RootNewton().Solve(x => x * x + 1, N(1e-3));
        Assert.Equal(Outcome.Stalled, stalled.Outcome);
        Assert.InRange(stalled.Residual.ToScalar(), 1, 1.01);
        Assert.Equal(Outcome.NotFinite, new RootNewton().Solve(Log, N(-1)).Outcome);
        var singular = new RootNewton().Solve(x => x * x - 2, N(0));
        Assert.Equal((Outcome.Singular, 0.0, 1.0), (singular.Outcome, singular.X.ToScalar(), singular.Iterations.ToScalar()));
        var slopeless = Custom(x => x - 1, tangent: (x, dx, _) => dx * double.NaN);
        Assert.Equal(Outcome.NotFinite, new RootNewton().Solve(slopeless, N(0)).Outcome);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Equal("RootNewton: an unknown is [2], the residual there is [3]: shapes differ",
            Assert.Throws<ShapeException>(() => new RootNewton().Solve(x => V(1, 2, 3), V(1, 2))).Message);
        Assert.Equal("RootNewton: an unknown is float64, the residual there is float32: convert one with Cast",
            Assert.Throws<DTypeException>(() => new RootNewton().Solve(x => Cast(x, DType.Float32), V(1, 2))).Message);
        Assert.Equal("RootNewton: an unknown is int32, not float32 or float64: convert it with Cast",
            Assert.Throws<DTypeException>(() => new RootNewton().Solve(x => x, Tensor.Of(1))).Message);
        Assert.Equal("RootNewton: an unknown is float16, not float32 or float64: convert it with Cast",
            Assert.Throws<DTypeException>(() => new RootNewton().Solve(x => x, Tensor.Of((Half)1))).Message);
        Assert.Equal("RootNewton: the unknowns are float64 and float32: convert one with Cast",
            Assert.Throws<DTypeException>(() => new RootNewton().Solve(x => x, (N(1), Tensor.Scalar(1f)))).Message);
        Assert.StartsWith("Tolerance is -1: it must be a positive number",
            Assert.Throws<ArgumentOutOfRangeException>(() => new RootNewton { Tolerance = -1 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("MaxIterations is 0: it must be at least 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => new RootNewton { MaxIterations = 0 }).Message, StringComparison.Ordinal);
        // The value exists, its derivative does not.
        Assert.StartsWith("ImplicitRoot, derivative of the answer: the matrix is singular: ",
            Assert.Throws<MatrixException>(() => ReverseMode.Grad(ImplicitFunctions.ImplicitRoot((p, x) => x * x - p, Sqrt))(N(0))).Message,
            StringComparison.Ordinal);
    }
}
