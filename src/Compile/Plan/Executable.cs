using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// A graph that is ready to be computed on a device, with memory of its own: every value that stays inside has its place, and every view of such a
/// place is made once. One thread uses it at a time.
/// </summary>
internal sealed class Executable
{
    readonly Graph graph;
    readonly ExecutableStep[] steps;
    readonly bool[] isWritten;

    Executable(Graph graph, Device device, Workspace workspace, int[] views, MemoryPlan plan)
    {
        (this.graph, Device, Workspace) = (graph, device, workspace);
        Values = new Tensor[graph.Types.Count];
        var isFixed = new bool[Values.Length];
        for (var value = graph.Parameters.Length; value < graph.Inputs; value++)
            (Values[value], isFixed[value]) = (device.Import(graph.Constant(value)!), true);
        var rest = new List<ExecutableStep>();
        for (var i = 0; i < graph.Steps.Length; i++)
        {
            var (step, y) = (graph.Steps[i], graph.FirstResult(i));
            var isView = step.Results.Count > 0 && views[y] != y;
            if (isView && step.Inputs.All(input => isFixed[input]))
                (Values[y], isFixed[y]) = (device.Evaluate((Primitive)step.Operation, new Few<Tensor>(Values[step.Inputs[0]])), true);
            else
            {
                for (var result = y; result < y + step.Results.Count; result++)
                    if (!isView && plan.Offsets[result] >= 0)
                        (Values[result], isFixed[result]) = (workspace.Place(graph.Types[result], plan.Offsets[result]), true);
                rest.Add(isView ? new ViewStep(step, y) : ExecutableStep.Of(step, y, isFixed[y..(y + step.Results.Count)], this));
            }
        }
        steps = [.. rest];
        // A result that a step writes can be written where the caller wants it.
        isWritten = [.. graph.Results.Select((value, i)
            => value >= graph.Inputs && views[value] == value && !isFixed[value] && !graph.Results.Take(i).Contains(value))];
    }

    internal Device Device { get; }

    internal Workspace Workspace { get; }

    /// <summary>What is known of the values at the moment.</summary>
    internal Tensor[] Values { get; }

    /// <summary>How a graph is computed on a device; nothing where the device has no such memory, or several take part.</summary>
    internal static Executable? Of(Graph graph, Device device)
    {
        // The memory stays, whatever region is at work.
        using var outside = Region.Leave();
        if (Moves(graph) || ViewPlan.Of(graph, device) is not { } views) return null;
        var plan = MemoryPlan.Of(graph, views);
        return device.Reserve(plan.Elements) is { } workspace ? new(graph, device, workspace, views, plan) : null;
    }

    /// <summary>Whether something goes to another device, here or in a graph inside.</summary>
    static bool Moves(Graph graph) => graph.Steps.Any(step => step.Operation is Transfer || step.Operation is Block block && block.Bodies.Any(Moves));

    /// <summary>The most memory that a call takes: arguments, constants, results, the shared memory, and that of the graphs inside.</summary>
    internal static long PeakBytes(Graph graph, Device device)
    {
        var given = graph.Types.Take(graph.Inputs).Sum(type => type.Bytes);
        if (ViewPlan.Of(graph, device) is not { } views) return given + graph.Types.Skip(graph.Inputs).Sum(type => type.Bytes);
        var plan = MemoryPlan.Of(graph, views);
        var own = Enumerable.Range(graph.Inputs, graph.Types.Count - graph.Inputs)
            .Where(value => plan.Offsets[value] < 0).Sum(value => graph.Types[value].Bytes);
        return given + own + plan.Bytes + graph.Steps.Select(step => step.Operation).OfType<Block>().Where(block => block is not Fused)
            .SelectMany(block => block.Bodies).Sum(body => PeakBytes(body, device) - body.Types.Take(body.Inputs).Sum(type => type.Bytes));
    }

    /// <summary>Computes the results of arguments on the device, in new memory.</summary>
    internal Tensor[] Run(ReadOnlySpan<Tensor> x)
    {
        Compute(x, []);
        var results = new Tensor[graph.Results.Count];
        for (var i = 0; i < results.Length; i++) results[i] = Values[graph.Results[i]];
        Forget();
        return results;
    }

    /// <summary>Computes the results into memory that is given.</summary>
    internal void Run(ReadOnlySpan<Tensor> x, ReadOnlySpan<PlainTensor> into)
    {
        Compute(x, into);
        for (var i = 0; i < into.Length; i++)
            if (!ReferenceEquals(Values[graph.Results[i]], into[i])) Workspace.Copy(Values[graph.Results[i]], into[i]);
        Forget();
    }

    void Compute(ReadOnlySpan<Tensor> x, ReadOnlySpan<PlainTensor> into)
    {
        x.CopyTo(Values);
        for (var i = 0; i < into.Length; i++)
            if (isWritten[i]) Values[graph.Results[i]] = into[i];
        foreach (var step in steps) step.Run(this);
    }

    /// <summary>What belongs to the caller is not kept.</summary>
    void Forget()
    {
        Array.Clear(Values, 0, graph.Parameters.Length);
        foreach (var step in steps) step.Forget(Values);
    }
}
