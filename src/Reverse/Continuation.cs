using Functional.Primitives;

namespace Functional;

/// <summary>
/// The rest of a program as seen from its results back to its arguments: a continuation as data, one frame per primitive
/// (F. Wang et al. 2018, "Demystifying Differentiable Programming: Shift/Reset the Penultimate Backpropagator", defunctionalised).
/// Resuming it with the cotangents of the results folds over the frames from the last to the first. This part records the frames.
/// </summary>
internal sealed partial class Continuation : Recorder
{
    internal const int Unrecorded = -1;

    readonly Frames frames;
    readonly Recorded recorded;
    readonly bool isOnce;
    Hollow? hollow;
    (Segment Run, Region? Region) current;
    int folded = int.MaxValue;

    Continuation(string operation, Region? region) : base(region)
    {
        Operation = operation;
        current = (Function, region);
        recorded = new(operation);
        frames = new(isReleased: isOnce = region is not null);
    }

    /// <summary>What the user called, and errors name.</summary>
    internal string Operation { get; }

    /// <summary>The memory of the function, or of the part that runs.</summary>
    internal Region? Memory => current.Region;

    /// <summary>How many frames there are.</summary>
    internal int Count => frames.Count;

    /// <summary>A continuation that is folded once, and then released together with the region.</summary>
    internal static Continuation Once(string operation, Region region) => new(operation, region);

    /// <summary>A continuation that is handed out, to be folded again and again.</summary>
    internal static Continuation HandedOut(string operation)
    {
        var continuation = new Continuation(operation, null);
        Recording.Register(continuation, continuation.recorded);
        return continuation;
    }

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
            End();
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
        return new(current.Run, frames.Count - 1, primal);
    }

    /// <summary>A value of this level that does not depend on the arguments; integers never do.</summary>
    public override Tensor Constant(Tensor primal) => primal.DType.IsFloat() ? new ReverseTensor(current.Run, ~frames.Count, primal) : primal;

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
        var mark = current.Region?.Mark ?? 0;
        var y = Compute(op, primals);
        var reads = op.Reads;
        if (reads.HasFlag(Reads.Inputs))
            for (var i = 0; i < primals.Count; i++) recorded.Add(primals[i]);
        if (reads.HasFlag(Reads.Output)) recorded.Add(y);
        frames.Add(new(op,
            reads.HasFlag(Reads.Inputs) ? primals : primals.Select(this, static (k, each) => k.Emptied(each)),
            reads.HasFlag(Reads.Output) ? y : Emptied(y),
            inputs,
            mark));
        return new ReverseTensor(current.Run, frames.Count - 1, y);
    }

    /// <summary>The value one level below.</summary>
    public override Tensor Primal(Tensor x)
    {
        if (x is not ReverseTensor traced || traced.Level != Level) return x;
        if (traced.Frame != Unrecorded) Touch(traced.Frame);
        return traced.Value;
    }

    /// <summary>
    /// Whether the fold has gone past where a value of the function was made, at this frame or, complemented, before it: its memory is used again.
    /// Parts that run again have seen no such value.
    /// </summary>
    internal bool IsPast(Segment segment, int place)
        => segment == Function && (place < 0 ? ~place : place + 1) > folded && Region is { IsAbandoned: false };

    /// <summary>The frame that receives the cotangent of a value, −1 for a constant.</summary>
    internal int FrameOf(Tensor x) => x is ReverseTensor traced && traced.Level == Level ? traced.Frame : Unrecorded;

    /// <summary>What is kept of a value that no pullback reads; values in a row often have one shape.</summary>
    Tensor Emptied(Tensor x) => hollow is { } last && last.DType == x.DType && last.Shape == x.Shape ? last : hollow = new(x);

    void RequireOwner()
    {
        if (!IsOpenHere)
            throw new ScopeException($"{Operation}: a value that it differentiates on another thread is used here: derivatives are recorded on the thread that takes them");
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
}
