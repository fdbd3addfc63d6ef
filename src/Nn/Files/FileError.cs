using System.Collections.Immutable;
using System.Security;
using LanguageExt;

namespace Functional.Nn;

/// <summary>Why a file could not be read or written.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Problems">Clauses that name the culprit, at least one, without the path and without a full stop.</param>
sealed record FileError(string Path, ImmutableArray<string> Problems)
{
    const int LongestPath = 1024, LongestReason = 1024;

    public FileError(string path, string problem) : this(path, [problem]) { }

    /// <summary>The one line that a program prints before it exits.</summary>
    public override string ToString()
        => $"{Printable.Of(Path, LongestPath)}: {Problems[0]}{(Problems.Length > 1 ? $", and {Problems.Length - 1} more such problems" : "")}";

    /// <summary>Runs a reader or writer of one file and names the file in whatever goes wrong: a problem the body returns, or an exception of the file
    /// system.</summary>
    internal static Either<FileError, T> At<T>(string path, Func<Either<string, T>> body) =>
        Catch(body).MapLeft(problem => new FileError(path, problem));

    static Either<string, T> Catch<T>(Func<Either<string, T>> body)
    {
        try
        {
            return body();
        }
        catch (Exception e) when (Describe(e) is { } problem)
        {
            return problem;
        }
    }

    // Only what the outside world can cause: anything else is a defect of ours and must stay an exception.
    static string? Describe(Exception exception) => exception switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "its folder does not exist",
        EndOfStreamException => "the file ended while it was read",
        UnauthorizedAccessException or SecurityException => "access is denied",
        InvalidDataException => "its gzip data is damaged",
        IOException or NotSupportedException => Printable.Of(exception.Message, LongestReason).TrimEnd('.'),
        _ => null,
    };
}
