using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// Damped Gauss–Newton steps (K. Levenberg 1944; D. Marquardt 1963, "An Algorithm for Least-Squares Estimation of Nonlinear Parameters"): h with
/// (JᵀJ + μD²)h = −Jᵀr, found by the QR decomposition of J above √μ·D, where D are the longest columns of J so far, so that units do not matter.
/// The damping μ follows the quality of the steps smoothly (H. Nielsen 1999, "Damping Parameter in Marquardt's Method", eq. 2.4).
/// </summary>
public sealed record LevenbergMarquardt : LeastSquares<LevenbergMarquardtState>
{
    /// <summary>The first damping μ; smaller where the start is a good guess.</summary>
    public double InitialDamping { get; init => field = Require.Positive(value); } = 1e-3;

    private protected override LevenbergMarquardtState Start(Tensor x, Tensor residual, Tensor jacobian)
        => new(x, residual, jacobian, ColumnLengths(jacobian), InitialDamping, 2);

    private protected override LevenbergMarquardtState Advance(Func<Tensor, Tensor> f, LevenbergMarquardtState state)
    {
        var step = Step(state);
        var next = state.X + step;
        var residual = f(next);
        var fall = state.SumOfSquares - Vectors.Dot(residual, residual);
        var expected = Vectors.Dot(step, state.Damping * Square(state.Scale) * step - state.Gradient);
        // Where both are of the size of rounding they count as equal.
        var noise = 4 * Vectors.Epsilon(step) * state.SumOfSquares;
        var ratio = (fall + noise) / (expected + noise);
        var isShort = IsShort(step, state.X, state.Scale);
        var tried = state with { Evaluations = state.Evaluations + 1 };
        if (!(ratio > 0))
            return tried with { Damping = state.Damping * state.Growth, Growth = 2 * state.Growth, Outcome = isShort ? Outcome.Stalled : Outcome.Running };
        var jacobian = Jacobian(f, next, residual);
        var damping = state.Damping * Math.Max(1.0 / 3, 1 - Math.Pow(2 * ratio - 1, 3));
        return new(next, residual, jacobian, Maximum(state.Scale, ColumnLengths(jacobian)), damping, 2)
        {
            Evaluations = tried.Evaluations, Outcome = isShort ? Outcome.Converged : Outcome.Running,
        };
    }

    static Tensor Step(LevenbergMarquardtState state)
    {
        var (q, r) = Qr(Concat(0, state.Jacobian, Diag(Math.Sqrt(state.Damping) * state.Scale)));
        return TriangularSolve(r, -q[..state.Residual.Size].T.MatMul(state.Residual), Triangle.Upper);
    }
}

/// <summary>Where <see cref="LevenbergMarquardt"/> is.</summary>
/// <param name="Scale">The longest columns of the Jacobian so far, [n].</param>
/// <param name="Damping">The damping μ of the next step.</param>
/// <param name="Growth">By what the damping grows if that step fails.</param>
[Tree]
public sealed partial record LevenbergMarquardtState(Tensor X, Tensor Residual, Tensor Jacobian, Tensor Scale, double Damping, double Growth)
    : Residuals(X, Residual, Jacobian);
