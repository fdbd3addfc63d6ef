using System.Collections.Immutable;
using static Functional.Operations;

namespace Functional.Solvers;

/// <summary>
/// A method for ordinary differential equations dx/dt = f(t, x) with given x at t₀. It is a record of options; a step is a pure function of a
/// state. Trajectories run backwards where t₁ &lt; t₀.
/// </summary>
/// <remarks>
/// A trajectory can be differentiated in both modes, straight through its steps, in x and in all that f captures; memory in reverse mode then grows
/// with the number of steps, whose lengths count as constants. The start and the end are plain numbers: to differentiate in the end, integrate
/// (s, x) ↦ T·f(T·s, x) from 0 to 1 with a tensor T. The time that f sees is a tensor [] of the element type of x, because in a batch each element
/// has its own.
/// </remarks>
public abstract partial record OdeMethod<TState> where TState : OdeState
{
    /// <summary>The state before the first step.</summary>
    /// <param name="f">The slope at a time [], in the shape of x.</param>
    /// <param name="x">The state of the equation at the start, of any shape, float32 or float64.</param>
    public TState Init(Func<Tensor, Tensor, Tensor> f, Tensor x, double start, double end)
    {
        RequireTime(nameof(start), start);
        RequireTime(nameof(end), end);
        return Judge(Start(f, x, start, end));
    }

    /// <summary>The state after one more step, or after an attempt at one; one that has stopped stays as it is.</summary>
    public TState Step(Func<Tensor, Tensor, Tensor> f, TState state)
        => Cond(state.IsRunning, state => Judge(Advance(f, state)), state => state, state);

    /// <summary>The trajectory of x, a tree of tensors, from one time to another.</summary>
    /// <param name="f">(t, x) ↦ dx/dt, a tree of the structure, shapes and element type of x.</param>
    public Trajectory<TX> Integrate<TX>(Func<Tensor, TX, TX> f, TX x, double start, double end)
    {
        var packing = new Packing<TX>(GetType().Name, x);
        var state = Run((t, x) => packing.Pack(f(t, packing.Unpack(x)), "its slope"), packing.Start, start, end);
        return new(GetType().Name, packing.Unpack(state.X), state.T, state.Steps, state.Rejected, state.Evaluations, state.Code);
    }

    /// <summary>The trajectory at each of several times, all on one side of the start and in order: steps end there.</summary>
    /// <returns>One entry for each time. After one that is not <see cref="Outcome.Converged"/>, the others have its state and outcome.</returns>
    public ImmutableArray<Trajectory<TX>> Integrate<TX>(Func<Tensor, TX, TX> f, TX x, double start, params IReadOnlyList<double> times)
    {
        RequireOrder(start, times);
        var found = ImmutableArray.CreateBuilder<Trajectory<TX>>(times.Count);
        foreach (var time in times)
            found.Add(found.Count == 0 ? Integrate(f, x, start, time) : Cond(found[^1].Code.Is(Outcome.Converged),
                last => Integrate(f, last.X, times[found.Count - 1], time), last => last, found[^1]));
        return found.MoveToImmutable();
    }

    private protected abstract TState Start(Func<Tensor, Tensor, Tensor> f, Tensor x, double start, double end);

    private protected abstract TState Advance(Func<Tensor, Tensor, Tensor> f, TState state);

    /// <summary>The last state, with derivatives.</summary>
    private protected abstract TState Run(Func<Tensor, Tensor, Tensor> f, Tensor x, double start, double end);

    /// <summary>A trajectory that has come to its end has not, where its state is not finite.</summary>
    private protected static TState Judge(TState state)
    {
        var isLost = state.Code.Is(Outcome.Converged) & !Vectors.IsFinite(Vectors.Largest(Surroundings.Still(state.X)));
        return state with { Code = Where(isLost, Outcomes.Code(Outcome.NotFinite), state.Code) };
    }

    private protected static void RequireTime(string name, double time)
    {
        if (!double.IsFinite(time)) throw new ArgumentOutOfRangeException(name, $"the {name} of a trajectory is {time}: it must be a finite time");
    }

    static void RequireOrder(double start, IReadOnlyList<double> times)
    {
        double[] all = [start, .. times];
        var direction = all.Select(time => Math.Sign(time - start)).FirstOrDefault(sign => sign != 0);
        for (var i = 1; i < all.Length; i++)
            if ((all[i] - all[i - 1]) * direction < 0)
                throw new ArgumentException(
                    FormattableString.Invariant($"the times of a trajectory are out of order: {all[i]} follows {all[i - 1]}"), nameof(times));
    }
}

/// <summary>Where a method of <see cref="OdeMethod{TState}"/> is.</summary>
/// <param name="T">The time reached, float64 [].</param>
/// <param name="X">The state of the equation at that time.</param>
/// <param name="End">The time to reach.</param>
public abstract record OdeState(Tensor T, Tensor X, double End) : SolverState
{
    /// <summary>The number of steps so far, int32 [].</summary>
    public Tensor Steps { get; init; } = Tensor.Scalar(0);

    /// <summary>The number of steps that were not accurate enough, int32 [].</summary>
    public Tensor Rejected { get; init; } = Tensor.Scalar(0);

    /// <summary>How often f has been computed, int32 [].</summary>
    public abstract Tensor Evaluations { get; }
}

/// <summary>The end of a trajectory; where that is not its whole, the last state reached.</summary>
/// <param name="X">The state at the time T.</param>
/// <param name="T">The time reached, float64 []: the end, where the outcome is <see cref="Outcome.Converged"/>.</param>
/// <param name="Steps">The number of steps, int32 [].</param>
/// <param name="Rejected">The number of steps that were not accurate enough, int32 [].</param>
/// <param name="Evaluations">How often f was computed, int32 [].</param>
[Tree]
public sealed partial record Trajectory<TX>(string Method, TX X, Tensor T, Tensor Steps, Tensor Rejected, Tensor Evaluations, Tensor Code)
    : Solution<TX>(Method, X, Code);
