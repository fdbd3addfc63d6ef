using Functional.Cpu;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// The rest of a program as seen from its results back to its arguments: a continuation as data, one frame per primitive
/// (F. Wang et al. 2018, "Demystifying Differentiable Programming: Shift/Reset the Penultimate Backpropagator", defunctionalised).
/// Resuming it with the cotangents of the results folds over the frames from the last to the first.
/// </summary>
internal sealed class Continuation(Region? region = null)
{
    /// <summary>One application of a primitive: what its pullback reads, and the frames of its inputs, −1 for constants. An argument has no primitive.</summary>
    readonly record struct Frame(Primitive? Op, Few<Tensor> X, Tensor Y, Few<int> Inputs);

    const int Constant = -1;

    readonly List<Frame> frames = [];
    readonly Thread owner = Thread.CurrentThread;

    internal long Level { get; } = Tracer.NextLevel();

    /// <summary>Whether the function has returned; its values must not be used any more, but the frames can still be folded.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>The frame that stands for an argument.</summary>
    internal ReverseTensor Argument(Tensor primal)
    {
        frames.Add(new(null, default, primal, default));
        return new(this, frames.Count - 1, primal);
    }

    /// <summary>Computes a primitive one level below and pushes its frame.</summary>
    internal Tensor Push(Primitive op, Few<Tensor> x)
    {
        if (HasEnded) throw Tracer.Ended("Grad or Vjp");
        var primals = x.Select(this, static (k, each) => k.Primal(each));
        // A result without derivative is the user's, who may keep it: it is not the region's.
        if (!op.IsDifferentiable) return op.Apply(primals);
        if (Thread.CurrentThread != owner)
            throw new ScopeException("a value that a Grad or Vjp on another thread differentiates is used here: derivatives are recorded on the thread that takes them");
        var y = Compute(op, primals);
        var reads = op.Reads;
        frames.Add(new(op,
            reads.HasFlag(Reads.Inputs) ? primals : primals.Select(this, static (_, each) => (Tensor)new Hollow(each)),
            reads.HasFlag(Reads.Output) ? y : new Hollow(y),
            x.Select(this, static (k, each) => k.FrameOf(each))));
        return new ReverseTensor(this, frames.Count - 1, y);
    }

    Tensor Compute(Primitive op, Few<Tensor> primals)
    {
        using (Region.Enter(region)) return op.Apply(primals);
    }

    /// <summary>The value one level below.</summary>
    internal Tensor Primal(Tensor x) => x is ReverseTensor traced && traced.Level == Level ? traced.Value : x;

    /// <summary>The frame that receives the cotangent of a value, −1 for a constant.</summary>
    internal int FrameOf(Tensor x) => x is ReverseTensor traced && traced.Level == Level ? traced.Frame : Constant;

    internal void End() => HasEnded = true;

    /// <summary>The cotangents of the first frames, the arguments, for given cotangents of results; null where a result does not depend on one.</summary>
    internal Tensor?[] Resume(IEnumerable<(int Frame, Tensor Cotangent)> results, int arguments)
    {
        using var window = Region.Enter(region);
        var cotangents = new Tensor?[frames.Count];
        foreach (var (frame, cotangent) in results) Receive(cotangents, frame, cotangent);
        for (var i = frames.Count - 1; i >= arguments; i--)
        {
            if (cotangents[i] is not { } dy) continue;
            cotangents[i] = null;
            PullBack(frames[i], dy, cotangents);
        }
        return cotangents[..arguments];
    }

    static void PullBack(Frame frame, Tensor dy, Tensor?[] cotangents)
    {
        for (var input = 0; input < frame.Inputs.Count; input++)
            // An empty input has no cotangent to compute.
            if (frame.Inputs[input] is var to and not Constant && frame.X[input].Size > 0
                && frame.Op!.Accept(Pullbacks.Rules, new(input, frame.X, frame.Y, dy)) is { } dx)
                Receive(cotangents, to, dx);
    }

    /// <summary>Adds up where a value was used more than once.</summary>
    static void Receive(Tensor?[] cotangents, int frame, Tensor cotangent)
    {
        if (frame == Constant) return;
        cotangents[frame] = cotangents[frame] is { } present ? present + cotangent : cotangent;
    }
}
