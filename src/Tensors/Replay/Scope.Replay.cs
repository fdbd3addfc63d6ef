namespace Functional.Primitives;

// What a transformation answers where parts of a program run again.
public abstract partial class Scope : IReplay
{
    Standing standing;

    /// <inheritdoc/>
    public ScopeState State => standing.Of(Level, Function.HasEnded);

    /// <inheritdoc/>
    public bool IsPaused => State is ScopeState.Paused or ScopeState.Outlived;

    /// <inheritdoc/>
    public bool Admits(Segment segment) => State switch
    {
        ScopeState.Paused => segment == Function || segment.Region is null or { IsAbandoned: true },
        ScopeState.Running or ScopeState.Replaying => segment == Function,
        ScopeState.Outlived => segment.Region is null or { IsAbandoned: true },
        _ => false,
    };

    /// <inheritdoc/>
    public virtual T Pause<T>(Func<T> f) => standing.Pause(f);

    /// <summary>Runs the function, or a part of it again, with values that vary.</summary>
    protected T Replay<T>(Func<T> f) => standing.Replay(f);

    /// <inheritdoc/>
    public virtual Tensor[] Lower(Tensor[] x, bool stacked = false) => Array.ConvertAll(x, Primal);

    /// <inheritdoc/>
    public virtual Tensor[] Raise(Tensor[] parts, bool stacked = false) => Array.ConvertAll(parts, Constant);

    /// <inheritdoc/>
    public virtual Tensor Varying(Tensor x) => x;

    /// <inheritdoc/>
    public virtual Tensor WithoutForm(Tensor x) => Primal(x);

    /// <inheritdoc/>
    public virtual Func<Tensor[], Tensor[]> Inside(Func<Tensor[], Tensor[]> f, Tensor[] x) => Below(f, x);

    /// <inheritdoc/>
    public Func<Tensor[], Tensor[]> Steady(Func<Tensor[], Tensor[]> f)
    {
        var first = Standing.Seen;
        return x => first == Standing.Seen ? f(x) : Array.ConvertAll(f(x), y => Settled(y, Level));
    }

    /// <summary>
    /// Runs what was recorded at a level and could then use values of the levels above: those that have ended since are outlived.
    /// Scopes that begin from here on end as they always do.
    /// </summary>
    public static Tensor[] Again(long level, Func<IReadOnlyList<Tensor>> f)
        => Standing.Again<Tensor[]>(level, () => [.. f().Select(y => Settled(y, level))]);

    /// <summary>A value of a level or below it that has the form of levels above, of which it captured constants.</summary>
    /// <param name="isRule">Whether a rule gives it, which depends on nothing above whatever the state there; other values do while that runs.</param>
    public static Tensor Settled(Tensor y, long level, bool isRule = false)
    {
        while (y.Level > level && y is Tracer { Scope: IReplay scope } && (isRule || scope.IsPaused)) y = scope.WithoutForm(y);
        return y;
    }
}
