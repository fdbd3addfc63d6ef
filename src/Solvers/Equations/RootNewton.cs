using static Functional.BatchMode;
using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// Newton's method for systems of equations, damped: a step is halved until it shortens the residual (J. Nocedal, S. Wright 2006, "Numerical
/// Optimization", section 11.2).
/// </summary>
public sealed record RootNewton
{
    const double SufficientDecrease = 1e-4, ShortestStep = 1e-9;

    /// <summary>The Euclidean length of the residual at which x counts as a root; by default 1e-10 for float64 and 1e-5 for float32.</summary>
    public double? Tolerance { get; init => field = value is { } tolerance ? Require.Positive(tolerance) : null; }

    /// <summary>The number of steps after which it gives up, 1 or more.</summary>
    public int MaxIterations { get; init => field = Require.Positive(value); } = 100;

    /// <summary>The state before the first step.</summary>
    /// <param name="f">An equation for each unknown: [n] → [n], float32 or float64.</param>
    /// <param name="x">The initial guess [n].</param>
    public RootState Init(Func<Tensor, Tensor> f, Tensor x) => Judge(new(x, f(x), Tensor.Scalar(0)));

    /// <summary>The state after one more step; one that has stopped stays as it is.</summary>
    public RootState Step(Func<Tensor, Tensor> f, RootState state) => Cond(state.IsRunning, state => Advance(f, state), state => state, state);

    /// <summary>A root of f near x, a tree. It is differentiable in all that f captures, as <see cref="ImplicitFunctions"/> says.</summary>
    public Root<TX> Solve<TX>(Func<TX, TX> f, TX x)
    {
        var packing = new Packing<TX>(nameof(RootNewton), x);
        var (field, start) = (packing.Field(f, "the residual"), Surroundings.Constant(packing.Start));
        var end = Surroundings.Ignore([field(start)], () => While(state => state.IsRunning, state => Advance(field, state), Init(field, start)));
        var answer = ImplicitFunctions.Follow(nameof(RootNewton), f, packing.Unpack(end.X));
        return new(nameof(RootNewton), answer, Norm(end.Residual), end.Iterations, end.Code);
    }

    RootState Advance(Func<Tensor, Tensor> f, RootState state)
    {
        var (x, residual, jacobian) = (state.X, state.Residual, JacobianForward(f)(state.X));
        var (step, length) = (SolveOrNaN(jacobian, -residual), Norm(residual));
        var isStep = Vectors.IsFinite(Vectors.Largest(step));
        var (_, next, nextResidual) = While(
            trial => isStep & !(Norm(trial.Residual) <= (1 - SufficientDecrease * trial.Scale) * length) & trial.Scale > ShortestStep,
            trial => Try(trial.Scale * 0.5), Try(Tensor.OnesLike(length)));
        var end = Cond(isStep, _ => Outcomes.Code(Outcome.Stalled),
            jacobian => Outcomes.Choose(Vectors.IsFinite(Vectors.Largest(jacobian)), Outcome.Singular, Outcome.NotFinite), jacobian);
        return Cond(Norm(nextResidual) < length,
            next => Judge(next), _ => state with { Iterations = state.Iterations + 1, Code = end },
            state with { X = next, Residual = nextResidual, Iterations = state.Iterations + 1 });

        (Tensor Scale, Tensor X, Tensor Residual) Try(Tensor scale)
        {
            var trial = x + scale * step;
            return (scale, trial, f(trial));
        }
    }

    RootState Judge(RootState state)
    {
        var length = Norm(state.Residual);
        var tolerance = Tolerance ?? (length.DType == DType.Float32 ? 1e-5 : 1e-10);
        var goesOn = Outcomes.Choose(state.Iterations < MaxIterations, Outcome.Running, Outcome.UsedUp);
        var end = Where(length <= tolerance, Outcomes.Code(Outcome.Converged), goesOn);
        return state with { Code = Where(Vectors.IsFinite(length), end, Outcomes.Code(Outcome.NotFinite)) };
    }
}

/// <summary>Where <see cref="RootNewton"/> is.</summary>
/// <param name="X">The unknowns [n].</param>
/// <param name="Residual">What f gives for them, [n].</param>
/// <param name="Iterations">The number of steps so far, int32 [].</param>
[Tree]
public sealed partial record RootState(Tensor X, Tensor Residual, Tensor Iterations) : SolverState;

/// <summary>A root of equations.</summary>
/// <param name="Residual">The Euclidean length of the residual, [].</param>
/// <param name="Iterations">The number of Newton steps, int32 [].</param>
[Tree]
public sealed partial record Root<TX>(string Method, TX X, Tensor Residual, Tensor Iterations, Tensor Code) : Solution<TX>(Method, X, Code);
