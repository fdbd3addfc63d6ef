using Functional.Primitives;

namespace Functional;

/// <summary>A value in reverse mode: its primal, one level below, and the frame of the continuation that will receive its cotangent.</summary>
internal sealed class ReverseTensor(Continuation continuation, int frame, Tensor primal) : Tracer(primal.DType, primal.Shape, continuation.Level)
{
    internal int Frame => frame;

    internal override Tensor Value => continuation.IsOver ? throw Ended("Grad or Vjp") : primal;

    internal override Scope Scope => continuation;

    internal override Tensor Interpret(Primitive op, Few<Tensor> x) => continuation.Push(op, x);
}

/// <summary>Stands for a value that no pullback reads, of which only the shape is kept.</summary>
internal sealed class Hollow(Tensor x) : Tracer(x.DType, x.Shape, long.MaxValue)
{
    internal override Tensor Value => throw Unread();

    internal override Tensor Interpret(Primitive op, Few<Tensor> x) => throw Unread();

    static InvalidOperationException Unread() => new("a pullback reads a value that its primitive does not list under Reads");
}
