using FsCheck;
using Functional.Graphs;
using Functional.Primitives;
using Xunit;

namespace Functional.Tests.Properties;

/// <summary>Every primitive as a step of a graph: written, read, printed and counted.</summary>
public class GraphLaws
{
    static readonly Vocabulary vocabulary = Vocabulary.Library;

    public static TheoryData<string> Names => EveryPrimitive.Names;

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Comes_back_from_a_file(string name) => EveryPrimitive.ForSamples(name, sample =>
    {
        var graph = Traced(sample);
        var read = Graph.FromJson(graph.ToJson(vocabulary), vocabulary);
        Assert.Equal<Step>(graph.Steps, read.Steps);
        var (expected, found) = (graph.Run(sample.Inputs)[0], read.Run(sample.Inputs)[0]);
        Assert.Equal(TensorType.Of(expected), TensorType.Of(found));
        Assert.Equal(expected.AsBytes(), found.AsBytes());
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Is_the_same_record_with_its_own_attributes(string name) => EveryPrimitive.ForSamples(name, sample =>
    {
        var json = Traced(sample).ToJson(vocabulary);
        Assert.Equal(sample.Op, Graph.FromJson(json, vocabulary).Steps[^1].Operation);
        Assert.StartsWith(sample.Op.Title, Listing.Of(sample.Op));
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Costs_something_or_nothing_but_never_less(string name) => EveryPrimitive.ForSamples(name, sample =>
    {
        var cost = Costs.Total(Traced(sample));
        Assert.True(cost is { Flops: >= 0, Read: >= 0, Written: >= 0 }, $"{sample}: {cost}");
    });

    static Graph Traced(Sample sample)
        => Tracing.Run([.. sample.Inputs.Select((x, i) => new Parameter($"x{i}", TensorType.Of(x)))], [.. sample.Inputs.Select(x => x.Device)],
            x => [sample.Op.Apply(new Few<Tensor>(x))]).Graph;
}
