using System.Collections.Immutable;
using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>
/// What the steps of a graph cost. A step reads each of its inputs once and writes its results. What only looks at elements in another way (a
/// <see cref="Broadcast"/>, <see cref="Reshape"/>, <see cref="Permute"/> or <see cref="Slice"/>) moves nothing, and who reads it reads the memory
/// behind: a repeated element is one. A <see cref="Gather"/> reads no more than it takes.
/// </summary>
public static class Costs
{
    /// <summary>The cost of each step. A loop <see cref="Scan"/> costs all of its iterations, a <see cref="While"/> one of them, a <see cref="Cond"/> its dearer branch.</summary>
    public static ImmutableArray<Cost> Of(Graph graph) => Of(graph, [.. graph.Parameters.Select(each => each.Type.Bytes)]);

    /// <summary>The cost of all steps together.</summary>
    public static Cost Total(Graph graph) => Sum(Of(graph));

    internal static Cost Sum(IEnumerable<Cost> costs) => costs.Aggregate(default(Cost), (total, cost) => total + cost);

    /// <summary>The costs where so many bytes of memory are behind the parameters.</summary>
    static ImmutableArray<Cost> Of(Graph graph, IReadOnlyList<long> parameters)
    {
        List<long> memory = [.. parameters, .. graph.Constants.Select(Memory)];
        var costs = ImmutableArray.CreateBuilder<Cost>(graph.Steps.Length);
        foreach (var step in graph.Steps)
        {
            var behind = step.Inputs.Select(input => memory[input]).ToArray();
            var types = step.Inputs.Select(input => graph.Types[input]).ToArray();
            costs.Add(Of(step, types, behind));
            memory.AddRange(step.Results.Select(type => FusedSpace.IsView(step.Operation) ? Math.Min(behind[0], type.Bytes) : type.Bytes));
        }
        return costs.MoveToImmutable();
    }

    static Cost Of(Step step, TensorType[] x, long[] behind) => step.Operation switch
    {
        Primitive op when FusedSpace.IsView(op) => default,
        Primitive op => new(Flops.Of(op, new(x, step.Results[0])), Read(op, step, behind), Written(step)),
        Fused op => new(Sum(Of(op.Body, behind)).Flops, Distinct(step.Inputs, behind), Written(step)),
        Scan op => op.Length * Sum(Of(op.Body, [.. behind.Select((bytes, i) => i >= op.States && i < op.States + op.Elements ? bytes / Math.Max(op.Length, 1) : bytes)])),
        While op => Sum(Of(op.Condition, behind[..(op.States + op.Captured)]))
            + Sum(Of(op.Body, [.. behind[..op.States], .. behind[(op.States + op.Captured)..]])),
        Cond op => Dearer(Branch(op.Then, op, behind, 0, op.Captured), Branch(op.Otherwise, op, behind, op.Captured, x.Length)),
        Block op => op.Bodies.Aggregate(default(Cost), (total, body) => total + Total(body)),
        _ => default,
    };

    static Cost Branch(Graph body, Cond op, long[] behind, int from, int to)
        => Sum(Of(body, [.. behind.Skip(1).Take(op.Arguments), .. behind.Skip(1 + op.Arguments).Take(to).Skip(from)]));

    static Cost Dearer(Cost a, Cost b) => (a.Flops, a.Read + a.Written).CompareTo((b.Flops, b.Read + b.Written)) >= 0 ? a : b;

    static long Read(Primitive op, Step step, long[] behind)
        => op is Gather ? Math.Min(behind[0], step.Results[0].Bytes) + behind[1] : Distinct(step.Inputs, behind);

    static long Distinct(Sequence<int> inputs, long[] behind) => inputs.Zip(behind).DistinctBy(each => each.First).Sum(each => each.Second);

    static long Written(Step step) => step.Results.Sum(type => type.Bytes);

    static long Memory(PlainTensor x) => x.IsRepeated ? Math.Min(x.DType.Bytes(), TensorType.Of(x).Bytes) : TensorType.Of(x).Bytes;
}
