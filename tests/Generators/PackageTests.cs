using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using Functional.Generators;
using Xunit;

namespace Functional.Tests.Generators;

/// <summary>The generator reaches those who use the package, and those who use another that needs it.</summary>
public class PackageTests
{
    /// <summary>A compiler refuses a generator that was built against a newer one; 5.0 is that of the first SDK for .NET 10.</summary>
    [Fact]
    public void EveryCompilerForNet10LoadsTheGenerator()
        => Assert.All(typeof(TreeGenerator).Assembly.GetReferencedAssemblies(), reference
            => Assert.True(!reference.Name!.StartsWith("Microsoft.CodeAnalysis") || reference.Version <= new Version(5, 0), $"{reference}"));

    [Fact]
    public async Task ThePackageOfTensorsBringsTheGenerator()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await Pack(folder.FullName);
            using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder.FullName, "Functional.Tensors.*.nupkg")));
            Assert.Equal(["tools/Functional.Generators.dll"], package.Entries.Select(entry => entry.FullName).Where(name => name.Contains("Generators")));
            foreach (var kind in (string[])["build", "buildTransitive"])
            {
                using var props = new StreamReader(package.GetEntry($"{kind}/Functional.Tensors.props")!.Open());
                Assert.Contains("../tools/Functional.Generators.dll", await props.ReadToEndAsync());
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task Pack(string output)
    {
        var configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string[] arguments = ["pack", Path.Combine(Root(), "src", "Tensors"), "--no-build", "--no-restore", "-c", configuration, "-o", output];
        using var pack = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var said = await pack.StandardOutput.ReadToEndAsync();
        await pack.WaitForExitAsync();
        Assert.True(pack.ExitCode == 0, said);
    }

    static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(file, "..", "..", ".."));
}
