using System.Text;
using System.Text.Json;

namespace Functional.Graphs;

/// <summary>An explanation as JSON: the totals before and after, and each step with its cost.</summary>
static class ExplanationJson
{
    internal static string Of(Explanation explanation) => Encoding.UTF8.GetString(GraphFile.Document(json =>
    {
        var costs = explanation.StepCosts;
        json.WriteNumber("stepsBefore", explanation.Before.Steps.Length);
        Write(json, "before", Costs.Total(explanation.Before));
        Write(json, "after", Costs.Sum(costs));
        if (explanation.PeakBytes is { } peak) json.WriteNumber("peakBytes", peak);
        json.WriteStartArray("steps");
        for (var i = 0; i < explanation.After.Steps.Length; i++) Write(json, explanation, i, costs[i]);
        json.WriteEndArray();
    }).Span);

    static void Write(Utf8JsonWriter json, Explanation explanation, int index, Cost cost)
    {
        var step = explanation.After.Steps[index];
        json.WriteStartObject();
        json.WriteString("operation", Listing.Of(step.Operation));
        json.Write("in", step.Inputs);
        json.WriteStartArray("out");
        foreach (var type in step.Results) json.Write(type);
        json.WriteEndArray();
        Write(json, "cost", cost);
        if (explanation.Times is { } times) json.WriteNumber("microseconds", times[index].TotalMicroseconds);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, Cost cost)
    {
        json.WriteStartObject(name);
        json.WriteNumber("flops", cost.Flops);
        json.WriteNumber("read", cost.Read);
        json.WriteNumber("written", cost.Written);
        json.WriteNumber("intensity", cost.Intensity);
        json.WriteEndObject();
    }
}
