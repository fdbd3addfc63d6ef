namespace Functional.Graphs;

/// <summary>A graph could not be written, read, or made symbolic; the message is one sentence that names the culprit.</summary>
public sealed class GraphException(string message) : Exception(message)
{
    /// <summary>The same, said of a part of something larger.</summary>
    internal GraphException In(string whole) => new($"{whole}: {Message}");
}
