using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// The method of Gauss and Newton (J. Nocedal, S. Wright 2006, "Numerical Optimization", section 10.3): the minimum of the linear model of the
/// residuals by QR decomposition, and half of that step, or a quarter …, where the whole does not lower the sum of squares. It asks for linearly
/// independent columns of the Jacobian, and is <see cref="Outcome.Singular"/> without; <see cref="LevenbergMarquardt"/> does not ask.
/// </summary>
public sealed record GaussNewton : LeastSquares<GaussNewtonState>
{
    const double SufficientDecrease = 1e-4, ShortestScale = 1e-9;

    private protected override GaussNewtonState Start(Tensor x, Tensor residual, Tensor jacobian)
        => residual.Size >= x.Size ? new(x, residual, jacobian)
        : throw new ShapeException($"GaussNewton: {residual.Size} residuals do not determine {x.Size} unknowns: use LevenbergMarquardt");

    private protected override GaussNewtonState Advance(Func<Tensor, Tensor> f, GaussNewtonState state)
    {
        var (q, r) = Qr(state.Jacobian);
        var step = TriangularSolveOrNaN(r, -q.T.MatMul(state.Residual), Triangle.Upper);
        var (slope, square, isStep) = (2 * Vectors.Dot(step, state.Gradient), state.SumOfSquares, Vectors.IsFinite(Vectors.Largest(step)));
        var highest = square + 4 * Vectors.Epsilon(step) * square;
        var found = While(
            trial => isStep & !IsLower(trial) & trial.Scale * 0.5 > ShortestScale,
            trial => Try(trial.Scale * 0.5, trial.Evaluations + 1), Try(Tensor.OnesLike(slope), state.Evaluations + 1));
        var isShort = IsShort(found.Scale * step, state.X, ColumnLengths(state.Jacobian));
        return Cond(IsLower(found),
            found => new(found.X, found.Residual, Jacobian(f, found.X, found.Residual))
            {
                Evaluations = found.Evaluations, Code = Outcomes.Choose(isShort, Outcome.Converged, Outcome.Running),
            },
            found => state with { Evaluations = found.Evaluations, Code = Outcomes.Choose(isStep, Outcome.Stalled, Outcome.Singular) }, found);

        Trial Try(Tensor scale, Tensor evaluations)
        {
            var x = state.X + scale * step;
            return new(scale, x, f(x), evaluations);
        }

        Tensor IsLower(Trial trial) => Vectors.Dot(trial.Residual, trial.Residual) <= highest + SufficientDecrease * trial.Scale * slope;
    }

    sealed record Trial(Tensor Scale, Tensor X, Tensor Residual, Tensor Evaluations);
}

/// <summary>Where <see cref="GaussNewton"/> is.</summary>
[Tree]
public sealed partial record GaussNewtonState(Tensor X, Tensor Residual, Tensor Jacobian) : Residuals(X, Residual, Jacobian);
