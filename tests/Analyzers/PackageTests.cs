using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using Functional.Analyzers;
using Xunit;

namespace Functional.Tests.Analyzers;

/// <summary>The analyzer reaches those who use the package.</summary>
public class PackageTests
{
    /// <summary>A compiler refuses an analyzer that was built against a newer one; 5.0 is that of the first SDK for .NET 10.</summary>
    [Fact]
    public void EveryCompilerForNet10LoadsTheAnalyzer()
        => Assert.All(typeof(CaptureAnalyzer).Assembly.GetReferencedAssemblies(), reference
            => Assert.True(!reference.Name!.StartsWith("Microsoft.CodeAnalysis") || reference.Version <= new Version(5, 0), $"{reference}"));

    [Fact]
    public async Task ThePackageOfScalarsBringsTheAnalyzer()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await Pack(folder.FullName);
            using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder.FullName, "Functional.Scalars.*.nupkg")));
            Assert.Equal(["analyzers/dotnet/cs/Functional.Analyzers.dll"], package.Entries.Select(entry => entry.FullName).Where(name => name.Contains("Analyzers")));
            using var nuspec = new StreamReader(package.GetEntry("Functional.Scalars.nuspec")!.Open());
            Assert.DoesNotContain("Functional.Analyzers", await nuspec.ReadToEndAsync());
            var path = Path.Combine(folder.FullName, "Functional.Analyzers.dll");
            package.GetEntry("analyzers/dotnet/cs/Functional.Analyzers.dll")!.ExtractToFile(path);
            Assert.Equal(File.ReadAllBytes(typeof(CaptureAnalyzer).Assembly.Location), File.ReadAllBytes(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task Pack(string output)
    {
        var configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string[] arguments = ["pack", Path.Combine(Root(), "src", "Scalars"), "--no-build", "--no-restore", "-c", configuration, "-o", output];
        using var pack = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var said = await pack.StandardOutput.ReadToEndAsync();
        await pack.WaitForExitAsync();
        Assert.True(pack.ExitCode == 0, said);
    }

    static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(file, "..", "..", ".."));
}
