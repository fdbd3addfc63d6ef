using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>A step with the numbers of its values, and what it needs to be computed again and again.</summary>
internal abstract class ExecutableStep
{
    /// <summary>Computes the step.</summary>
    internal abstract void Run(Executable on);

    /// <summary>Lets go of what belongs to the caller.</summary>
    internal virtual void Forget(Tensor[] values) { }

    /// <summary>The step for results from a number on.</summary>
    /// <param name="isPlaced">For each result whether it has its place already.</param>
    internal static ExecutableStep Of(Step step, int first, bool[] isPlaced, Executable on) => step.Operation switch
    {
        Primitive op => new PrimitiveStep(op, step, first, isPlaced),
        Fused fused => new FusedBlockStep(fused, step, first, isPlaced),
        Scan scan => new ScanStep(scan, step, first, isPlaced, on),
        Cond cond => new CondStep(cond, step, first, isPlaced, on),
        While loop => new WhileStep(loop, step, first, isPlaced, on),
        _ => throw new NotSupportedException($"there is no way to compute {step.Operation}"),
    };
}

/// <summary>A view of a value that is new in each call.</summary>
internal sealed class ViewStep(Step step, int result) : ExecutableStep
{
    readonly (Primitive Op, int Input) view = ((Primitive)step.Operation, step.Inputs[0]);

    internal override void Run(Executable on) => on.Values[result] = on.Device.Evaluate(view.Op, new Few<Tensor>(on.Values[view.Input]));

    internal override void Forget(Tensor[] values) => values[result] = null!;
}

/// <summary>A step that writes its results to memory.</summary>
internal abstract class WritingStep(Step step, int first, bool[] isPlaced) : ExecutableStep
{
    readonly Tensor[] inputs = new Tensor[step.Inputs.Count];
    readonly PlainTensor[] results = new PlainTensor[isPlaced.Length];

    /// <summary>The inputs, for as long as the step is computed.</summary>
    protected Tensor[] Inputs(Executable on)
    {
        for (var i = 0; i < inputs.Length; i++) inputs[i] = on.Values[step.Inputs[i]];
        return inputs;
    }

    /// <summary>The memory of the results: what the plan or the caller gave, or else new memory.</summary>
    protected PlainTensor[] Results(Executable on)
    {
        for (var i = 0; i < results.Length; i++)
            results[i] = (PlainTensor)(on.Values[first + i] ??= on.Workspace.Allocate(step.Results[i]));
        return results;
    }

    internal override void Forget(Tensor[] values)
    {
        Array.Clear(inputs);
        for (var i = 0; i < isPlaced.Length; i++)
            if (!isPlaced[i]) values[first + i] = results[i] = null!;
    }
}

/// <summary>One primitive.</summary>
internal sealed class PrimitiveStep(Primitive op, Step step, int first, bool[] isPlaced) : WritingStep(step, first, isPlaced)
{
    internal override void Run(Executable on) => on.Workspace.Evaluate(op, new Few<Tensor>(Inputs(on)), Results(on)[0]);
}

/// <summary>Fused steps.</summary>
internal sealed class FusedBlockStep(Fused fused, Step step, int first, bool[] isPlaced) : WritingStep(step, first, isPlaced)
{
    internal override void Run(Executable on) => on.Workspace.Evaluate(fused, Inputs(on), Results(on));
}
