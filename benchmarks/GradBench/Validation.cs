using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.GradBench.Driver;

/// <summary>The suite's rules for right answers.</summary>
internal static class Validation
{
    const double Tolerance = 1e-4;

    /// <summary>What is right without asking a reference: the results of the optimisations are known.</summary>
    internal static JsonNode? Golden(string eval) => eval switch
    {
        "saddle" => new JsonArray(8.246324826140356e-06, 8.246324826140356e-06, 8.246324826140356e-06, 8.246324826140356e-06),
        "particle" => 0.2071918746486116,
        _ => null,
    };

    /// <summary>
    /// The first difference between an expected and an actual output, or null: numbers differ when their distance is more than 10⁻⁴ of the
    /// sum of their magnitudes, or of 1 where that is larger; everything else must be equal.
    /// </summary>
    internal static string? Difference(JsonNode? expected, JsonNode? actual, string path = "output")
    {
        var kind = Kind(expected);
        if (kind != Kind(actual)) return $"{path} is {Name(actual)}, not {Name(expected)}";
        return kind switch
        {
            JsonValueKind.Object => Difference(expected!.AsObject(), actual!.AsObject(), path),
            JsonValueKind.Array => Difference(expected!.AsArray(), actual!.AsArray(), path),
            JsonValueKind.Number => Distance(expected!.GetValue<double>(), actual!.GetValue<double>()) <= Tolerance ? null : $"{path} is {actual}, not {expected}",
            _ => JsonNode.DeepEquals(expected, actual) ? null : $"{path} is {actual}, not {expected}",
        };
    }

    internal static double Distance(double x, double y) => Math.Abs(x - y) / Math.Max(1, Math.Abs(x) + Math.Abs(y));

    static string? Difference(JsonObject expected, JsonObject actual, string path)
        => expected.Select(each => each.Key).Union(actual.Select(each => each.Key)).Select(key =>
            !actual.ContainsKey(key) ? $"{path}.{key} is missing"
            : !expected.ContainsKey(key) ? $"{path}.{key} should not be there"
            : Difference(expected[key], actual[key], $"{path}.{key}")).FirstOrDefault(difference => difference is not null);

    static string? Difference(JsonArray expected, JsonArray actual, string path)
        => expected.Count != actual.Count ? $"{path} has {actual.Count} elements, not {expected.Count}"
        : Enumerable.Range(0, expected.Count).Select(i => Difference(expected[i], actual[i], $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);

    static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    static string Name(JsonNode? node) => $"a JSON {Kind(node).ToString().ToLowerInvariant()}";
}
