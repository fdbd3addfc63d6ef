using System.Globalization;
using System.Text;

namespace Functional.Nn;

/// <summary>
/// Text of unknown origin, such as a name in a file or an argument, as it may stand in a message: one line of bounded length in which a terminal finds
/// nothing to obey.
/// </summary>
public static class Printable
{
    /// <summary>How much of a name or value a message quotes.</summary>
    const int Usual = 120;

    /// <summary>
    /// The text with everything that does not print as itself escaped (control characters, line ends, marks that turn the direction of writing, halves of
    /// surrogate pairs, unassigned code points), and cut with an ellipsis after <paramref name="length"/> characters. What prints as itself stays as it is,
    /// so a text that went through once does not change again.
    /// </summary>
    public static string Of(string text, int length = Usual)
    {
        var line = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, at, out var rune);
            var piece = isWhole && IsPlain(rune) ? rune.ToString() : Escape(isWhole ? rune.Value : text[at]);
            if (line.Length + piece.Length > length) return line.Append('…').ToString();
            line.Append(piece);
            at += isWhole ? rune.Utf16SequenceLength : 1;
        }
        return line.ToString();
    }

    static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    static string Escape(int value) => value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        <= char.MaxValue => $"\\u{value:X4}",
        _ => $"\\U{value:X8}",
    };
}
