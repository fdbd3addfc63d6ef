using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Solvers;

/// <summary>
/// A method that goes down a smooth function to where its gradient vanishes. It is a record of options; a step is a pure function of a state.
/// </summary>
public abstract record Minimizer<TState> where TState : Descent
{
    /// <summary>The largest element of the gradient at which x counts as a minimum.</summary>
    public double GradientTolerance { get; init => field = Require.Positive(value); } = 1e-6;

    /// <summary>The number of steps after which it gives up, 1 or more.</summary>
    public int MaxIterations { get; init => field = Require.Positive(value); } = 1000;

    /// <summary>The state before the first step.</summary>
    /// <param name="f">A function [n] → [].</param>
    /// <param name="x">Where to start, [n], float32 or float64.</param>
    public TState Init(Func<Tensor, Tensor> f, Tensor x) => Judge(Start(new(f), new Objective(f).At(x)));

    /// <summary>The state after one more step; one that has stopped stays as it is.</summary>
    public TState Step(Func<Tensor, Tensor> f, TState state) => Cond(state.IsRunning, state => Next(new(f), state), state => state, state);

    /// <summary>A minimum of a function of any tree near x. It is differentiable in all that f captures, as <see cref="ImplicitFunctions"/> says.</summary>
    /// <param name="f">A function with a scalar result.</param>
    /// <param name="x">Where to start: a tree of float32 or float64 tensors.</param>
    /// <exception cref="ShapeException">The result of f is not a scalar.</exception>
    public Minimum<TX> Minimize<TX>(Func<TX, Tensor> f, TX x)
    {
        var packing = new Packing<TX>(GetType().Name, x);
        Func<Tensor, Tensor> objective = x => f(packing.Unpack(x));
        var start = Surroundings.Constant(packing.Start);
        var end = Surroundings.Ignore([objective(start)], () => While(
            state => state.IsRunning, state => Next(new(objective), state), Init(objective, start)));
        var answer = ImplicitFunctions.Follow(GetType().Name, Grad(objective), end.X);
        return new(GetType().Name, packing.Unpack(answer), end.Value, end.Iterations, end.Evaluations, end.Code);
    }

    /// <summary>The state at the first point.</summary>
    private protected abstract TState Start(Objective f, Point x);

    /// <summary>The state after a step, <see cref="Outcome.Stalled"/> where there is none.</summary>
    private protected abstract TState Advance(Objective f, TState state);

    TState Next(Objective f, TState state) => Judge(Advance(f, state) with { Iterations = state.Iterations + 1 });

    TState Judge(TState state)
    {
        var steepest = Vectors.Largest(state.Gradient);
        var goesOn = Where(state.Iterations < MaxIterations, state.Code, Where(state.IsRunning, Outcomes.Code(Outcome.UsedUp), state.Code));
        var end = Where(steepest <= GradientTolerance, Outcomes.Code(Outcome.Converged), goesOn);
        return state with { Code = Where(Vectors.IsFinite(state.Value) & Vectors.IsFinite(steepest), end, Outcomes.Code(Outcome.NotFinite)) };
    }
}

/// <summary>A point of a function: where, [n], how high, [], and how steep, [n].</summary>
[Tree]
public sealed partial record Point(Tensor X, Tensor Value, Tensor Gradient);

/// <summary>Where a <see cref="Minimizer{TState}"/> is.</summary>
/// <param name="At">The point reached.</param>
public abstract record Descent(Point At) : MinimizerState
{
    /// <summary>Where it is, [n].</summary>
    public Tensor X => At.X;

    /// <summary>The value of the function there, [].</summary>
    public Tensor Value => At.Value;

    /// <summary>The gradient of the function there, [n].</summary>
    public Tensor Gradient => At.Gradient;
}

/// <summary>What a <see cref="Minimizer{TState}"/> found; where that is no minimum, it is the lowest point met.</summary>
/// <param name="Value">The value of the function there, [].</param>
/// <param name="Iterations">The number of steps, int32 [].</param>
/// <param name="Evaluations">How often the function and its gradient were computed, int32 [].</param>
[Tree]
public sealed partial record Minimum<TX>(string Method, TX X, Tensor Value, Tensor Iterations, Tensor Evaluations, Tensor Code)
    : Solution<TX>(Method, X, Code);

/// <summary>A function [n] → [] to minimize.</summary>
internal sealed class Objective(Func<Tensor, Tensor> f)
{
    readonly Func<Tensor, (Tensor Value, Tensor Gradient)> both = ValueAndGrad(f);

    internal Point At(Tensor x)
    {
        var (value, gradient) = both(x);
        return new(x, value, gradient);
    }

    /// <summary>The Hessian at x times v. <c>Linearize</c> would not run the gradient again, but keep what Scan and Checkpoint do not.</summary>
    internal Tensor HessianVector(Tensor x, Tensor v) => BatchMode.HessianVector(f, x, v);

    /// <summary>The Hessian [n, n] at x.</summary>
    internal Tensor Hessian(Tensor x) => BatchMode.Hessian(f)(x);
}
