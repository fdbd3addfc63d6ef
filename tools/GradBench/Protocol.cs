using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Functional.GradBench;

/// <summary>
/// The protocol of the suite: every message is a line of JSON and gets an answer, a line with the same "id". Whatever is wrong with a message
/// is said in its answer, as "success": false and an "error".
/// </summary>
internal static class Protocol
{
    /// <summary>How the suite writes JSON: names in lower case with underscores, every field of a record required.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        PropertyNameCaseInsensitive = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    sealed record Answered(JsonElement? Id, string? Tool = null, bool? Success = null, object? Output = null, IEnumerable<Timing>? Timings = null, string? Error = null);

    sealed record Timing(string Name, long Nanoseconds);

    /// <summary>Answers messages until there are no more.</summary>
    internal static void Answer(TextReader messages, TextWriter answers)
    {
        while (messages.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            answers.WriteLine(Answer(line));
            answers.Flush();
        }
    }

    /// <summary>The answer to one message.</summary>
    internal static string Answer(string line)
    {
        JsonElement? id = null;
        try
        {
            using var message = JsonDocument.Parse(line);
            id = Member(message.RootElement, "id", JsonValueKind.Number).Clone();
            return JsonSerializer.Serialize(Answer(id.Value, message.RootElement), Json);
        }
        // The edge of the process: no message ends it.
        catch (Exception failure)
        {
            return JsonSerializer.Serialize(new Answered(id, Success: false, Error: Sentence(failure)), Json);
        }
    }

    static Answered Answer(JsonElement id, JsonElement message) => Text(message, "kind") switch
    {
        "start" => new(id, Tool: "functional"),
        "define" => Modules.Find(Text(message, "module")) is { } ? new(id, Success: true)
            : new(id, Success: false, Error: $"there is no module '{Text(message, "module")}': {Modules.Names}"),
        "evaluate" => Evaluate(id, message),
        _ => new(id),
    };

    static Answered Evaluate(JsonElement id, JsonElement message)
    {
        var (module, function) = (Text(message, "module"), Text(message, "function"));
        if (Modules.Find(module) is not { } found) return new(id, Success: false, Error: $"there is no module '{module}': {Modules.Names}");
        if (!found.Functions.TryGetValue(function, out var compute))
            return new(id, Success: false, Error: $"module '{module}' has no function '{function}': it has {string.Join(", ", found.Functions.Keys)}");
        if (!message.TryGetProperty("input", out var input)) throw new JsonException("the message has no 'input'");
        var (output, nanoseconds) = compute(input);
        return new(id, Success: true, Output: output, Timings: nanoseconds.Select(time => new Timing("evaluate", time)));
    }

    static string Text(JsonElement message, string name) => Member(message, name, JsonValueKind.String).GetString()!;

    static JsonElement Member(JsonElement message, string name, JsonValueKind kind)
        => message.ValueKind != JsonValueKind.Object ? throw new JsonException("the message is not an object")
        : message.TryGetProperty(name, out var member) && member.ValueKind == kind ? member
        : throw new JsonException($"the message has no '{name}' that is a {kind.ToString().ToLowerInvariant()}");

    static string Sentence(Exception failure) => failure switch
    {
        JsonException => $"the message cannot be read: {failure.Message}",
        ArgumentException { Message: var message } when message.Contains("infinity", StringComparison.OrdinalIgnoreCase) => "the result is not finite, and JSON has no such numbers",
        _ => failure.Message,
    };
}
