using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// Damped Gauss–Newton steps (K. Levenberg 1944; D. Marquardt 1963, "An Algorithm for Least-Squares Estimation of Nonlinear Parameters"): h with
/// (JᵀJ + μD²)h = −Jᵀr, found by the QR decomposition of J above √μ·D, where D are the longest columns of J so far, so that units do not matter.
/// The damping μ follows the quality of the steps smoothly (H. Nielsen 1999, "Damping Parameter in Marquardt's Method", eq. 2.4).
/// </summary>
public sealed record LevenbergMarquardt : LeastSquares<LevenbergMarquardtState>
{
    /// <summary>Less is nothing beside a column, even where it is squared.</summary>
    const double SmallestDamping = 1e-30;

    /// <summary>The first damping μ; smaller where the start is a good guess.</summary>
    public double InitialDamping { get; init => field = Require.Positive(value); } = 1e-3;

    private protected override LevenbergMarquardtState Start(Tensor x, Tensor residual, Tensor jacobian)
        => new(x, residual, jacobian, ColumnLengths(jacobian), Tensor.Full([], InitialDamping, x.DType), Tensor.Full([], 2, x.DType));

    private protected override LevenbergMarquardtState Advance(Func<Tensor, Tensor> f, LevenbergMarquardtState state)
    {
        var step = Step(state);
        var next = state.X + step;
        var (residual, square) = (f(next), state.SumOfSquares);
        var fall = square - Vectors.Dot(residual, residual);
        var expected = Vectors.Dot(step, state.Damping * Square(state.Scale) * step - state.Gradient);
        // Where both are of the size of rounding they count as equal.
        var noise = 4 * Vectors.Epsilon(step) * square;
        var (ratio, isShort) = ((fall + noise) / (expected + noise), IsShort(step, state.X, state.Scale));
        var evaluations = state.Evaluations + 1;
        return Cond(ratio > 0, Accepted, _ => Rejected(), (next, residual));

        LevenbergMarquardtState Accepted((Tensor X, Tensor Residual) at)
        {
            var jacobian = Jacobian(f, at.X, at.Residual);
            var change = 2 * ratio - 1;
            var damping = Maximum(state.Damping * Maximum(1 - change * Square(change), 1.0 / 3), SmallestDamping);
            return new(at.X, at.Residual, jacobian, Maximum(state.Scale, ColumnLengths(jacobian)), damping, Tensor.Full([], 2, at.X.DType))
            {
                Evaluations = evaluations, Code = Outcomes.Choose(isShort, Outcome.Converged, Outcome.Running),
            };
        }

        LevenbergMarquardtState Rejected() => state with
        {
            Damping = state.Damping * state.Growth, Growth = 2 * state.Growth,
            Evaluations = evaluations, Code = Outcomes.Choose(isShort, Outcome.Stalled, Outcome.Running),
        };
    }

    static Tensor Step(LevenbergMarquardtState state)
    {
        var (q, r) = Qr(Concat(0, state.Jacobian, Diag(Sqrt(state.Damping) * state.Scale)));
        return TriangularSolveOrNaN(r, -q[..state.Residual.Size].T.MatMul(state.Residual), Triangle.Upper);
    }
}

/// <summary>Where <see cref="LevenbergMarquardt"/> is.</summary>
/// <param name="Scale">The longest columns of the Jacobian so far, [n].</param>
/// <param name="Damping">The damping μ of the next step, [].</param>
/// <param name="Growth">By what the damping grows if that step fails, [].</param>
[Tree]
public sealed partial record LevenbergMarquardtState(Tensor X, Tensor Residual, Tensor Jacobian, Tensor Scale, Tensor Damping, Tensor Growth)
    : Residuals(X, Residual, Jacobian);
