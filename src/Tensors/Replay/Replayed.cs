namespace Functional.Primitives;

/// <summary>
/// How a part of the program is applied of which reverse mode keeps little, so that it runs again for its derivative. The part is recorded as one
/// block by each recorder that it depends on: the levels are passed one after the other, from the innermost on.
/// <para>
/// The bound says which levels these are: only those below it. The scope at the bound, and any above, have been passed, and the part, as it is given
/// here, goes through them on its own; so its results belong to levels below the bound. Where it captured a value from further up, they do not, and
/// nobody here could record how they depend on it: the part breaks off and gives the highest such value, up to where that level lies below the bound
/// again. There it is passed first, and all is done again below it.
/// </para>
/// </summary>
public abstract record Replayed
{
    /// <summary>The results, or a captured value that is not below the bound.</summary>
    public (Tensor[] Results, Tensor? Captured) Run(Func<Tensor[], Tensor[]> f, Tensor[] x, long bound)
    {
        if (Recorder.Innermost(bound) is not { } k)
            return Plain(f, x, bound) is var plain && plain.Captured is { } outer && outer.Level < bound ? Through(outer) : plain;
        if (Highest(x, k.Level + 1) is { } top) return Through(top);
        var primals = Array.ConvertAll(x, k.Primal);
        var ((values, captured), touched) = k.Watch(() =>
        {
            // An enclosing transformation may keep arrays of this one.
            if (Recorder.Innermost(k.Level) is not null) k.Abandon();
            return Run(Keeping(k.Below(k.Steady(f), x)), primals, k.Level);
        });
        if (captured is not null) return captured.Level < bound ? Through(captured) : ([], captured);
        return (k.Record(this, f, x, primals, touched, values), null);

        // A recorder that is paused is passed by, as values of any other scope are, in parts; what has no scope runs as it is.
        (Tensor[], Tensor?) Through(Tensor outer)
        {
            if (outer is not Tracer { Scope: IReplay scope }) return Plain(f, x, bound);
            var varying = Varying(scope, x);
            var (inside, parts) = Lower(scope, varying);
            var (results, captured) = inside.Run(scope.Inside(scope.Steady(f), varying), parts, scope.Level);
            return captured is null ? (inside.Raise(scope, results), null)
                : captured.Level < bound ? Through(captured) : ([], captured);
        }
    }

    /// <summary>Applies the function where no derivative is recorded.</summary>
    protected abstract (Tensor[] Results, Tensor? Captured) Plain(Func<Tensor[], Tensor[]> f, Tensor[] x, long bound);

    /// <summary>The inputs, in the form of those that vary at this level where they may do so later.</summary>
    protected virtual Tensor[] Varying(IReplay scope, Tensor[] x) => x;

    /// <summary>The same part with what its inputs are made of.</summary>
    protected virtual (Replayed Inside, Tensor[] Parts) Lower(IReplay scope, Tensor[] x) => (this, scope.Lower(x));

    /// <summary>The results that are made of these.</summary>
    protected virtual Tensor[] Raise(IReplay scope, Tensor[] parts) => scope.Raise(parts);

    /// <summary>The function below a level, with further results that are to be kept there.</summary>
    protected virtual Func<Tensor[], Tensor[]> Keeping(Func<Tensor[], Tensor[]> below) => below;

    /// <summary>The value of the highest level, if that is at least so high.</summary>
    protected static Tensor? Highest(Tensor[] x, long level) => x.MaxBy(each => each.Level) is { } top && top.Level >= level ? top : null;
}

/// <summary>A function that runs as a whole, of which the inputs are kept.</summary>
public sealed record Checkpointed : Replayed
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Checkpointed Whole = new();

    /// <inheritdoc/>
    protected override (Tensor[] Results, Tensor? Captured) Plain(Func<Tensor[], Tensor[]> f, Tensor[] x, long bound)
        => f(x) is var y && Highest(y, bound) is { } captured ? ([], captured) : (y, null);
}
