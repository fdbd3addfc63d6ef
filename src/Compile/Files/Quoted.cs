using System.Text.Encodings.Web;

namespace Functional.Graphs;

/// <summary>Text from a file, which may hold line ends or be a megabyte long, as a part of a readable line.</summary>
static class Quoted
{
    const int Longest = 80;

    internal static string Of(string text)
        => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text.Length <= Longest ? text : text[..Longest] + "…")}\"";
}
