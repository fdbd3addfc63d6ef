using Functional.Graphs;

namespace Functional;

/// <summary>The passes in their order, over a graph and the graphs inside its blocks.</summary>
internal static class Optimization
{
    /// <param name="reassociates">Whether sums may be added up in another order, which changes last bits.</param>
    internal static Graph Of(Graph graph, bool reassociates)
    {
        var simple = Inside(Simplification.Of(graph), body => Of(body, reassociates));
        var joined = SharedFactors.Of(PaddedSums.Of(simple));
        return Fusing.Of(Simplification.Of(reassociates ? SummedProducts.Of(joined) : joined));
    }

    /// <summary>A graph with those inside its blocks replaced.</summary>
    static Graph Inside(Graph graph, Func<Graph, Graph> replace)
        => graph.Steps.Any(step => step.Operation is Block) ? Rewriting.Apply(graph, (builder, _, step, inputs) => builder.Add(graph.Steps[step].Operation switch
        {
            Scan scan => scan with { Body = replace(scan.Body) },
            Cond cond => cond with { Then = replace(cond.Then), Otherwise = replace(cond.Otherwise) },
            While loop => loop with { Condition = replace(loop.Condition), Body = replace(loop.Body) },
            var operation => operation,
        }, inputs, graph.Steps[step].Results)) : graph;
}
