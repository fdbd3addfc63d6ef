using Functional.Primitives;

namespace Functional;

/// <summary>A value that a step of a loop may use until the step ends.</summary>
internal sealed class Lent(LoopStep step, Tensor value) : Tracer(value.DType, value.Shape, step.Level)
{
    internal LoopStep Step => step;

    public override Tensor Value => step.IsOver ? throw Ended(step.Name) : value;

    public override Scope Scope => step;

    protected internal override Tensor Interpret(Primitive op, in Few<Tensor> x) => step.Compute(op, x);
}
