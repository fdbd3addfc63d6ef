using System.Xml.Linq;

namespace Functional.Tests.Readme;

/// <summary>Files of the checkout that this test was built in.</summary>
internal static class Checkout
{
    static readonly string root = Find();

    internal static string FrontPage => File.ReadAllText(Path.Combine(root, "README.md"));

    /// <summary>The using lines that a program gets: those of the SDK, and those in the props files of the packages.</summary>
    internal static string Usings => string.Concat(SdkUsings.Concat(PackageUsings).Select(line => $"global using {line};\n"));

    static IEnumerable<string> SdkUsings => ["System", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks", "System.Collections.Generic"];

    internal static IEnumerable<string> PackageUsings
        => from folder in Directory.GetDirectories(Path.Combine(root, "src"))
           from build in Directory.GetDirectories(folder, "build")
           from file in Directory.GetFiles(build, "*.props")
           from line in XDocument.Load(file).Descendants("Using")
           where line.Attribute("Include") is not null
           select (line.Attribute("Static")?.Value == "true" ? "static " : "") + line.Attribute("Include")!.Value;

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Functional.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests of the front page run in a checkout");
    }
}
