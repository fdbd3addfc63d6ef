using System.Text;

namespace Functional.Graphs;

/// <summary>
/// A graph as a Mermaid flowchart (mermaid.js.org): a node for each parameter, constant, step and result, an arrow for each use, a block as a
/// subgraph around its bodies.
/// </summary>
static class Mermaid
{
    internal static string Of(Graph graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        Write(text, graph, "", "  ");
        return text.ToString();
    }

    static void Write(StringBuilder text, Graph graph, string prefix, string indent)
    {
        List<string> ids = [];
        for (var i = 0; i < graph.Parameters.Length; i++) Source($"{prefix}p{i}", "([", $"{graph.Parameters[i].Name}<br/>{graph.Parameters[i].Type}", "])");
        for (var i = 0; i < graph.Constants.Length; i++) Source($"{prefix}c{i}", "[(", $"{TensorType.Of(graph.Constants[i])}", ")]");
        for (var i = 0; i < graph.Steps.Length; i++)
        {
            var (step, id) = (graph.Steps[i], $"{prefix}s{i}");
            if (step.Operation is Block block) Subgraph(block, id);
            else Line($"{id}[{Label($"{Listing.Of(step.Operation)}<br/>{step.Results[0]}")}]");
            foreach (var input in step.Inputs) Line($"{ids[input]} --> {id}");
            ids.AddRange(step.Results.Select(_ => id));
        }
        for (var i = 0; i < graph.Results.Count; i++)
        {
            Line($"{prefix}r{i}([{Label($"result {i}<br/>{graph.Types[graph.Results[i]]}")}])");
            Line($"{ids[graph.Results[i]]} --> {prefix}r{i}");
        }

        void Source(string id, string open, string label, string close)
        {
            Line($"{id}{open}{Label(label)}{close}");
            ids.Add(id);
        }

        void Subgraph(Block block, string id)
        {
            var body = 0;
            Line($"subgraph {id}[{Label(Listing.Of(block))}]");
            foreach (var inner in block.Bodies)
            {
                Line($"  subgraph {id}b{body}[{Label($"body {body}")}]");
                Write(text, inner, $"{id}b{body++}", indent + "    ");
                Line("  end");
            }
            Line("end");
        }

        void Line(string line) => text.Append(indent).Append(line).Append('\n');
    }

    /// <summary>A text in quotes. What Mermaid or HTML would take for its own goes by its number; line breaks of ours stay.</summary>
    static string Label(string text)
    {
        var label = new StringBuilder("\"");
        foreach (var part in text.Split("<br/>").Select(Escape)) label.Append(label.Length > 1 ? "<br/>" : "").Append(part);
        return label.Append('"').ToString();

        static string Escape(string part) => string.Concat(part.Select(c => c is '"' or '#' or '<' or '>' or '&' or ';' or '`' or '%' || char.IsControl(c) ? $"#{(int)c};" : $"{c}"));
    }
}
