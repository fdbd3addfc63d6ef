namespace Functional.Primitives;

// What runs again long after it was recorded: levels above that have ended, and values that have their form without depending on them.
public abstract partial class Scope
{
    [ThreadStatic]
    static (long Above, long Below) again;

    /// <summary>
    /// Runs what was recorded at a level and could then use values of the levels above. Those that have ended since stand for constants: what
    /// was recorded does not depend on them, or it would have been recorded, and would run, with them in parts.
    /// </summary>
    internal static Tensor[] Again(long level, Func<IReadOnlyList<Tensor>> f)
    {
        var outer = again;
        // Scopes that begin from here on end as they always do.
        again = (outer.Below == 0 ? level : Math.Min(level, outer.Above), Tracer.NextLevel());
        try
        {
            return [.. f().Select(y => Settled(y, level))];
        }
        finally
        {
            again = outer;
        }
    }

    /// <summary>
    /// A function that is made of f now. When it runs again, parts of it pass levels that they did not pass at first; results that depend on no more
    /// than they did are values of this level again.
    /// </summary>
    internal Func<Tensor[], Tensor[]> Steady(Func<Tensor[], Tensor[]> f)
    {
        var first = again;
        return x => first == again ? f(x) : Array.ConvertAll(f(x), y => Settled(y, Level));
    }

    /// <summary>A value of levels that stand for constants as one of a level below them.</summary>
    static Tensor Settled(Tensor y, long level)
    {
        while (y.Level > level && y is Tracer { Scope: { IsPaused: true } scope }) y = scope.WithoutForm(y);
        return y;
    }

    /// <summary>A value of this level and below that has the form of levels above: it captured constants of them.</summary>
    internal Tensor Settled(Tensor y)
    {
        while (y.Level > Level && y is Tracer { Scope: { } scope }) y = scope.WithoutForm(y);
        return y;
    }

    /// <summary>Whether something runs again on this thread that was recorded below this level, while there may have been values of it.</summary>
    internal static bool IsSeenAgain(long level) => level > again.Above && level < again.Below;

    /// <summary>A value that does not depend on this level, but has the form of those that do, as it is below.</summary>
    internal virtual Tensor WithoutForm(Tensor x) => Primal(x);
}
