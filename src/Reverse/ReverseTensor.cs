using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional;

/// <summary>A value in reverse mode: its primal, one level below, and the frame of the continuation that will receive its cotangent.</summary>
/// <param name="place">The frame; of a constant, the complement of how many there were when it was made.</param>
internal sealed class ReverseTensor(Segment segment, int place, Tensor primal) : Tracer(primal.DType, primal.Shape, segment.Scope.Level)
{
    internal int Frame => place < 0 ? Continuation.Unrecorded : place;

    Continuation Continuation => Unsafe.As<Continuation>(segment.Scope);

    public override Tensor Value => segment.HasEnded ? Outlived() : primal;

    public override Scope Scope => segment.Scope;

    protected override Tensor Interpret(Primitive op, in Few<Tensor> x) => Continuation.Push(op, x);

    Tensor Outlived() => segment.IsOver || Continuation.IsPast(segment, place) ? throw Ended(Continuation.Operation) : primal;
}

/// <summary>Stands for a value that no pullback reads, of which only the shape is kept.</summary>
internal sealed class Hollow(Tensor x) : Tracer(x.DType, x.Shape, long.MaxValue)
{
    public override Tensor Value => throw Unread();

    protected override Tensor Interpret(Primitive op, in Few<Tensor> x) => throw Unread();

    static InvalidOperationException Unread() => new("a pullback reads a value that its primitive does not list under Reads");
}
