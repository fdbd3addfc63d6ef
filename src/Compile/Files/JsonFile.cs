using System.Security;

namespace Functional.Graphs;

/// <summary>Files of graphs, whose errors name the path.</summary>
static class JsonFile
{
    internal static T Read<T>(string path, Func<byte[], T> read) => At(path, () => read(File.ReadAllBytes(path)));

    /// <summary>Writes to a neighbour and renames it over the path, so that nobody sees half of a file.</summary>
    internal static void Write(string path, ReadOnlyMemory<byte> bytes) => At(path, () =>
    {
        var target = Path.GetFullPath(path);
        var neighbour = Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            File.WriteAllBytes(neighbour, bytes.Span);
            File.Move(neighbour, target, overwrite: true);
        }
        finally
        {
            File.Delete(neighbour);
        }
        return true;
    });

    static T At<T>(string path, Func<T> body)
    {
        try
        {
            return body();
        }
        catch (GraphException problem)
        {
            throw problem.In(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SecurityException or ArgumentException { ParamName: "path" })
        {
            throw new GraphException($"{path}: {problem.Message.TrimEnd('.')}");
        }
    }
}
