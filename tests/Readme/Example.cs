using System.Text.RegularExpressions;

namespace Functional.Tests.Readme;

/// <summary>A program of the front page and what the page says that it prints.</summary>
public sealed partial record Example(string Program, string? Output)
{
    /// <summary>The C# blocks of a page, each with the block of text that follows it before the next.</summary>
    internal static IReadOnlyList<Example> Of(string page)
    {
        var blocks = Fences().Matches(page).Select(match => (Language: match.Groups[1].Value, Text: match.Groups[2].Value)).ToArray();
        return [.. blocks.Select((block, i) => (block, next: blocks.ElementAtOrDefault(i + 1)))
            .Where(pair => pair.block.Language == "csharp")
            .Select(pair => new Example(pair.block.Text, pair.next.Language == "text" ? pair.next.Text : null))];
    }

    [GeneratedRegex(@"^```(\w*)\r?\n(.*?)^```\s*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
