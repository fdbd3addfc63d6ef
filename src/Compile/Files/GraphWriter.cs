using System.Text.Json;

namespace Functional.Graphs;

/// <summary>
/// Writes graphs as JSON: <c>{"parameters": [{"name", "type"}], "constants": [number…], "steps": [{"op", attributes…, "in": [value…], "out": [type…]}],
/// "results": [value…]}</c>, where a type is <c>["float32", 64, 10]</c>. Constants are numbers of a pool that the whole file shares.
/// </summary>
sealed class GraphWriter(Utf8JsonWriter json, Vocabulary vocabulary)
{
    readonly Dictionary<PlainTensor, int> numbers = new(ReferenceEqualityComparer.Instance);

    /// <summary>The constants of the graphs that were written, by their numbers.</summary>
    internal List<PlainTensor> Pool { get; } = [];

    internal void Write(Graph graph)
    {
        json.WriteStartObject();
        json.WriteStartArray("parameters");
        foreach (var parameter in graph.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WritePropertyName("type");
            json.Write(parameter.Type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.Write("constants", graph.Constants.Select(Number));
        json.WriteStartArray("steps");
        foreach (var step in graph.Steps) Write(step);
        json.WriteEndArray();
        json.Write("results", graph.Results);
        json.WriteEndObject();
    }

    void Write(Step step)
    {
        json.WriteStartObject();
        json.WriteString("op", Signatures.NameOf(step.Operation));
        new WrittenAttributes(json, vocabulary, Write).Of(step.Operation);
        json.Write("in", step.Inputs);
        json.WriteStartArray("out");
        foreach (var type in step.Results) json.Write(type);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    int Number(PlainTensor constant)
    {
        if (!numbers.TryGetValue(constant, out var number))
        {
            numbers[constant] = number = Pool.Count;
            Pool.Add(constant);
        }
        return number;
    }
}
