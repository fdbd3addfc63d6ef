using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// The method of Gauss and Newton (J. Nocedal, S. Wright 2006, "Numerical Optimization", section 10.3): the minimum of the linear model of the
/// residuals by QR decomposition, and half of that step, or a quarter …, where the whole does not lower the sum of squares. It asks for linearly
/// independent columns of the Jacobian; <see cref="LevenbergMarquardt"/> does without.
/// </summary>
public sealed record GaussNewton : LeastSquares<GaussNewtonState>
{
    const double SufficientDecrease = 1e-4, ShortestScale = 1e-9;

    private protected override GaussNewtonState Start(Tensor x, Tensor residual, Tensor jacobian)
        => residual.Size >= x.Size ? new(x, residual, jacobian)
        : throw new ShapeException($"GaussNewton: {residual.Size} residuals do not determine {x.Size} unknowns: use LevenbergMarquardt");

    private protected override GaussNewtonState Advance(Func<Tensor, Tensor> f, GaussNewtonState state)
    {
        var step = Step(state);
        var (slope, noise) = (2 * Vectors.Dot(step, state.Gradient), 4 * Vectors.Epsilon(step) * state.SumOfSquares);
        var evaluations = state.Evaluations;
        for (var scale = 1.0; scale > ShortestScale; scale /= 2)
        {
            var next = state.X + scale * step;
            var residual = f(next);
            evaluations++;
            if (!(Vectors.Dot(residual, residual) <= state.SumOfSquares + SufficientDecrease * scale * slope + noise)) continue;
            var isShort = IsShort(scale * step, state.X, ColumnLengths(state.Jacobian));
            return new(next, residual, Jacobian(f, next, residual)) { Evaluations = evaluations, Outcome = isShort ? Outcome.Converged : Outcome.Running };
        }
        return state with { Evaluations = evaluations, Outcome = Outcome.Stalled };
    }

    static Tensor Step(GaussNewtonState state)
    {
        var (q, r) = Qr(state.Jacobian);
        try
        {
            return TriangularSolve(r, -q.T.MatMul(state.Residual), Triangle.Upper);
        }
        catch (MatrixException)
        {
            throw new MatrixException("GaussNewton: the columns of the Jacobian are linearly dependent, so the step is not determined: use LevenbergMarquardt");
        }
    }
}

/// <summary>Where <see cref="GaussNewton"/> is.</summary>
[Tree]
public sealed partial record GaussNewtonState(Tensor X, Tensor Residual, Tensor Jacobian) : Residuals(X, Residual, Jacobian);
