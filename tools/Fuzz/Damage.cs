using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Functional.Fuzz;

/// <summary>Damage to content of any kind, all of it decided by the numbers drawn.</summary>
sealed partial class Damage(Random random)
{
    const int MostInserted = 64, MostNested = 300;

    /// <summary>Numbers at which something overflows, turns negative or is not a number.</summary>
    static readonly string[] numbers =
    [
        "0", "1", "2", "-1", "-0", "1.5", "1e3", "1e400", "-1e-400", "33", "255", "256", "65536", "2147483591", "2147483647", "2147483648", "4294967295",
        "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999",
        "null", "true", "[]", "{}", "\"1\"",
    ];

    /// <summary>Pieces of text on which readers of text stumble.</summary>
    static readonly string[] texts =
    [
        "", " ", "a", "__metadata__", "dtype", "shape", "data_offsets", "F32", "F64", "U8", "I64", "BOOL", "C64", "F8_E5M2", "step", "epoch", "params.weight",
        @"\u0000", @"\u001b[2J", @"\ud800", @"\udc00\ud800", @"\u202e", "\u001b]0;x\u0007", "é", "𝔘", @"\", "\n", "//", "/*",
    ];

    public bool Chance(double probability) => random.NextDouble() < probability;

    public int Below(int limit) => random.Next(Math.Max(1, limit));

    public T One<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>Bits flipped, bytes replaced, pieces lost, doubled, moved, inserted, or the end lost: once to three times.</summary>
    public byte[] Bytes(byte[] content)
    {
        for (var times = 1 + Below(3); times > 0; times--) content = Once(content);
        return content;
    }

    /// <summary>Numbers, texts and brackets of JSON, or of lines like it, replaced, lost, doubled or moved: once to three times.</summary>
    public string Text(string text)
    {
        for (var times = 1 + Below(3); times > 0; times--) text = Once(text);
        return text;
    }

    /// <summary>A size that a header of big-endian integers could promise.</summary>
    public byte[] Size()
    {
        var bytes = new byte[sizeof(uint)];
        uint[] sizes = [0, 1, 2, 3, 10, 28, 255, 256, 65536, 1 << 20, 1 << 30, int.MaxValue, 1u << 31, uint.MaxValue, (uint)random.Next(1000)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, One(sizes));
        return bytes;
    }

    byte[] Once(byte[] content)
    {
        if (content.Length == 0) return [(byte)Below(256)];
        var (at, length) = (Below(content.Length), 1 + Below(Math.Min(MostInserted, content.Length)));
        var piece = content[at..Math.Min(content.Length, at + length)];
        var copy = (byte[])content.Clone();
        switch (Below(8))
        {
            case 0: copy[at] ^= (byte)(1 << Below(8)); return copy;
            case 1: copy[at] = One<byte>([0, 1, 0x7F, 0x80, 0xFF, (byte)Below(256)]); return copy;
            case 2: return content[..at];
            case 3: return [.. content[..at], .. content[(at + piece.Length)..]];
            case 4: return [.. content[..at], .. piece, .. content[at..]];
            case 5: return [.. content, .. piece];
            case 6: random.NextBytes(piece); return [.. content[..at], .. piece, .. content[at..]];
            default: piece.CopyTo(copy, Below(content.Length - piece.Length)); return copy;
        }
    }

    string Once(string text)
    {
        var tokens = Tokens.Matches(text);
        if (tokens.Count == 0) return One(texts);
        Match token = One(tokens), other = One(tokens);
        return Below(7) switch
        {
            0 or 1 => Replace(text, Numbers.Matches(text) is { Count: > 0 } found ? One(found) : token, One(numbers)),
            2 => Replace(text, Strings.Matches(text) is { Count: > 0 } found ? One(found) : token, $"\"{One(texts)}\""),
            3 => Replace(text, token, ""),
            4 => Replace(text, token, token.Value + other.Value),
            5 => Replace(text, token, other.Value),
            _ => Replace(text, token, string.Concat(Enumerable.Repeat(One(["[", "{", ",1", "\"", "{\"a\":", " "]), Below(MostNested)))),
        };
    }

    static string Replace(string text, Match token, string by) => new StringBuilder(text).Remove(token.Index, token.Length).Insert(token.Index, by).ToString();

    /// <summary>A member of an object, a list, a text, a number or one character.</summary>
    [GeneratedRegex("""(?s)"[^"]*":(\[[^\]]*\]|\{[^}]*\}|"[^"]*")|\[[^\]]*\]|"[^"]*"|-?[0-9.]+|.""")]
    private static partial Regex Tokens { get; }

    [GeneratedRegex("-?[0-9]+")]
    private static partial Regex Numbers { get; }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Strings { get; }
}
