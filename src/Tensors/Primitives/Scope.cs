namespace Functional.Primitives;

/// <summary>A transformation in progress: it makes and reads the values of one level, and knows what they are good for at the moment.</summary>
public abstract partial class Scope
{
    int pauses, replays;

    /// <summary>Begins a transformation, one level above all before; without a region its arrays are the garbage collector's.</summary>
    public Scope(Region? region) => Function = new(this, region);

    /// <summary>The level of its values.</summary>
    public long Level { get; } = Tracer.NextLevel();

    /// <summary>The run of the function that is transformed.</summary>
    public Segment Function { get; }

    /// <summary>The arrays behind the values of this level, where they are not the garbage collector's.</summary>
    public Region? Region => Function.Region;

    /// <summary>What its values are good for at the moment.</summary>
    public ScopeState State
        => Volatile.Read(ref pauses) > 0 ? ScopeState.Paused
        : !Function.HasEnded ? ScopeState.Running
        : Volatile.Read(ref replays) > 0 ? ScopeState.Replaying
        : IsSeenAgain(Level) ? ScopeState.Outlived
        : ScopeState.Ended;

    /// <summary>Whether the values of this level stand for constants.</summary>
    public bool IsPaused => State is ScopeState.Paused or ScopeState.Outlived;

    /// <summary>Whether the values of the function must not be used any more.</summary>
    public bool IsOver => Function.IsOver;

    /// <summary>The value one level below.</summary>
    public abstract Tensor Primal(Tensor x);

    /// <summary>A value that is constant at this level.</summary>
    public abstract Tensor Constant(Tensor primal);

    /// <summary>Leaves the arrays of this level to the garbage collector, because an enclosing transformation may keep some.</summary>
    public virtual void Abandon() => Region?.Abandon();

    /// <summary>The function has returned.</summary>
    public void End() => Function.End();

    /// <summary>Whether values of a segment that has ended can be used: not where their arrays are used again.</summary>
    public bool Admits(Segment segment) => State switch
    {
        ScopeState.Paused => segment == Function || segment.Region is null or { IsAbandoned: true },
        ScopeState.Running or ScopeState.Replaying => segment == Function,
        ScopeState.Outlived => segment.Region is null or { IsAbandoned: true },
        _ => false,
    };

    /// <summary>Runs a function to which the values of this level stand for constants.</summary>
    public virtual T Pause<T>(Func<T> f) => Counted(ref pauses, f);

    /// <summary>Runs the function, or a part of it again, with values that vary.</summary>
    protected T Replay<T>(Func<T> f) => Counted(ref replays, f);

    static T Counted<T>(ref int count, Func<T> f)
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
