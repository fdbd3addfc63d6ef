using System.Collections.Immutable;
using System.Text;
using Functional.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Functional.Tests.Analyzers;

/// <summary>Members of a class, compiled and analysed in this process. What is to be reported stands between ⟦ and ⟧.</summary>
internal static class Snippet
{
    const string usings = "using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using Functional; using static Functional.Scalars; ";

    static readonly ImmutableArray<MetadataReference> references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Asserts that the analyzer reports the marked places of class members, and nothing else.</summary>
    public static async Task Check(string members)
    {
        var (code, marked) = Unmark($"{usings}class Snippet {{ {members} }}");
        var reports = await Reports(code, new CaptureAnalyzer());
        Assert.Equal(Show(code, marked), Show(code, reports.Select(report => report.Location.SourceSpan)));
    }

    /// <summary>What an analyzer reports of code, which must compile.</summary>
    public static Task<ImmutableArray<Diagnostic>> Reports(string code, DiagnosticAnalyzer analyzer)
    {
        var compilation = CSharpCompilation.Create("Snippet", [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp14))], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(), fault => fault.Severity == DiagnosticSeverity.Error);
        var options = new CompilationWithAnalyzersOptions(new([]), (fault, _, _) => throw fault, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return compilation.WithAnalyzers([analyzer], options).GetAnalyzerDiagnosticsAsync();
    }

    public static Task<ImmutableArray<Diagnostic>> ReportsOf(string members) => Reports($"{usings}class Snippet {{ {members} }}", new CaptureAnalyzer());

    static (string Code, IEnumerable<TextSpan> Marked) Unmark(string text)
    {
        var (code, starts, marked) = (new StringBuilder(), new Stack<int>(), new List<TextSpan>());
        foreach (var c in text)
            if (c == '⟦') starts.Push(code.Length);
            else if (c == '⟧') marked.Add(TextSpan.FromBounds(starts.Pop(), code.Length));
            else code.Append(c);
        return (code.ToString(), marked);
    }

    static string[] Show(string code, IEnumerable<TextSpan> spans)
        => [.. spans.Distinct().OrderBy(span => span.Start).Select(span => $"{span.Start}: {code.Substring(span.Start, span.Length)}")];
}
