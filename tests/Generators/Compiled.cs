using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Functional.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Functional.Tests.Generators;

/// <summary>Code that is compiled in this process, with the generator or without.</summary>
internal static class Compiled
{
    const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Collections.Immutable; global using Functional;";

    /// <summary>The types of a file that this project is compiled with, too, hide those of this project.</summary>
    const string TwiceDeclared = "CS0436";

    static readonly CSharpParseOptions options = new(LanguageVersion.CSharp14);

    static readonly ImmutableArray<MetadataReference> references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    public static CSharpCompilation Of(string code) => CSharpCompilation.Create($"Snippet{Guid.NewGuid():N}",
        [CSharpSyntaxTree.ParseText(Usings, options), CSharpSyntaxTree.ParseText(code, options, path: "Snippet.cs")], references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error, specificDiagnosticOptions: [new(TwiceDeclared, ReportDiagnostic.Suppress)]));

    public static GeneratorDriver Driver()
        => CSharpGeneratorDriver.Create([new TreeGenerator().AsSourceGenerator()], parseOptions: options, driverOptions: new(default, trackIncrementalGeneratorSteps: true));

    /// <summary>The code and what the generator adds, and what it reports.</summary>
    public static (Compilation Compilation, ImmutableArray<Diagnostic> Reports) Generated(string code)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Of(code), out var compilation, out var reports);
        return (compilation, reports);
    }

    public static Assembly Load(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(stream.ToArray());
    }

    /// <summary>A file of this project.</summary>
    public static string File(string name, [CallerFilePath] string here = "") => System.IO.File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, name));
}
