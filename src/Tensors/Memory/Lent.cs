using Functional.Primitives;

namespace Functional;

/// <summary>A value that a step of a loop may use until the step ends.</summary>
internal sealed class Lent(LoopStep step, Tensor value) : Tracer(value.DType, value.Shape, step.Level)
{
    internal LoopStep Step => step;

    public override Tensor Value => step.IsOver ? throw Ended(step.Name) : value;

    public override Scope Scope => step;

    /// <summary>What a derivative inside the step gives is the step's to take back.</summary>
    protected internal override Tensor KeptBy(Keeper keeper) => keeper.Keep(value) is var kept && kept == value ? this : new Lent(step, kept);

    protected internal override Tensor Interpret(Primitive op, in Few<Tensor> x) => step.Compute(op, x);
}
