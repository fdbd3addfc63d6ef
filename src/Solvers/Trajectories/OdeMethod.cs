namespace Functional.Solvers;

/// <summary>
/// A method for ordinary differential equations dx/dt = f(t, x) with given x at t₀. It is a record of options; a step is a pure function of a
/// state. Trajectories run backwards where t₁ &lt; t₀.
/// </summary>
/// <remarks>
/// A trajectory can be differentiated in both modes, straight through its steps, in x and in all that f captures; memory in reverse mode then grows
/// with the number of steps, which are taken as the values suggest. Times are plain numbers: to differentiate in the end, integrate
/// (s, x) ↦ T·f(T·s, x) from 0 to 1 with a tensor T.
/// </remarks>
public abstract partial record OdeMethod<TState> where TState : OdeState
{
    /// <summary>The state before the first step.</summary>
    /// <param name="f">The slope at a time, in the shape of x.</param>
    /// <param name="x">The state of the equation at the start, of any shape, float32 or float64.</param>
    public TState Init(Func<double, Tensor, Tensor> f, Tensor x, double start, double end)
    {
        RequireTime(nameof(start), start);
        RequireTime(nameof(end), end);
        var state = Start(f, x, start, end);
        return Judge(start == end ? state with { Outcome = Outcome.Converged } : state);
    }

    /// <summary>The state after one more step, or after an attempt at one; one that has stopped stays as it is.</summary>
    public TState Step(Func<double, Tensor, Tensor> f, TState state) => state.Outcome == Outcome.Running ? Judge(Advance(f, state)) : state;

    /// <summary>The trajectory of x, a tree of tensors, from one time to another.</summary>
    /// <param name="f">(t, x) ↦ dx/dt, a tree of the structure, shapes and element type of x.</param>
    public Trajectory<TX> Integrate<TX>(Func<double, TX, TX> f, TX x, double start, double end)
    {
        var packing = new Packing<TX>(GetType().Name, x);
        var state = Run((t, x) => packing.Pack(f(t, packing.Unpack(x)), "its slope"), packing.Start, start, end);
        return new(packing.Unpack(state.X), state.T, state.Outcome, state.Steps, state.Rejected, state.Evaluations);
    }

    /// <summary>The trajectory at each of several times, all on one side of the start and in order: steps end there.</summary>
    /// <returns>One entry for each time. After one that is not <see cref="Outcome.Converged"/>, the others have its state and outcome.</returns>
    public IReadOnlyList<Trajectory<TX>> Integrate<TX>(Func<double, TX, TX> f, TX x, double start, params IReadOnlyList<double> times)
    {
        RequireOrder(start, times);
        var (found, last) = (new List<Trajectory<TX>>(), new Trajectory<TX>(x, start, Outcome.Converged, 0, 0, 0));
        foreach (var time in times)
        {
            if (last.Outcome == Outcome.Converged) last = Integrate(f, last.X, last.T, time);
            found.Add(last);
        }
        return found;
    }

    private protected abstract TState Start(Func<double, Tensor, Tensor> f, Tensor x, double start, double end);

    private protected abstract TState Advance(Func<double, Tensor, Tensor> f, TState state);

    TState Run(Func<double, Tensor, Tensor> f, Tensor x, double start, double end)
    {
        var state = Init(f, x, start, end);
        while (state.Outcome == Outcome.Running) state = Step(f, state);
        return state;
    }

    /// <summary>Stops where a value is not finite; not in a batch, of which the other elements may go on.</summary>
    static TState Judge(TState state)
        => state.Outcome is Outcome.Running or Outcome.Converged && state.X.Primal.Rank == state.X.Rank && !double.IsFinite(Vectors.Largest(state.X))
            ? state with { Outcome = Outcome.NotFinite } : state;

    static void RequireTime(string name, double time)
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
/// <param name="T">The time reached.</param>
/// <param name="X">The state of the equation at that time.</param>
/// <param name="End">The time to reach.</param>
public abstract record OdeState(double T, Tensor X, double End)
{
    /// <summary>Whether it has stopped, and why.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>The number of steps so far.</summary>
    public int Steps { get; init; }

    /// <summary>The number of steps that were not accurate enough.</summary>
    public int Rejected { get; init; }

    /// <summary>How often f has been computed.</summary>
    public int Evaluations { get; init; }
}

/// <summary>The end of a trajectory.</summary>
/// <param name="X">The state at the time T.</param>
/// <param name="T">The time reached: the end, where the outcome is <see cref="Outcome.Converged"/>.</param>
/// <param name="Outcome">Whether and why it has stopped.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Rejected">The number of steps that were not accurate enough.</param>
/// <param name="Evaluations">How often f was computed.</param>
[Tree]
public sealed partial record Trajectory<TX>(TX X, double T, Outcome Outcome, int Steps, int Rejected, int Evaluations);
