using System.Collections.Concurrent;
using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>A traced graph, what the passes made of it, and how it is computed on each device that it was called on.</summary>
/// <param name="reassociates">Whether sums may be added up in another order.</param>
internal sealed class GraphPlan(Graph traced, bool reassociates = false)
{
    readonly ConcurrentDictionary<Device, ConcurrentStack<Executable>> ready = new();

    internal Graph Traced => traced;

    /// <summary>The graph as it is computed.</summary>
    internal Graph Optimized { get; } = Optimization.Of(traced, reassociates);

    /// <summary>Computes the results of plain arguments.</summary>
    internal Tensor[] Run(Tensor[] x)
    {
        var device = Array.Find(x, each => each is PlainTensor { IsConstant: false })?.Device ?? Device.Cpu;
        for (var i = 0; i < x.Length; i++)
            if (x[i].Device != device)
                x[i] = x[i] is PlainTensor { IsConstant: true } constant ? device.Import(constant)
                    : throw new DeviceException($"Compile: one argument is on {device}, another on {x[i].Device}: move one with To");
        var pool = ready.GetOrAdd(device, _ => []);
        // Each call has memory of its own: there are as many as there were calls at one time.
        if (!pool.TryPop(out var executable) && (executable = Executable.Of(Optimized, device)) is null) return Optimized.Run(x);
        // One that fails is not used again: it holds results that nobody took, whose memory may be a region's.
        var results = executable.Run(x);
        pool.Push(executable);
        return results;
    }

    internal CompiledGraph Describe()
        => new(Traced, Optimized, Executable.PeakBytes(Optimized, ready.Keys.FirstOrDefault() ?? Device.Cpu));
}
