using Functional.Primitives;

namespace Functional;

/// <summary>A value that differs across a batch: all of its values one level below, in front of whose axes lies a hidden one.</summary>
internal sealed class BatchTensor(BatchScope scope, Tensor stacked, Shape shape) : Tracer(stacked.DType, shape, scope.Level)
{
    public override Tensor Value => scope.IsOver ? throw Ended("Vmap") : stacked;

    public override Scope Scope => scope;

    /// <summary>A batch is held by whoever holds this, as an array is, so that a region may take back what is not kept.</summary>
    protected override Tensor KeptBy(Keeper keeper) => new BatchTensor(scope, keeper.Keep(stacked), Shape);

    protected override Tensor Interpret(Primitive op, in Few<Tensor> x)
    {
        if (scope.IsOver) throw Ended("Vmap");
        // Errors speak of the shapes that the function sees; and where the batch is empty, this is all there is to know.
        var (dtype, shape) = op.Infer(x);
        return new BatchTensor(scope, scope.Size == 0 ? Tensor.Zeros([0, .. shape], dtype) : op.Accept(Batching.Rules, new(scope, x)), shape);
    }
}
