using System.Text;
using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>A graph as text: its parameters, then a line for each step, with the graphs inside a block indented below it.</summary>
internal static class Listing
{
    internal static string Of(Graph graph)
    {
        var text = new StringBuilder();
        Write(text, graph, "");
        return text.ToString().TrimEnd();
    }

    static void Write(StringBuilder text, Graph graph, string indent)
    {
        text.Append(indent).Append("graph(").AppendJoin(", ", graph.Parameters.Select((each, i) => $"{Value(i)}{Named(each.Name)}: {each.Type}")).AppendLine(")");
        for (var i = 0; i < graph.Constants.Length; i++)
            text.Append(indent).Append("  ").AppendLine($"{Value(graph.Parameters.Length + i)} = {Constant(graph.Constants[i])}");
        var next = graph.Inputs;
        foreach (var step in graph.Steps)
        {
            var results = string.Join(", ", step.Results.Select(type => $"{Value(next++)}: {type}"));
            text.Append(indent).Append("  ").AppendLine($"{results} = {Operation(step.Operation)}({string.Join(", ", step.Inputs.Select(Value))})");
            if (step.Operation is Block block)
                foreach (var body in block.Bodies) Write(text, body, indent + "    ");
        }
        text.Append(indent).Append("  return ").AppendJoin(", ", graph.Results.Select(Value)).AppendLine();
    }

    static string Named(string name) => name.Length == 0 ? "" : $" {name}";

    static string Value(int number) => $"%{number}";

    static string Constant(PlainTensor x) => x.IsRepeated && x.Size > 0 ? $"{TensorType.Of(x)} of {x[new Subscript[x.Rank]].ToScalar()}" : $"{TensorType.Of(x)}";

    /// <summary>An elementwise function by its name, any other operation as its record is printed.</summary>
    static string Operation(Operation operation) => operation switch
    {
        Map map => map.Name,
        Block block => block.Title,
        _ => operation.ToString() is var text && text.EndsWith(" { }", StringComparison.Ordinal) ? text[..^4] : operation.ToString(),
    };
}
