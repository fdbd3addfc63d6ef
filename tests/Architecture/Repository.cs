using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Functional.Tests.Architecture;

/// <summary>The checkout, read as text.</summary>
static class Repository
{
    internal static string Root { get; } = Find();

    /// <summary>The projects of a folder, by the names of their own folders.</summary>
    internal static IEnumerable<string> Projects(string folder)
        => Directory.GetFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    internal static string Name(string project) => Path.GetFileName(Path.GetDirectoryName(project)!);

    internal static IEnumerable<string> Items(string project, string item)
        => XDocument.Load(project).Descendants(item).Select(element => element.Attribute("Include")!.Value);

    /// <summary>The source files of a folder of src.</summary>
    internal static IEnumerable<string> Sources(string folder)
        => Directory.GetFiles(Path.Combine(Root, "src", folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    static string Find([CallerFilePath] string path = "")
    {
        var folder = Path.GetDirectoryName(path)!;
        while (!File.Exists(Path.Combine(folder, "Functional.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
