using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>A choice, which the host makes.</summary>
internal sealed class CondStep(Cond cond, Step step, int first, bool[] isPlaced, Executable on) : WritingStep(step, first, isPlaced)
{
    readonly Executable then = Executable.Of(cond.Then, on.Device)!, otherwise = Executable.Of(cond.Otherwise, on.Device)!;

    internal override void Run(Executable on)
    {
        var (x, y, start) = (Inputs(on), Results(on), 1 + cond.Arguments);
        var arguments = x[1..start];
        if (x[0].ToScalar<bool>()) then.Run([.. arguments, .. x[start..(start + cond.Captured)]], y);
        else otherwise.Run([.. arguments, .. x[(start + cond.Captured)..]], y);
    }
}

/// <summary>A state that a loop reads in one place and writes in another, which then change roles.</summary>
internal sealed class LoopState(IReadOnlyList<TensorType> types, Workspace workspace)
{
    readonly PlainTensor[] even = [.. types.Select(workspace.Allocate)], odd = [.. types.Select(workspace.Allocate)];

    /// <summary>The places that iteration i writes.</summary>
    internal PlainTensor[] After(int i) => (i & 1) == 0 ? even : odd;
}

/// <summary>A loop over elements.</summary>
internal sealed class ScanStep(Scan scan, Step step, int first, bool[] isPlaced, Executable on) : WritingStep(step, first, isPlaced)
{
    readonly Executable body = Executable.Of(scan.Body, on.Device)!;
    readonly LoopState state = new([.. step.Results.Take(scan.States)], on.Workspace);

    internal override void Run(Executable on)
    {
        var (x, y, loop) = (Inputs(on), Results(on), new Loop(scan.States, scan.Length, scan.Reverse));
        var (elements, stacks) = (x[scan.States..(scan.States + scan.Elements)], y[scan.States..]);
        var (arguments, results) = ((Tensor[])x.Clone(), new PlainTensor[y.Length]);
        for (var i = 0; i < scan.Length; i++)
        {
            var at = loop.At(i);
            for (var each = 0; each < elements.Length; each++) arguments[scan.States + each] = elements[each][at];
            (i == scan.Length - 1 ? y.AsSpan(0, scan.States) : state.After(i)).CopyTo(results);
            for (var each = 0; each < stacks.Length; each++) results[scan.States + each] = (PlainTensor)stacks[each][at];
            body.Run(arguments, results);
            Array.Copy(results, arguments, scan.States);
        }
    }
}

/// <summary>A loop whose end the host sees.</summary>
internal sealed class WhileStep(While loop, Step step, int first, bool[] isPlaced, Executable on) : WritingStep(step, first, isPlaced)
{
    readonly Executable condition = Executable.Of(loop.Condition, on.Device)!, body = Executable.Of(loop.Body, on.Device)!;
    readonly LoopState state = new(step.Results, on.Workspace);
    readonly PlainTensor[] goesOn = [on.Workspace.Allocate(new(DType.Bool, Shape.Scalar))];

    internal override void Run(Executable on)
    {
        var x = Inputs(on);
        var (current, asked, captured) = (x[..loop.States], x[loop.States..(loop.States + loop.Captured)], x[(loop.States + loop.Captured)..]);
        for (var i = 0; Holds([.. current, .. asked]); i++)
        {
            body.Run([.. current, .. captured], state.After(i));
            current = state.After(i);
        }
        var y = Results(on);
        for (var i = 0; i < y.Length; i++) on.Workspace.Copy(current[i], y[i]);
    }

    bool Holds(Tensor[] x)
    {
        condition.Run(x, goesOn);
        return goesOn[0].ToScalar<bool>();
    }
}
