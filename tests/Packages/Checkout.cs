using System.Diagnostics;
using System.Reflection;

namespace Functional.Tests.Packages;

/// <summary>The checkout that this test was built in, and what was built of it.</summary>
static class Checkout
{
    internal static readonly string Root = Find();

    internal static string Configuration { get; } = typeof(Checkout).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The assemblies of the projects under src that a program can reference.</summary>
    internal static Assembly[] Assemblies { get; } = [.. Projects.Select(name => Assembly.Load($"Functional.{name}"))];

    /// <summary>The projects under src but those that the compiler loads.</summary>
    internal static IEnumerable<string> Projects => Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name is not ("Analyzers" or "Generators")).Order(StringComparer.Ordinal);

    /// <summary>Runs <c>dotnet</c> to its end.</summary>
    internal static async Task<string> Dotnet(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true,
            // Nodes that stay behind would hold the folder.
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"dotnet {string.Join(" ", arguments)}: {said}");
    }

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Functional.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests of the packages run in a checkout");
    }
}
