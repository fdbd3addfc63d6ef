namespace Functional.Primitives;

/// <summary>The state machine of one transformation: what runs at the moment, and what its values are good for therefore.</summary>
internal struct Standing
{
    /// <summary>What runs again on this thread was recorded at the first level; the second began after it.</summary>
    [ThreadStatic]
    static (long Above, long Below) again;

    int pauses, replays;

    /// <summary>What runs again on this thread, to be compared with what did at another time.</summary>
    internal static (long Above, long Below) Seen => again;

    /// <summary>The state of a transformation of a level, whose function has ended or not.</summary>
    internal readonly ScopeState Of(long level, bool hasEnded)
        => Volatile.Read(in pauses) > 0 ? ScopeState.Paused
        : !hasEnded ? ScopeState.Running
        : Volatile.Read(in replays) > 0 ? ScopeState.Replaying
        : level > again.Above && level < again.Below ? ScopeState.Outlived
        : ScopeState.Ended;

    /// <summary>Paused while a function runs.</summary>
    internal T Pause<T>(Func<T> f) => During(ref pauses, f);

    /// <summary>Replaying while a function runs, once the transformation has ended.</summary>
    internal T Replay<T>(Func<T> f) => During(ref replays, f);

    /// <summary>While a function runs that was recorded at a level, those above that have ended are outlived; those that begin from here on are not.</summary>
    internal static T Again<T>(long level, Func<T> f)
    {
        var outer = again;
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

    static T During<T>(ref int count, Func<T> f)
    {
        Interlocked.Increment(ref count);
        try
        {
            return f();
        }
        finally
        {
            Interlocked.Decrement(ref count);
        }
    }
}
