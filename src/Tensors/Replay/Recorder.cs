namespace Functional.Primitives;

/// <summary>
/// A transformation that records what is applied to its values, on the thread that opened it. What <see cref="Replayed"/> needs of it: to find it,
/// to see what a part captured while it is paused, and to record the part.
/// </summary>
public abstract class Recorder(Region? region) : Scope(region)
{
    [ThreadStatic]
    static Opened? opened;

    Thread? owner;
    HashSet<int>? touched;

    /// <summary>The one that records on this thread, is not paused, and has the highest level below a bound.</summary>
    public static Recorder? Innermost(long bound)
    {
        var innermost = default(Recorder);
        for (var each = opened; each is not null; each = each.Outer)
            if (each.Recorder is { IsPaused: false } k && k.Level < bound && k.Level > (innermost?.Level ?? 0)) innermost = k;
        return innermost;
    }

    /// <summary>Records a part that was applied to x, which is made of these values below, with its results there.</summary>
    /// <param name="touched">The places of the values that the part captured.</param>
    public abstract Tensor[] Record(Replayed part, Func<Tensor[], Tensor[]> f, Tensor[] x, Tensor[] primals, IReadOnlyCollection<int> touched, Tensor[] values);

    /// <summary>The same values, given one level below, as values of their own: what is made of them is added up before it reaches x.</summary>
    public abstract Tensor[] Pass(Tensor[] x, Tensor[] values);

    /// <summary>What a function gives, and the places of the values that it used while this was paused.</summary>
    public (T Result, IReadOnlyCollection<int> Touched) Watch<T>(Func<T> f)
    {
        var (outer, inner) = (touched, new HashSet<int>());
        touched = inner;
        try
        {
            return (f(), inner);
        }
        finally
        {
            outer?.UnionWith(inner);
            touched = outer;
        }
    }

    /// <summary>A recorded value is used.</summary>
    protected void Touch(int place)
    {
        if (touched is not null && IsPaused) touched.Add(place);
    }

    /// <summary>Records on this thread while a function runs.</summary>
    protected T Open<T>(Func<T> f)
    {
        (var outer, owner, opened) = ((opened, owner), Thread.CurrentThread, new(this, opened));
        try
        {
            return Replay(f);
        }
        finally
        {
            (opened, owner) = outer;
        }
    }

    /// <summary>Whether it records on this thread.</summary>
    protected bool IsOpenHere => Thread.CurrentThread == owner;

    /// <summary>The arrays of derivatives and steps of loops inside this transformation are not given back: what it records may hold them.</summary>
    protected void AbandonInner()
    {
        for (var each = opened; each is not null; each = each.Outer)
            if (each.Recorder.Level > Level) each.Recorder.Abandon();
        LoopStep.AbandonAbove(Level);
    }

    sealed record Opened(Recorder Recorder, Opened? Outer);
}
