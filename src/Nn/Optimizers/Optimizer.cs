namespace Functional.Nn;

/// <summary>
/// A pair of pure functions: the first state for parameters, and the change of the parameters for a gradient. Parameters are any tree.
/// Optimizers compose: in <c>ClipByNorm(1) &gt;&gt; Adam(1e-3)</c> the second sees what the first makes of the gradient.
/// </summary>
public abstract record Optimizer
{
    /// <summary>The state before the first step.</summary>
    public abstract State Init<T>(T parameters);

    /// <summary>What to add to the parameters, and the next state.</summary>
    public abstract (T Change, State Next) Update<T>(T gradient, State state, T parameters);

    /// <summary>One step: the next parameters and state.</summary>
    public virtual (T Parameters, State Next) Step<T>(T parameters, T gradient, State state)
    {
        var (change, next) = Update(gradient, state, parameters);
        return (Tree.Zip(parameters, change, (p, d) => p + d), next);
    }

    /// <summary>One optimizer after the other: the second takes the change of the first for the gradient.</summary>
    public static Optimizer operator >>(Optimizer first, Optimizer second) => new Composed(first, second);

    /// <summary>The name of <c>&gt;&gt;</c> for callers whose language lacks it.</summary>
    public Optimizer Then(Optimizer next) => this >> next;

    sealed record Composed(Optimizer First, Optimizer Second) : Optimizer
    {
        public override State Init<T>(T parameters) => State.Empty.With("first", First.Init(parameters)).With("second", Second.Init(parameters));

        public override (T, State) Update<T>(T gradient, State state, T parameters)
        {
            var (change, first) = First.Update(gradient, state.Child("first"), parameters);
            (change, var second) = Second.Update(change, state.Child("second"), parameters);
            return (change, State.Empty.With("first", first).With("second", second));
        }

        public override (T, State) Step<T>(T parameters, T gradient, State state)
        {
            var (change, first) = First.Update(gradient, state.Child("first"), parameters);
            (parameters, var second) = Second.Step(parameters, change, state.Child("second"));
            return (parameters, State.Empty.With("first", first).With("second", second));
        }
    }
}
