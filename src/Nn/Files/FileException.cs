using System.Collections.Immutable;
using LanguageExt;

namespace Functional.Nn;

/// <summary>A file could not be read or written; the message is one line that names it and says why, <see cref="Printable"/> whatever the file holds.</summary>
public sealed class FileException : IOException
{
    internal FileException(FileError error) : base(error.ToString()) => (Path, Problems) = (error.Path, error.Problems);

    /// <summary>The file, as the caller named it.</summary>
    public string Path { get; }

    /// <summary>All that is wrong, at least one clause, each without the path and without a full stop.</summary>
    public ImmutableArray<string> Problems { get; }
}

/// <summary>Where what can fail inside meets those who expect exceptions.</summary>
static class Throwing
{
    /// <summary>The value, or the exception that says why there is none.</summary>
    public static T OrThrow<T>(this Either<FileError, T> outcome) => outcome.Match(Right: value => value, Left: error => throw new FileException(error));
}
