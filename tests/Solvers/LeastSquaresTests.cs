using Functional.Solvers;
using Xunit;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Solvers;

public class LeastSquaresTests
{
    // NIST Statistical Reference Datasets, Misra1a (nonlinear regression, lower difficulty).
    static readonly Tensor
        y = V(10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78),
        x = V(77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0);

    static Tensor Misra(Tensor b) => y - b[0] * (1 - Exp(-b[1] * x));

    [Theory, InlineData(500, 1e-4), InlineData(250, 5e-4)]
    public void Misra1a_has_its_certified_values(double b1, double b2)
    {
        foreach (var fit in new[] { new LevenbergMarquardt().Minimize(Misra, V(b1, b2)), new GaussNewton().Minimize(Misra, V(b1, b2)) })
        {
            Assert.Equal(Outcome.Converged, fit.Outcome);
            Assert.Equal(2.3894212918E+02, fit.X[0].ToScalar(), 238 * 1e-9);
            Assert.Equal(5.5015643181E-04, fit.X[1].ToScalar(), 5.5e-4 * 1e-9);
            Assert.Equal(1.2455138894E-01, fit.SumOfSquares.ToScalar(), 1e-10);
        }
    }

    [Fact]
    public void A_linear_problem_takes_one_step_of_Gauss_and_Newton()
    {
        var (a, b) = (new Key(1).Normal([9, 4], dtype: DType.Float64), new Key(2).Normal([9], dtype: DType.Float64));
        var fit = new GaussNewton().Minimize(x => a.MatMul(x) - b, Tensor.Zeros([4], DType.Float64));
        Assert.Equal((Outcome.Converged, 1), (fit.Outcome, fit.Iterations.ToScalar()));
        Near(Solve(a.T.MatMul(a), a.T.MatMul(b)), fit.X, 1e-12);
    }

    [Fact]
    public void Rosenbrock_and_Powell_as_least_squares()
    {
        Func<Tensor, Tensor> rosenbrock = x => Stack(0, 10 * (x[1] - Square(x[0])), 1 - x[0]);
        Near(V(1, 1), new LevenbergMarquardt().Minimize(rosenbrock, V(-1.2, 1)).X, 1e-9);
        Near(V(1, 1), new GaussNewton().Minimize(rosenbrock, V(-1.2, 1)).X, 1e-9);
        var powell = new LevenbergMarquardt().Minimize(
            x => Stack(0, x[0] + 10 * x[1], Math.Sqrt(5) * (x[2] - x[3]), Square(x[1] - 2 * x[2]), Math.Sqrt(10) * Square(x[0] - x[3])), V(3, -1, 0, 1));
        Assert.InRange(powell.SumOfSquares.ToScalar(), 0, 1e-12);
    }

    [Fact]
    public void Fewer_residuals_than_unknowns()
    {
        var fit = new LevenbergMarquardt().Minimize(x => Sum(Square(x)).Reshape(1) - 4, V(1, 2, 3));
        Assert.Equal(Outcome.Converged, fit.Outcome);
        Assert.Equal(4, Sum(Square(fit.X)).ToScalar(), 9);
        Assert.Equal("GaussNewton: 1 residuals do not determine 3 unknowns: use LevenbergMarquardt",
            Assert.Throws<ShapeException>(() => new GaussNewton().Minimize(x => Sum(Square(x)).Reshape(1) - 4, V(1, 2, 3))).Message);
    }

    [Fact]
    public void A_fit_is_differentiable_in_the_data()
    {
        // Of a linear model the parameters are (AᵀA)⁻¹Aᵀb; the weight p makes it nonlinear in p.
        var (a, b) = (new Key(1).Normal([9, 3], dtype: DType.Float64), new Key(2).Normal([9], dtype: DType.Float64));
        Func<Tensor, Tensor> closed = b => Solve(a.T.MatMul(a), a.T.MatMul(b));
        Func<Tensor, Tensor> fitted = b => new LevenbergMarquardt().Minimize(x => a.MatMul(x) - b, Tensor.Zeros([3], DType.Float64)).X;
        Near(Grad(b => Sum(Square(closed(b))))(b), Grad(b => Sum(Square(fitted(b))))(b), 1e-9);
        // With the exact Hessian, not that of Gauss and Newton: minimum of (eˣ − p)² + (x − 1)².
        Func<Tensor, Tensor> minimum = p => new LevenbergMarquardt().Minimize(x => Stack(0, Exp(x) - p, x - 1), N(0)).X;
        var x = minimum(N(2)).ToScalar();
        Near(N(Math.Exp(x) / (Math.Exp(x) * (Math.Exp(x) - 2) + Math.Exp(2 * x) + 1)), Grad(minimum)(N(2)), 1e-8);
    }

    [Fact]
    public void A_fit_says_why_it_stops()
    {
        Assert.Equal(Outcome.UsedUp, new LevenbergMarquardt { MaxIterations = 2 }.Minimize(Misra, V(500, 1e-4)).Outcome);
        Assert.Equal(Outcome.NotFinite, new LevenbergMarquardt().Minimize(Log, V(-1)).Outcome);
        Assert.Equal(Outcome.Singular, new GaussNewton().Minimize(x => Stack(0, x[0] + x[1], x[0] + x[1] - 1), V(3, 4)).Outcome);
        Assert.Equal(Outcome.Converged, new LevenbergMarquardt().Minimize(x => Stack(0, x[0] + x[1], x[0] + x[1] - 1), V(3, 4)).Outcome);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LevenbergMarquardt { InitialDamping = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussNewton { StepTolerance = -1 });
    }
}
