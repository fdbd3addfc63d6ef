using Functional.Cpu;

namespace Functional.Primitives;

/// <summary>A transformation in progress, as seen by functions that bring their own derivatives: it makes and reads the values of one level.</summary>
internal abstract class Scope(Region? region)
{
    [ThreadStatic]
    static (long Above, long Below) again;

    int pauses;

    internal long Level { get; } = Tracer.NextLevel();

    /// <summary>The arrays behind the values of this level, where they are not the garbage collector's.</summary>
    internal Region? Region => region;

    /// <summary>Whether the values of this level stand for constants, even those kept beyond its end.</summary>
    internal virtual bool IsPaused => Volatile.Read(ref pauses) > 0;

    /// <summary>
    /// Runs what was recorded at a level and could then use values of the levels above. Those that have ended since stand for constants: what
    /// was recorded does not depend on them, or it would have been recorded, and would run, with them in parts.
    /// </summary>
    internal static T Again<T>(long level, Func<T> f)
    {
        var outer = again;
        // Scopes that begin from here on end as they always do.
        again = (outer.Below == 0 ? level : Math.Min(level, outer.Above), Tracer.NextLevel());
        try
        {
            return f();
        }
        finally
        {
            again = outer;
        }
    }

    /// <summary>Whether something runs again on this thread that was recorded below this level, while there may have been values of it.</summary>
    internal static bool IsSeenAgain(long level) => level > again.Above && level < again.Below;

    /// <summary>The value one level below.</summary>
    internal abstract Tensor Primal(Tensor x);

    /// <summary>A value that is constant at this level.</summary>
    internal abstract Tensor Constant(Tensor primal);

    /// <summary>
    /// Values of this level, given one level below, that change as <paramref name="like"/> do and also with x, by rules of one level below.
    /// </summary>
    internal abstract Tensor[] Join(Tensor[] values, Tensor[] like, Tensor[] x, CustomRules rules);

    /// <summary>What values of this level are made of one level below.</summary>
    internal virtual Tensor[] Lower(Tensor[] x) => Array.ConvertAll(x, Primal);

    /// <summary>The values that are made of these parts, as <see cref="Lower"/> gives them.</summary>
    internal virtual Tensor[] Raise(Tensor[] parts) => Array.ConvertAll(parts, Constant);

    /// <summary>The function of values of this level as a function of what they are made of, which may be called after this scope has ended, too.</summary>
    internal virtual Func<Tensor[], Tensor[]> Inside(Func<Tensor[], Tensor[]> f) => Below(f);

    /// <summary>The function one level below: it sees its arguments, and what it captured of this level, as constants of this level.</summary>
    internal virtual Func<Tensor[], Tensor[]> Below(Func<Tensor[], Tensor[]> f) => x => Pause(() => Array.ConvertAll(f(Array.ConvertAll(x, Constant)), Primal));

    /// <summary>Runs a function to which the values of this level stand for constants.</summary>
    internal virtual T Pause<T>(Func<T> f)
    {
        Interlocked.Increment(ref pauses);
        try
        {
            return f();
        }
        finally
        {
            Interlocked.Decrement(ref pauses);
        }
    }
}
