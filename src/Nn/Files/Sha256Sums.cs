using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LanguageExt;

namespace Functional.Nn;

/// <summary>The SHA-256 sums that a data set's files must have, in the format of <c>sha256sum</c>: a sum and a name on each line.</summary>
sealed partial record Sha256Sums(ImmutableDictionary<string, string> SumOf)
{
    /// <summary>The customary name of the file.</summary>
    public const string FileName = "SHA256SUMS";

    /// <summary>The most bytes of a list, which is some ten thousand files.</summary>
    public const int Most = 1 << 20;

    public static Either<FileError, Sha256Sums> Read(string path) => InputFile.Read(path, Parse);

    internal static Either<string, Sha256Sums> Parse(Stream content)
    {
        if (content.Length > Most) return $"a list of sums has at most {Most} bytes, this file has {content.Length}";
        using var reader = new StreamReader(content);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Collect(ParseLine)
            .Map(lines => new Sha256Sums(lines.Aggregate(ImmutableDictionary<string, string>.Empty, (sums, line) => sums.SetItem(line.Name, line.Sum))));
    }

    /// <summary>Reads content to its end and refuses it unless its sum is the one listed under <paramref name="name"/>. A reader's own complaint comes first:
    /// it says more than a wrong sum.</summary>
    public Either<string, T> Verify<T>(string name, Stream content, Func<Stream, Either<string, T>> read)
    {
        if (!SumOf.TryGetValue(name, out var expected)) return $"{FileName} does not list {name}";

        using var sha = SHA256.Create();
        using var hashed = new CryptoStream(content, sha, CryptoStreamMode.Read, leaveOpen: true);
        return read(hashed).Bind<T>(value =>
        {
            hashed.CopyTo(Stream.Null);
            var actual = Convert.ToHexStringLower(sha.Hash!);
            return actual == expected ? value : $"its SHA-256 sum is {actual}, but {FileName} says {expected}: the content of {name} was altered";
        });
    }

    static Either<string, (string Sum, string Name)> ParseLine(string line) => Line.Match(line) is { Success: true } match
        ? (match.Groups["sum"].Value.ToLowerInvariant(), match.Groups["name"].Value)
        : $"\"{Printable.Of(line)}\" is not a line of 64 hexadecimal digits and a name";

    [GeneratedRegex("^(?<sum>[0-9a-fA-F]{64}) [ *](?<name>.+)$")]
    private static partial Regex Line { get; }
}
