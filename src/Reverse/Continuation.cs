using Functional.Cpu;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// The rest of a program as seen from its results back to its arguments: a continuation as data, one frame per primitive
/// (F. Wang et al. 2018, "Demystifying Differentiable Programming: Shift/Reset the Penultimate Backpropagator", defunctionalised).
/// Resuming it with the cotangents of the results folds over the frames from the last to the first.
/// </summary>
internal sealed class Continuation(Region? region = null) : Scope(region)
{
    /// <summary>
    /// One application of a primitive: what its pullback reads, and the frames of its inputs, −1 for constants. A frame without a rule only
    /// receives a cotangent: an argument, or one of the results of the block before it.
    /// </summary>
    readonly record struct Frame(object? Rule, Few<Tensor> X, Tensor Y, Few<int> Inputs);

    /// <summary>
    /// One application of a function with rules of its own. The frames after it receive the cotangents of its results and pass them on as they
    /// are to the frames Like, and by the rules to those of the inputs.
    /// </summary>
    sealed record Block(CustomRules Rules, Tensor[] X, Tensor[] Y, int[] Inputs, int[] Like);

    const int Unrecorded = -1;

    readonly List<Frame> frames = [];
    readonly Thread owner = Thread.CurrentThread;
    bool hasEnded;

    /// <summary>Whether values of this level must not be used any more, although the frames can still be folded.</summary>
    internal bool IsOver => hasEnded && !IsPaused;

    /// <summary>A frame that only receives a cotangent.</summary>
    internal ReverseTensor Argument(Tensor primal)
    {
        frames.Add(new(null, default, primal, default));
        return new(this, frames.Count - 1, primal);
    }

    /// <summary>A value of this level that does not depend on the arguments.</summary>
    internal override Tensor Constant(Tensor primal) => new ReverseTensor(this, Unrecorded, primal);

    /// <summary>Computes a primitive one level below and pushes its frame.</summary>
    internal Tensor Push(Primitive op, Few<Tensor> x)
    {
        if (IsOver) throw Tracer.Ended("Grad or Vjp");
        var primals = x.Select(this, static (k, each) => k.Primal(each));
        // A result without derivative is the user's, who may keep it: it is not the region's.
        if (!op.IsDifferentiable) return op.Apply(primals);
        var inputs = x.Select(this, static (k, each) => k.FrameOf(each));
        if (IsPaused || !Any(inputs)) return Constant(Compute(op, primals));
        RequireOwner();
        var y = Compute(op, primals);
        var reads = op.Reads;
        frames.Add(new(op,
            reads.HasFlag(Reads.Inputs) ? primals : primals.Select(this, static (_, each) => (Tensor)new Hollow(each)),
            reads.HasFlag(Reads.Output) ? y : new Hollow(y),
            inputs));
        return new ReverseTensor(this, frames.Count - 1, y);
    }

    /// <summary>Pushes a frame for a function with rules of its own, and then one for each result.</summary>
    internal override Tensor[] Join(Tensor[] values, Tensor[] like, Tensor[] x, CustomRules rules)
    {
        RequireOwner();
        frames.Add(new(new Block(rules, Array.ConvertAll(x, Primal), values, Array.ConvertAll(x, FrameOf), Array.ConvertAll(like, FrameOf)), default, values[0], default));
        return Array.ConvertAll(values, y => Argument(y) is var traced && y.DType.IsFloat() ? traced : y);
    }

    void RequireOwner()
    {
        if (Thread.CurrentThread != owner)
            throw new ScopeException("a value that a Grad or Vjp on another thread differentiates is used here: derivatives are recorded on the thread that takes them");
    }

    Tensor Compute(Primitive op, Few<Tensor> primals)
    {
        using (Region.Enter(Region)) return op.Apply(primals);
    }

    static bool Any(Few<int> inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
            if (inputs[i] != Unrecorded) return true;
        return false;
    }

    /// <summary>The value one level below.</summary>
    internal override Tensor Primal(Tensor x) => x is ReverseTensor traced && traced.Level == Level ? traced.Value : x;

    /// <summary>The frame that receives the cotangent of a value, −1 for a constant.</summary>
    internal int FrameOf(Tensor x) => x is ReverseTensor traced && traced.Level == Level ? traced.Frame : Unrecorded;

    internal void End() => hasEnded = true;

    /// <summary>The cotangents of the first frames, the arguments, for given cotangents of results; null where a result does not depend on one.</summary>
    internal Tensor?[] Resume(IEnumerable<(int Frame, Tensor Cotangent)> results, int arguments)
    {
        using var window = Region.Enter(Region);
        var cotangents = new Tensor?[frames.Count];
        foreach (var (frame, cotangent) in results) Receive(cotangents, frame, cotangent);
        for (var i = frames.Count - 1; i >= arguments; i--)
            if (frames[i].Rule is Block block) PullBack(block, cotangents.AsSpan(i + 1, block.Y.Length), cotangents);
            else if (frames[i].Rule is Primitive op && cotangents[i] is { } dy)
            {
                cotangents[i] = null;
                PullBack(op, frames[i], dy, cotangents);
            }
        return cotangents[..arguments];
    }

    static void PullBack(Primitive op, Frame frame, Tensor dy, Tensor?[] cotangents)
    {
        for (var input = 0; input < frame.Inputs.Count; input++)
            // An empty input has no cotangent to compute.
            if (frame.Inputs[input] is var to and not Unrecorded && frame.X[input].Size > 0
                && op.Accept(Pullbacks.Rules, new(input, frame.X, frame.Y, dy)) is { } dx)
                Receive(cotangents, to, dx);
    }

    void PullBack(Block block, Span<Tensor?> results, Tensor?[] cotangents)
    {
        Tensor?[] dy = [.. results];
        results.Clear();
        if (Array.TrueForAll(dy, each => each is null)) return;
        for (var i = 0; i < dy.Length; i++)
            if (dy[i] is { } cotangent) Receive(cotangents, block.Like[i], cotangent);
        if (Array.TrueForAll(block.Inputs, to => to == Unrecorded)) return;
        IReadOnlyList<Tensor> dx;
        using (Region.Leave()) dx = block.Rules.PullBack(block.X, block.Y, dy);
        for (var i = 0; i < dx.Count; i++) Receive(cotangents, block.Inputs[i], dx[i]);
    }

    /// <summary>Adds up where a value was used more than once.</summary>
    static void Receive(Tensor?[] cotangents, int frame, Tensor cotangent)
    {
        if (frame == Unrecorded) return;
        cotangents[frame] = cotangents[frame] is { } present ? present + cotangent : cotangent;
    }
}
