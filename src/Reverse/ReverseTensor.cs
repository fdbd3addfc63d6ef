using Functional.Primitives;

namespace Functional;

/// <summary>
/// One run of a program on the values of a continuation: the function itself, or a part of it that runs without being recorded, or again.
/// The values that it makes end with it.
/// </summary>
internal sealed class Segment(Continuation continuation, Region? region)
{
    internal Continuation Continuation => continuation;

    /// <summary>Where the arrays behind the values of this segment come from.</summary>
    internal Region? Region => region;

    internal bool HasEnded { get; private set; }

    /// <summary>Whether the values of this segment must not be used any more.</summary>
    internal bool IsOver => HasEnded && !continuation.Admits(this);

    internal void End() => HasEnded = true;
}

/// <summary>A value in reverse mode: its primal, one level below, and the frame of the continuation that will receive its cotangent.</summary>
internal sealed class ReverseTensor(Segment segment, int frame, Tensor primal) : Tracer(primal.DType, primal.Shape, segment.Continuation.Level)
{
    internal int Frame => frame;

    public override Tensor Value => segment.IsOver ? throw Ended("Grad or Vjp") : primal;

    public override Scope Scope => segment.Continuation;

    protected internal override Tensor Interpret(Primitive op, in Few<Tensor> x) => segment.Continuation.Push(op, x);
}

/// <summary>Stands for a value that no pullback reads, of which only the shape is kept.</summary>
internal sealed class Hollow(Tensor x) : Tracer(x.DType, x.Shape, long.MaxValue)
{
    public override Tensor Value => throw Unread();

    protected internal override Tensor Interpret(Primitive op, in Few<Tensor> x) => throw Unread();

    static InvalidOperationException Unread() => new("a pullback reads a value that its primitive does not list under Reads");
}
