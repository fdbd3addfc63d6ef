using static Functional.ReverseMode;

namespace Functional.Solvers;

/// <summary>
/// A method that goes down a smooth function to where its gradient vanishes. It is a record of options; a step is a pure function of a state.
/// </summary>
public abstract record Minimizer<TState> where TState : Descent
{
    /// <summary>The largest element of the gradient at which x counts as a minimum.</summary>
    public double GradientTolerance { get; init => field = Require.Positive(value); } = 1e-6;

    public int MaxIterations { get; init => field = Require.Positive(value); } = 1000;

    /// <summary>The state before the first step.</summary>
    /// <param name="f">A function [n] → [].</param>
    /// <param name="x">Where to start, [n], float32 or float64.</param>
    public TState Init(Func<Tensor, Tensor> f, Tensor x) => Judge(Start(new(f), new Objective(f).At(x)));

    /// <summary>The state after one more step; one that has stopped stays as it is.</summary>
    public TState Step(Func<Tensor, Tensor> f, TState state)
    {
        if (state.Outcome != Outcome.Running) return state;
        var next = Advance(new(f), state);
        return Judge(next with { Iterations = state.Iterations + 1 });
    }

    /// <summary>A minimum of a function of any tree near x. It is differentiable in all that f captures, as <see cref="ImplicitFunctions"/> says.</summary>
    /// <param name="f">A function with a scalar result.</param>
    /// <param name="x">Where to start: a tree of float32 or float64 tensors.</param>
    /// <exception cref="ShapeException">The result of f is not a scalar.</exception>
    public Minimum<TX> Minimize<TX>(Func<TX, Tensor> f, TX x)
    {
        var packing = new Packing<TX>(GetType().Name, x);
        Func<Tensor, Tensor> objective = x => f(packing.Unpack(x));
        var start = Surroundings.Constant(packing.Start);
        var found = Surroundings.Ignore([objective(start)], () => Fold(objective, start));
        var answer = ImplicitFunctions.Follow(GetType().Name, Grad(objective), found.X);
        return new(packing.Unpack(answer), found.Value, found.Outcome, found.Iterations, found.Evaluations);
    }

    Minimum<Tensor> Fold(Func<Tensor, Tensor> f, Tensor x)
    {
        var state = Init(f, x);
        while (state.Outcome == Outcome.Running) state = Step(f, state);
        return new(state.X, state.Value, state.Outcome, state.Iterations, state.Evaluations);
    }

    /// <summary>The state at the first point.</summary>
    private protected abstract TState Start(Objective f, Point x);

    /// <summary>The state after a step, <see cref="Outcome.Stalled"/> where there is none.</summary>
    private protected abstract TState Advance(Objective f, TState state);

    TState Judge(TState state) => state with
    {
        Outcome = !state.At.IsFinite ? Outcome.NotFinite
            : Vectors.Largest(state.Gradient) <= GradientTolerance ? Outcome.Converged
            : state.Outcome != Outcome.Running ? state.Outcome
            : state.Iterations < MaxIterations ? Outcome.Running : Outcome.UsedUp,
    };
}

/// <summary>A point of a function: where, how high, and how steep.</summary>
[Tree]
public sealed partial record Point(Tensor X, double Value, Tensor Gradient)
{
    internal bool IsFinite => double.IsFinite(Value) && double.IsFinite(Vectors.Largest(Gradient));
}

/// <summary>Where a <see cref="Minimizer{TState}"/> is.</summary>
/// <param name="At">The point reached.</param>
public abstract record Descent(Point At)
{
    public Tensor X => At.X;

    public double Value => At.Value;

    public Tensor Gradient => At.Gradient;

    /// <summary>Whether it has stopped, and why.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>The number of steps so far.</summary>
    public int Iterations { get; init; }

    /// <summary>How often the function and its gradient have been computed.</summary>
    public int Evaluations { get; init; } = 1;
}

/// <summary>What a <see cref="Minimizer{TState}"/> found.</summary>
/// <param name="X">The minimum; where the outcome is not <see cref="Outcome.Converged"/>, the lowest point found.</param>
/// <param name="Value">The value of the function there.</param>
/// <param name="Outcome">Whether and why the search has stopped.</param>
/// <param name="Iterations">The number of steps.</param>
/// <param name="Evaluations">How often the function and its gradient were computed.</param>
[Tree]
public sealed partial record Minimum<TX>(TX X, double Value, Outcome Outcome, int Iterations, int Evaluations);

/// <summary>A function [n] → [] to minimize.</summary>
internal sealed class Objective(Func<Tensor, Tensor> f)
{
    readonly Func<Tensor, (Tensor Value, Tensor Gradient)> both = ValueAndGrad(f);

    internal Point At(Tensor x)
    {
        var (value, gradient) = both(x);
        return new(x, value.ToScalar(), gradient);
    }

    /// <summary>The Hessian at x times v. <c>Linearize</c> would not run the gradient again, but keep what Scan and Checkpoint do not.</summary>
    internal Tensor HessianVector(Tensor x, Tensor v) => BatchMode.HessianVector(f, x, v);

    /// <summary>The Hessian [n, n] at x.</summary>
    internal Tensor Hessian(Tensor x) => BatchMode.Hessian(f)(x);
}
