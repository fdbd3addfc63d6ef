using static Functional.BatchMode;
using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// Newton's method for systems of equations, damped: a step is halved until it shortens the residual (J. Nocedal, S. Wright 2006, "Numerical
/// Optimization", section 11.2). It decides by tensors alone, so <c>Vmap</c> solves a batch of systems at once, each to its own end.
/// </summary>
public sealed record RootNewton
{
    const double SufficientDecrease = 1e-4, ShortestStep = 1e-9;

    /// <summary>The Euclidean length of the residual at which x counts as a root; by default 1e-10 for float64 and 1e-5 for float32.</summary>
    public double? Tolerance { get; init => field = value is { } tolerance ? Require.Positive(tolerance) : null; }

    public int MaxIterations { get; init => field = Require.Positive(value); } = 100;

    /// <summary>The state before the first step.</summary>
    /// <param name="f">An equation for each unknown: [n] → [n], float32 or float64.</param>
    /// <param name="x">The initial guess [n].</param>
    public RootState Init(Func<Tensor, Tensor> f, Tensor x) => Judge(new(x, f(x), Tensor.Scalar(0), Code(Outcome.Running)), hasMoved: Tensor.Scalar(true));

    /// <summary>The state after one more step; one that has stopped stays as it is.</summary>
    /// <exception cref="MatrixException">The Jacobian of f is singular at x.</exception>
    public RootState Step(Func<Tensor, Tensor> f, RootState state) => Cond(state.IsRunning, state => Advance(f, state), state => state, state);

    /// <summary>A root of f near x, a tree. It is differentiable in all that f captures, as <see cref="ImplicitFunctions"/> says.</summary>
    /// <exception cref="MatrixException">The Jacobian of f becomes singular on the way, or is at the root while a derivative is taken.</exception>
    public Root<TX> Solve<TX>(Func<TX, TX> f, TX x)
    {
        var packing = new Packing<TX>(nameof(RootNewton), x);
        var (field, start) = (packing.Field(f, "the residual"), Surroundings.Constant(packing.Start));
        var end = Surroundings.Ignore([field(start)], () => While(state => state.IsRunning, state => Advance(field, state), Init(field, start)));
        return new(ImplicitFunctions.Follow(nameof(RootNewton), f, packing.Unpack(end.X)), Norm(end.Residual), end.Iterations, end.Code);
    }

    RootState Advance(Func<Tensor, Tensor> f, RootState state)
    {
        var (x, residual) = (state.X, state.Residual);
        var (step, length) = (Direction(f, state), Norm(residual));
        var (_, next, nextResidual) = While(
            trial => !(Norm(trial.Residual) <= (1 - SufficientDecrease * trial.Scale) * length) & trial.Scale > ShortestStep,
            trial => Try(trial.Scale * 0.5), Try(Tensor.OnesLike(length)));
        var hasMoved = Norm(nextResidual) < length;
        return Judge(new(Where(hasMoved, next, x), Where(hasMoved, nextResidual, residual), state.Iterations + 1, state.Code), hasMoved);

        (Tensor Scale, Tensor X, Tensor Residual) Try(Tensor scale)
        {
            var trial = x + scale * step;
            return (scale, trial, f(trial));
        }
    }

    static Tensor Direction(Func<Tensor, Tensor> f, RootState state)
    {
        try
        {
            return Operations.Solve(JacobianForward(f)(state.X), -state.Residual);
        }
        catch (MatrixException singular)
        {
            throw new MatrixException($"RootNewton: the Jacobian of the equations is singular on the way: start elsewhere ({singular.Message})");
        }
    }

    RootState Judge(RootState state, Tensor hasMoved)
    {
        var length = Norm(state.Residual);
        var tolerance = Tolerance ?? (length.DType == DType.Float32 ? 1e-5 : 1e-10);
        var goesOn = Where(state.Iterations < MaxIterations, Code(Outcome.Running), Code(Outcome.UsedUp));
        var isFinite = length < double.PositiveInfinity;
        var end = Where(length <= tolerance, Code(Outcome.Converged), Where(hasMoved, goesOn, Code(Outcome.Stalled)));
        return state with { Code = Where(!isFinite, Code(Outcome.NotFinite), end) };
    }

    internal static Tensor Code(Outcome outcome) => Tensor.Scalar((int)outcome);
}

/// <summary>Where <see cref="RootNewton"/> is: a tree of tensors, all of which may differ across a batch.</summary>
/// <param name="X">The unknowns [n].</param>
/// <param name="Residual">What f gives for them, [n].</param>
/// <param name="Iterations">The number of steps so far, [].</param>
/// <param name="Code">The <see cref="Outcome"/> as a number, [].</param>
[Tree]
public sealed partial record RootState(Tensor X, Tensor Residual, Tensor Iterations, Tensor Code)
{
    /// <summary>Whether it has stopped, and why. To read inside a batch, return <see cref="Code"/> instead.</summary>
    public Outcome Outcome => (Outcome)Code.ToScalar<int>();

    internal Tensor IsRunning => Equal(Code, (int)Outcome.Running);
}

/// <summary>A root of equations: a tree of tensors, which can be the result of a function that Vmap maps.</summary>
/// <param name="X">The root; where the outcome is not <see cref="Outcome.Converged"/>, the best that was found.</param>
/// <param name="Residual">The Euclidean length of the residual, [].</param>
/// <param name="Iterations">The number of Newton steps, [].</param>
/// <param name="Code">The <see cref="Outcome"/> as a number, [].</param>
[Tree]
public sealed partial record Root<TX>(TX X, Tensor Residual, Tensor Iterations, Tensor Code)
{
    /// <summary>Whether and why the search has stopped. Of a batch, <see cref="Code"/> has one for each.</summary>
    public Outcome Outcome => (Outcome)Code.ToScalar<int>();
}
