using Functional.Primitives;

namespace Functional;

/// <summary>A value that a step of a loop may use until the step ends.</summary>
internal sealed class Lent(LoopStep step, Tensor value) : Tracer(value.DType, value.Shape, step.Level)
{
    internal LoopStep Step => step;

    internal override Tensor Value => step.IsOver ? throw Ended(step.Name) : value;

    internal override Scope Scope => step;

    internal override Tensor Interpret(Primitive op, in Few<Tensor> x) => step.Compute(op, x);
}
