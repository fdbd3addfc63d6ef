using Functional.Primitives;

namespace Functional;

/// <summary>
/// The rest of a program as seen from its results back to its arguments: a continuation as data, one frame per primitive
/// (F. Wang et al. 2018, "Demystifying Differentiable Programming: Shift/Reset the Penultimate Backpropagator", defunctionalised).
/// Resuming it with the cotangents of the results folds over the frames from the last to the first. This part records the frames.
/// </summary>
internal sealed partial class Continuation : Scope
{
    internal const int Unrecorded = -1;

    [ThreadStatic]
    static Opened? opened;

    readonly Frames frames;
    readonly Recorded recorded = new();
    readonly Segment function;
    Hollow? hollow;
    Thread? owner;
    Segment current;
    bool isTouched;

    Continuation(Region? region) : base(region)
    {
        current = function = new(this, region);
        frames = new(isReleased: region is not null);
    }

    /// <summary>A continuation that is folded once, and then released together with the region.</summary>
    internal static Continuation Once(Region region) => new(region);

    /// <summary>A continuation that is handed out, to be folded again and again.</summary>
    internal static Continuation HandedOut()
    {
        var continuation = new Continuation(null);
        Recording.Register(continuation, continuation.recorded);
        return continuation;
    }

    /// <summary>The continuation that records on this thread, is not paused, and has the highest level below a bound.</summary>
    internal static Continuation? Innermost(long bound)
    {
        var innermost = default(Continuation);
        for (var each = opened; each is not null; each = each.Outer)
            if (each.Continuation is { IsPaused: false } k && k.Level < bound && k.Level > (innermost?.Level ?? 0)) innermost = k;
        return innermost;
    }

    /// <summary>Whether values of a segment that has ended can be used: as constants, or because it is the function, of which a part runs again.</summary>
    internal bool Admits(Segment segment)
        => base.IsPaused || IsAgain && segment.Region is not { IsAbandoned: false } || segment == function && owner is not null;

    internal override bool IsPaused => base.IsPaused || IsAgain;

    /// <summary>Whether this has ended, and something runs again that could use its values.</summary>
    bool IsAgain => function.HasEnded && owner is null && IsSeenAgain(Level);

    /// <summary>Records the function on this thread.</summary>
    internal T Record<T>(Func<T> f)
    {
        try
        {
            var result = Open(f);
            recorded.Tell();
            return result;
        }
        finally
        {
            function.End();
        }
    }

    /// <summary>The frames are not needed any more.</summary>
    internal void Release()
    {
        frames.Truncate(0);
        recorded.Release();
    }

    /// <summary>A frame that only has a cotangent.</summary>
    internal ReverseTensor Argument(Tensor primal)
    {
        frames.Add(default);
        return new(current, frames.Count - 1, primal);
    }

    /// <summary>A value of this level that does not depend on the arguments; integers never do.</summary>
    internal override Tensor Constant(Tensor primal) => primal.DType.IsFloat() ? new ReverseTensor(current, Unrecorded, primal) : primal;

    /// <summary>Computes a primitive one level below and pushes its frame.</summary>
    internal Tensor Push(Primitive op, in Few<Tensor> x)
    {
        if (op.Expand(x) is { } expanded) return expanded;
        var primals = x.Select(this, static (k, each) => k.Primal(each));
        // A result without derivative is the user's, who may keep it: it is not the region's.
        if (!op.IsDifferentiable) return op.Apply(primals);
        var inputs = x.Select(this, static (k, each) => k.FrameOf(each));
        if (IsPaused || !Any(inputs)) return Constant(Compute(op, primals));
        RequireOwner();
        var y = Compute(op, primals);
        var reads = op.Reads;
        if (reads.HasFlag(Reads.Inputs))
            for (var i = 0; i < primals.Count; i++) recorded.Add(primals[i]);
        if (reads.HasFlag(Reads.Output)) recorded.Add(y);
        frames.Add(new(op,
            reads.HasFlag(Reads.Inputs) ? primals : primals.Select(this, static (k, each) => k.Emptied(each)),
            reads.HasFlag(Reads.Output) ? y : Emptied(y),
            inputs));
        return new ReverseTensor(current, frames.Count - 1, y);
    }

    /// <summary>Pushes the frame of a block, and then one for each result.</summary>
    internal Tensor[] Push(Block block, Tensor[] values)
    {
        RequireOwner();
        foreach (var held in block.Holds) recorded.Add(held);
        frames.Add(new(block, default, null, default));
        return Array.ConvertAll(values, y => Argument(y) is var traced && y.DType.IsFloat() ? traced : y);
    }

    internal override Tensor[] Join(Tensor[] values, Tensor[] like, Tensor[] x, CustomRules rules)
    {
        if (IsPaused) return Array.ConvertAll(values, Constant);
        // The rules may hold values of the derivatives inside this one.
        for (var each = opened; each is not null; each = each.Outer)
            if (each.Continuation.Level > Level) each.Continuation.Region?.Abandon();
        return Push(new CustomBlock(rules, Array.ConvertAll(x, Primal), values, Array.ConvertAll(x, FrameOf), Array.ConvertAll(like, FrameOf)), values);
    }

    /// <summary>The value one level below.</summary>
    internal override Tensor Primal(Tensor x)
    {
        if (x is not ReverseTensor traced || traced.Level != Level) return x;
        if (IsPaused && traced.Frame != Unrecorded) isTouched = true;
        return traced.Value;
    }

    /// <summary>The frame that receives the cotangent of a value, −1 for a constant.</summary>
    internal int FrameOf(Tensor x) => x is ReverseTensor traced && traced.Level == Level ? traced.Frame : Unrecorded;

    /// <summary>What a function gives, and whether it used a value that is recorded here while this continuation was paused.</summary>
    internal (T Result, bool IsTouched) Watch<T>(Func<T> f)
    {
        var outer = isTouched;
        isTouched = false;
        var (result, touched) = (f(), isTouched);
        isTouched |= outer;
        return (result, touched);
    }

    internal override Func<Tensor[], Tensor[]> Inside(Func<Tensor[], Tensor[]> f, Tensor[] x)
    {
        if (!IsPaused) RequireOwner();
        return Below(f, x);
    }

    internal override Func<Tensor[], Tensor[]> Below(Func<Tensor[], Tensor[]> f, Tensor[] x) => primals =>
    {
        // What is not recorded is used up when the function returns.
        var region = Part();
        var y = During(new(this, region), () => base.Pause(() => Array.ConvertAll(f(Array.ConvertAll(primals, Constant)), Primal)));
        return Finish(region, y);
    };

    internal override T Pause<T>(Func<T> f) => During(new(this, current.Region), () => base.Pause(f));

    T Open<T>(Func<T> f)
    {
        (var outer, owner, opened) = ((opened, owner), Thread.CurrentThread, new(this, opened));
        try
        {
            return f();
        }
        finally
        {
            (opened, owner) = outer;
        }
    }

    T During<T>(Segment segment, Func<T> f)
    {
        (var outer, current) = (current, segment);
        try
        {
            return f();
        }
        finally
        {
            current = outer;
            segment.End();
        }
    }

    /// <summary>A region for a part of the program whose results alone outlive it, where this continuation is the only one that may hold them.</summary>
    Region? Part() => Region is { IsAbandoned: false } ? new() : null;

    static Tensor[] Finish(Region? part, Tensor[] results)
    {
        if (part is null) return results;
        var kept = Array.ConvertAll(results, part.Keep);
        part.Recycle();
        return kept;
    }

    /// <summary>What is kept of a value that no pullback reads; values in a row often have one shape.</summary>
    Tensor Emptied(Tensor x) => hollow is { } last && last.DType == x.DType && last.Shape == x.Shape ? last : hollow = new(x);

    void RequireOwner()
    {
        if (Thread.CurrentThread != owner)
            throw new ScopeException("a value that a Grad or Vjp on another thread differentiates is used here: derivatives are recorded on the thread that takes them");
    }

    Tensor Compute(Primitive op, in Few<Tensor> primals)
    {
        using (Region.Enter(current.Region)) return op.Apply(primals);
    }

    static bool Any(Few<int> inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
            if (inputs[i] != Unrecorded) return true;
        return false;
    }

    sealed record Opened(Continuation Continuation, Opened? Outer);
}
