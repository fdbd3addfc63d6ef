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

    /// <summary>The number of steps after which it gives up, 1 or more.</summary>
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
    public TState Step(Func<Tensor, Tensor> f, TState state) => Cond(state.IsRunning, state => Next(f, state), state => state, state);

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
        var end = Surroundings.Ignore([residuals(start)], () => While(
            state => state.IsRunning, state => Next(residuals, state), Init(residuals, start)));
        var answer = ImplicitFunctions.Follow(GetType().Name, Grad(x => Sum(Square(residuals(x))) * 0.5), end.X);
        return new(GetType().Name, packing.Unpack(answer), end.SumOfSquares, end.Iterations, end.Evaluations, end.Code);
    }

    private protected abstract TState Start(Tensor x, Tensor residual, Tensor jacobian);

    /// <summary>The state after a step, <see cref="Outcome.Stalled"/> where there is none.</summary>
    private protected abstract TState Advance(Func<Tensor, Tensor> f, TState state);

    /// <summary>The Jacobian [m, n], by the mode that takes fewer passes.</summary>
    private protected static Tensor Jacobian(Func<Tensor, Tensor> f, Tensor x, Tensor residual)
        => residual.Size < x.Size ? JacobianReverse(f)(x) : JacobianForward(f)(x);

    /// <summary>Whether a step is too short to matter.</summary>
    private protected Tensor IsShort(Tensor step, Tensor x, Tensor scale)
        => Vectors.Length(scale * step) <= StepTolerance * Vectors.Length(scale * x);

    /// <summary>The Euclidean lengths of the columns of a Jacobian, 1 where they are 0.</summary>
    private protected static Tensor ColumnLengths(Tensor jacobian)
    {
        var lengths = Norm(jacobian, 0);
        return Where(Equal(lengths, 0), 1, lengths);
    }

    TState Next(Func<Tensor, Tensor> f, TState state) => Judge(Advance(f, state) with { Iterations = state.Iterations + 1 });

    TState Judge(TState state)
    {
        var (square, cosine) = (state.SumOfSquares, Vectors.Largest(state.Gradient / ColumnLengths(state.Jacobian)));
        var goesOn = Where(state.Iterations < MaxIterations, state.Code, Where(state.IsRunning, Outcomes.Code(Outcome.UsedUp), state.Code));
        var end = Where(cosine <= GradientTolerance * Sqrt(square), Outcomes.Code(Outcome.Converged), goesOn);
        return state with { Code = Where(Vectors.IsFinite(square) & Vectors.IsFinite(cosine), end, Outcomes.Code(Outcome.NotFinite)) };
    }
}

/// <summary>Where a method of <see cref="LeastSquares{TState}"/> is.</summary>
/// <param name="X">The unknowns [n].</param>
/// <param name="Residual">The residuals there, [m].</param>
/// <param name="Jacobian">Their Jacobian there, [m, n].</param>
public abstract record Residuals(Tensor X, Tensor Residual, Tensor Jacobian) : MinimizerState
{
    /// <summary>That of the residuals, [].</summary>
    public Tensor SumOfSquares => Vectors.Dot(Residual, Residual);

    /// <summary>The gradient of half the sum of squares, [n].</summary>
    public Tensor Gradient => Jacobian.T.MatMul(Residual);
}

/// <summary>What a method of <see cref="LeastSquares{TState}"/> found; where that is no minimum, it is the best met.</summary>
/// <param name="SumOfSquares">That of the residuals there, [].</param>
/// <param name="Iterations">The number of steps, int32 [].</param>
/// <param name="Evaluations">How often the residuals were computed, Jacobians apart, int32 [].</param>
[Tree]
public sealed partial record Fit<TX>(string Method, TX X, Tensor SumOfSquares, Tensor Iterations, Tensor Evaluations, Tensor Code)
    : Solution<TX>(Method, X, Code);
