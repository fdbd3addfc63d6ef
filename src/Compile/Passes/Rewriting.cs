using Functional.Graphs;
using Functional.Primitives;

namespace Functional;

/// <summary>A pass over a graph: its steps are added to a new one in their order, each as the pass says.</summary>
internal static class Rewriting
{
    /// <summary>Adds the operation of a step, which has a number, on values of the builder, and gives the values of its results there.</summary>
    /// <param name="values">For each value of the graph so far that of the builder.</param>
    internal delegate int[] Rule(GraphBuilder builder, int[] values, int step, Sequence<int> inputs);

    internal static Graph Apply(Graph graph, Rule rule)
    {
        var builder = new GraphBuilder();
        var values = new int[graph.Types.Count];
        var next = 0;
        foreach (var parameter in graph.Parameters) values[next++] = builder.Add(parameter);
        foreach (var constant in graph.Constants) values[next++] = builder.Add(constant);
        for (var step = 0; step < graph.Steps.Length; step++)
            foreach (var result in rule(builder, values, step, graph.Steps[step].Inputs.Select(input => values[input]).ToSequence())) values[next++] = result;
        return builder.Build([.. graph.Results.Select(result => values[result])]);
    }
}
