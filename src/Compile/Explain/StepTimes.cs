using System.Collections.Immutable;
using System.Diagnostics;

namespace Functional.Graphs;

/// <summary>How long the steps of a graph take.</summary>
public static class StepTimes
{
    /// <summary>Runs the steps of a graph one after the other, so many times after once for warmth, and gives the median time of each.</summary>
    /// <exception cref="ShapeException">The arguments differ in number or type from the parameters.</exception>
    public static ImmutableArray<TimeSpan> Measure(Graph graph, IReadOnlyList<Tensor> arguments, int rounds = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rounds);
        if (!arguments.Select(TensorType.Of).SequenceEqual(graph.Parameters.Select(each => each.Type)))
            throw new ShapeException($"Measure: the graph takes ({string.Join(", ", graph.Parameters.Select(each => each.Type))}), the arguments are ({string.Join(", ", arguments.Select(TensorType.Of))})");
        var times = new long[graph.Steps.Length][];
        for (var step = 0; step < times.Length; step++) times[step] = new long[rounds];
        for (var round = -1; round < rounds; round++) Run(graph, arguments, (step, ticks) => { if (round >= 0) times[step][round] = ticks; });
        return [.. times.Select(Median)];
    }

    static void Run(Graph graph, IReadOnlyList<Tensor> arguments, Action<int, long> record)
    {
        var values = new Tensor[graph.Types.Count];
        for (var i = 0; i < graph.Inputs; i++) values[i] = i < arguments.Count ? arguments[i] : graph.Constants[i - arguments.Count];
        var next = graph.Inputs;
        for (var i = 0; i < graph.Steps.Length; i++)
        {
            var step = graph.Steps[i];
            Tensor[] x = [.. step.Inputs.Select(input => values[input])];
            var start = Stopwatch.GetTimestamp();
            var results = step.Operation.Apply(x);
            foreach (var y in results) Wait(y);
            record(i, Stopwatch.GetTimestamp() - start);
            foreach (var y in results) values[next++] = y;
            foreach (var value in step.Inputs)
                if (graph.LastUse(value) == i) values[value] = null!;
        }
    }

    /// <summary>Another device than the CPU may still be computing: reading an element waits for it.</summary>
    static void Wait(Tensor y)
    {
        if (y is PlainTensor { Size: > 0 } plain && plain.Device != Device.Cpu) _ = plain.FirstBytes.Length;
    }

    static TimeSpan Median(long[] ticks)
    {
        Array.Sort(ticks);
        return Stopwatch.GetElapsedTime(0, ticks[ticks.Length / 2]);
    }
}
