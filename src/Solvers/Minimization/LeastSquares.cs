using static Functional.BatchMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Solvers;

/// <summary>A method that makes the sum of the squares of residuals smallest, from their Jacobian alone. It is a record of options.</summary>
public abstract record LeastSquares<TState> where TState : Residuals
{
    /// <summary>
    /// The largest cosine of the angle between the residuals and a column of the Jacobian at which x counts as a minimum; it does not depend on
    /// units.
    /// </summary>
    public double GradientTolerance { get; init => field = Require.Positive(value); } = 1e-10;

    /// <summary>The step, relative to x and in units of the columns of the Jacobian, at which x counts as a minimum.</summary>
    public double StepTolerance { get; init => field = Require.NotNegative(value); } = 1e-12;

    public int MaxIterations { get; init => field = Require.Positive(value); } = 200;

    /// <summary>The state before the first step.</summary>
    /// <param name="f">The residuals of n unknowns, a function [n] → [m].</param>
    /// <param name="x">Where to start, [n], float32 or float64.</param>
    public TState Init(Func<Tensor, Tensor> f, Tensor x)
    {
        var residual = f(x);
        return Judge(Start(x, residual, Jacobian(f, x, residual)));
    }

    /// <summary>The state after one more step; one that has stopped stays as it is.</summary>
    public TState Step(Func<Tensor, Tensor> f, TState state)
    {
        if (state.Outcome != Outcome.Running) return state;
        var next = Advance(f, state);
        return Judge(next with { Iterations = state.Iterations + 1 });
    }

    /// <summary>
    /// The tree near x whose residuals have the smallest sum of squares. It is differentiable in all that f captures, as
    /// <see cref="ImplicitFunctions"/> says, with the exact Hessian.
    /// </summary>
    /// <param name="f">Residuals, a tensor of any shape.</param>
    /// <param name="x">Where to start: a tree of float32 or float64 tensors.</param>
    public Fit<TX> Minimize<TX>(Func<TX, Tensor> f, TX x)
    {
        var packing = new Packing<TX>(GetType().Name, x);
        Func<Tensor, Tensor> residuals = x => Ravel(f(packing.Unpack(x)));
        var start = Surroundings.Constant(packing.Start);
        var found = Surroundings.Ignore([residuals(start)], () => Fold(residuals, start));
        var answer = ImplicitFunctions.Follow(GetType().Name, Grad(x => Sum(Square(residuals(x))) * 0.5), found.X);
        return new(packing.Unpack(answer), found.SumOfSquares, found.Outcome, found.Iterations, found.Evaluations);
    }

    Fit<Tensor> Fold(Func<Tensor, Tensor> f, Tensor x)
    {
        var state = Init(f, x);
        while (state.Outcome == Outcome.Running) state = Step(f, state);
        return new(state.X, state.SumOfSquares, state.Outcome, state.Iterations, state.Evaluations);
    }

    private protected abstract TState Start(Tensor x, Tensor residual, Tensor jacobian);

    /// <summary>The state after a step, <see cref="Outcome.Stalled"/> where there is none.</summary>
    private protected abstract TState Advance(Func<Tensor, Tensor> f, TState state);

    /// <summary>The Jacobian [m, n], by the mode that takes fewer passes.</summary>
    private protected static Tensor Jacobian(Func<Tensor, Tensor> f, Tensor x, Tensor residual)
        => residual.Size < x.Size ? JacobianReverse(f)(x) : JacobianForward(f)(x);

    /// <summary>Whether a step is too short to matter.</summary>
    private protected bool IsShort(Tensor step, Tensor x, Tensor scale) => Vectors.Length(scale * step) <= StepTolerance * Vectors.Length(scale * x);

    /// <summary>The Euclidean lengths of the columns of a Jacobian, 1 where they are 0.</summary>
    private protected static Tensor ColumnLengths(Tensor jacobian)
    {
        var lengths = Norm(jacobian, 0);
        return Where(Equal(lengths, 0), 1, lengths);
    }

    TState Judge(TState state)
    {
        if (!double.IsFinite(state.SumOfSquares)) return state with { Outcome = Outcome.NotFinite };
        var cosine = Vectors.Largest(state.Gradient / ColumnLengths(state.Jacobian));
        return state with
        {
            Outcome = !double.IsFinite(cosine) ? Outcome.NotFinite
                : cosine <= GradientTolerance * Math.Sqrt(state.SumOfSquares) ? Outcome.Converged
                : state.Outcome != Outcome.Running ? state.Outcome
                : state.Iterations < MaxIterations ? Outcome.Running : Outcome.UsedUp,
        };
    }
}

/// <summary>Where a method of <see cref="LeastSquares{TState}"/> is.</summary>
/// <param name="X">The unknowns [n].</param>
/// <param name="Residual">The residuals there, [m].</param>
/// <param name="Jacobian">Their Jacobian there, [m, n].</param>
public abstract record Residuals(Tensor X, Tensor Residual, Tensor Jacobian)
{
    public double SumOfSquares => Vectors.Dot(Residual, Residual);

    /// <summary>The gradient of half the sum of squares, [n].</summary>
    public Tensor Gradient => Jacobian.T.MatMul(Residual);

    /// <summary>Whether it has stopped, and why.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>The number of steps so far.</summary>
    public int Iterations { get; init; }

    /// <summary>How often the residuals have been computed, Jacobians apart.</summary>
    public int Evaluations { get; init; } = 1;
}

/// <summary>What a method of <see cref="LeastSquares{TState}"/> found.</summary>
/// <param name="X">The minimum; where the outcome is not <see cref="Outcome.Converged"/>, the best found.</param>
/// <param name="SumOfSquares">The sum of the squares of the residuals there.</param>
/// <param name="Outcome">Whether and why the search has stopped.</param>
/// <param name="Iterations">The number of steps.</param>
/// <param name="Evaluations">How often the residuals were computed, Jacobians apart.</param>
[Tree]
public sealed partial record Fit<TX>(TX X, double SumOfSquares, Outcome Outcome, int Iterations, int Evaluations);
