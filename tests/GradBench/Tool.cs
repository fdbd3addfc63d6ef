using System.Text.Json;
using System.Text.Json.Nodes;
using Functional.GradBench;

namespace Functional.Tests.GradBench;

/// <summary>The tool as the suite sees it.</summary>
internal static class Tool
{
    internal static JsonObject Ask(string line) => JsonNode.Parse(Protocol.Answer(line))!.AsObject();

    /// <summary>The output of a function for an input.</summary>
    internal static JsonNode Evaluate(string module, string function, object input)
    {
        var message = new { id = 1, kind = "evaluate", module, function, input };
        var answer = Ask(JsonSerializer.Serialize(message));
        return (bool)answer["success"]! ? answer["output"]! : throw new InvalidOperationException((string?)answer["error"]);
    }

    internal static double Number(string module, string function, object input) => Evaluate(module, function, input).GetValue<double>();

    internal static double[] Numbers(string module, string function, object input) => Flatten(Evaluate(module, function, input));

    internal static double[] Flatten(JsonNode? node) => node switch
    {
        JsonArray array => [.. array.SelectMany(Flatten)],
        JsonObject json => [.. json.SelectMany(each => Flatten(each.Value))],
        _ => [node!.GetValue<double>()],
    };
}
