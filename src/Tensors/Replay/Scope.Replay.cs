namespace Functional.Primitives;

// What a transformation does with parts of a program that run again; Replay.md tells how they go together.
public abstract partial class Scope
{
    [ThreadStatic]
    static (long Above, long Below) again;

    /// <summary>What values of this level are made of one level below; of those that a loop takes apart along their first axis, what is taken apart, too.</summary>
    public virtual Tensor[] Lower(Tensor[] x, bool stacked = false) => Array.ConvertAll(x, Primal);

    /// <summary>The values that are made of these parts, as <see cref="Lower"/> gives them.</summary>
    public virtual Tensor[] Raise(Tensor[] parts, bool stacked = false) => Array.ConvertAll(parts, Constant);

    /// <summary>The same value in the form of those that vary at this level, which the states of a loop may do later.</summary>
    public virtual Tensor Varying(Tensor x) => x;

    /// <summary>
    /// The function of values like x as a function of what they are made of, as <see cref="Lower"/> gives it, which may be called after this scope
    /// has ended, too.
    /// </summary>
    public virtual Func<Tensor[], Tensor[]> Inside(Func<Tensor[], Tensor[]> f, Tensor[] x) => Below(f, x);

    /// <summary>A value that does not depend on this level, but has the form of those that do, as it is below.</summary>
    public virtual Tensor WithoutForm(Tensor x) => Primal(x);

    /// <summary>
    /// Runs what was recorded at a level and could then use values of the levels above: those that have ended since are outlived.
    /// Scopes that begin from here on end as they always do.
    /// </summary>
    public static Tensor[] Again(long level, Func<IReadOnlyList<Tensor>> f)
    {
        var outer = again;
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

    /// <summary>Whether something runs again on this thread that was recorded below this level, while there may have been values of it.</summary>
    static bool IsSeenAgain(long level) => level > again.Above && level < again.Below;

    /// <summary>
    /// A function that is made of f now. When it runs again, parts of it pass levels that they did not pass at first; results that depend on no more
    /// than they did are values of this level again.
    /// </summary>
    public Func<Tensor[], Tensor[]> Steady(Func<Tensor[], Tensor[]> f)
    {
        var first = again;
        return x => first == again ? f(x) : Array.ConvertAll(f(x), y => Settled(y, Level));
    }

    /// <summary>A value of a level or below it that has the form of levels above, of which it captured constants.</summary>
    /// <param name="isRule">Whether a rule gives it, which depends on nothing above whatever the state there; other values do while that runs.</param>
    public static Tensor Settled(Tensor y, long level, bool isRule = false)
    {
        while (y.Level > level && y is Tracer { Scope: { } scope } && (isRule || scope.IsPaused)) y = scope.WithoutForm(y);
        return y;
    }
}
