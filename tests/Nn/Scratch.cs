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
    /// <summary>The failure of a read or write, or a failed test.</summary>
    public static FileException Error<T>(Func<T> operation) => Assert.Throws<FileException>(() => { operation(); });

    public static FileException Error(Action operation) => Assert.Throws<FileException>(operation);

    /// <summary>Whether something is read, or refused by an exception that says why; any other exception is a defect.</summary>
    public static bool IsClear<T>(Func<T> read)
    {
        try
        {
            read();
            return true;
        }
        catch (FileException error)
        {
            return !error.Problems.IsEmpty && error.Problems.All(problem => problem != "");
        }
    }

    /// <summary>Asserts a failure whose one-line message names the file and a problem, and one of whose problems contains all of the parts.</summary>
    public static void Fails<T>(Func<T> operation, string path, params string[] parts) => Fails(() => { operation(); }, path, parts);

    public static void Fails(Action operation, string path, params string[] parts)
    {
        var error = Error(operation);
        Assert.Equal(path, error.Path);
        Assert.Contains(error.Problems, problem => parts.All(part => problem.Contains(part, StringComparison.Ordinal)));
        Assert.StartsWith($"{Printable.Of(path)}: {error.Problems[0]}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", error.Message);
    }
}
