using Functional.Functions;
using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// Sums of parts that zeros surround, such as the cotangents of slices: where the parts do not overlap, they are joined end to end. Adding 0 keeps the
/// bits of a sum, in which −0 is 0.
/// </summary>
internal static class PaddedSums
{
    internal static Graph Of(Graph graph)
        => Rewriting.Apply(graph, (builder, values, step, inputs)
            => graph.Steps[step] is { Operation: Zip<Add>, Results: [var type] } sum && Parts(graph, sum) is { } parts ? [Join(builder, values, parts, type)]
            : builder.Add(graph.Steps[step].Operation, inputs, graph.Steps[step].Results));

    /// <summary>A part and where it begins on the axis along which it is padded.</summary>
    readonly record struct Part(int Value, int Axis, int Start, int End);

    /// <summary>The parts of a sum in the order of the axis; nothing where a term is anything else, or two overlap.</summary>
    static List<Part>? Parts(Graph graph, Step sum)
    {
        var (parts, open) = (new List<Part>(), new Stack<int>(sum.Inputs));
        while (open.TryPop(out var value))
        {
            if (graph.Producer(value) is not (>= 0 and var producer)) return null;
            switch (graph.Steps[producer])
            {
                case { Operation: Zip<Add>, Inputs: var terms }:
                    foreach (var term in terms) open.Push(term);
                    break;
                case { Operation: Pad pad, Inputs: [var part] } when Padded(graph, pad, part) is { } place: parts.Add(place); break;
                default: return null;
            }
        }
        parts.Sort((a, b) => a.Start.CompareTo(b.Start));
        for (var i = 1; i < parts.Count; i++)
            if (parts[i].Axis != parts[0].Axis || parts[i].Start < parts[i - 1].End) return null;
        return parts;
    }

    /// <summary>Where a part lies that is padded with zeros along one axis.</summary>
    static Part? Padded(Graph graph, Pad pad, int part)
    {
        if (pad.Value != 0 || !graph.Types[part].DType.IsFloat()) return null;
        var padded = Enumerable.Range(0, pad.Paddings.Count).Where(axis => pad.Paddings[axis] is not (0, 0, 0)).ToArray();
        return padded is [var axis] && pad.Paddings[axis] is { Low: >= 0 and var low, High: >= 0, Between: 0 }
            ? new Part(part, axis, low, low + graph.Types[part].Shape[axis]) : null;
    }

    static int Join(GraphBuilder builder, int[] values, List<Part> parts, TensorType type)
    {
        var (axis, pieces, at) = (parts[0].Axis, new List<int>(), 0);
        foreach (var part in parts)
        {
            FillTo(part.Start);
            var shape = type.Shape.With(axis, part.End - part.Start);
            pieces.Add(builder.Add(Zip<Add>.Op, new(type.DType, shape), [values[part.Value], builder.Add((PlainTensor)Tensor.Zeros(shape, type.DType))]));
            at = part.End;
        }
        FillTo(type.Shape[axis]);
        return builder.Add(new Concat(axis), type, pieces.ToSequence());

        void FillTo(int start)
        {
            if (start > at) pieces.Add(builder.Add((PlainTensor)Tensor.Zeros(type.Shape.With(axis, start - at), type.DType)));
        }
    }
}
