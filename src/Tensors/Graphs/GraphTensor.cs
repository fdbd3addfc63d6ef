using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>A value of a graph that is being traced: it has a type and a device, but no elements yet.</summary>
/// <param name="tracing">The trace, or the part of one, that it belongs to.</param>
/// <param name="value">Its number in the builder.</param>
internal sealed class GraphTensor(Tracing tracing, int value, TensorType type, Device device) : Tracer(type.DType, type.Shape, tracing.Level)
{
    internal Tracing Tracing => tracing;

    internal int Number => value;

    public override Device Device => device;

    public override Tensor Value => throw tracing.Unread("reading a value");

    public override bool IsTraced => true;

    protected internal override Tensor Interpret(Primitive op, in Few<Tensor> x) => tracing.Owner(x).Add(op, x);
}
