using LanguageExt;
using Xunit;

namespace Functional.Nn.Tests;

/// <summary>A folder that lives as long as one test.</summary>
sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("functional-").FullName;

    public string At(string name) => Path.Combine(Folder, name);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(At(name), content);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

static class Outcome
{
    /// <summary>The value, or a failed test that says why there is none.</summary>
    public static T Value<T>(this Either<FileError, T> outcome) => outcome.IfLeft(error => throw new Xunit.Sdk.XunitException($"unexpected: {error}"));

    /// <summary>The problem, or a failed test.</summary>
    public static FileError Error<T>(this Either<FileError, T> outcome) => outcome.Match(
        Right: value => throw new Xunit.Sdk.XunitException($"expected an error, got {value}"),
        Left: error => error);

    /// <summary>Asserts a failure whose one-line message names the file and contains each of the parts.</summary>
    public static void Fails<T>(this Either<FileError, T> outcome, string path, params string[] parts)
    {
        var error = outcome.Error();
        Assert.Equal(path, error.Path);
        Assert.All(parts, part => Assert.Contains(part, error.Problem));
        Assert.DoesNotContain("\n", error.ToString());
    }
}
