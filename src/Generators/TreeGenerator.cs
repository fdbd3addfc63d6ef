using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Functional.Generators;

/// <summary>
/// Writes the traversal of every <c>partial record</c> that is marked [Tree], and of the tuples and collections that an assembly names, and
/// registers them when the program starts.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TreeGenerator : IIncrementalGenerator
{
    const string Attribute = "Functional.TreeAttribute";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var records = context.SyntaxProvider.ForAttributeWithMetadataName(Attribute, static (node, _) => node is TypeDeclarationSyntax,
            static (found, _) => RecordWriter.Write((INamedTypeSymbol)found.TargetSymbol, (TypeDeclarationSyntax)found.TargetNode, found.SemanticModel.Compilation));
        var named = context.SyntaxProvider.ForAttributeWithMetadataName(Attribute, static (node, _) => node is CompilationUnitSyntax,
            static (found, _) => NamedWriter.Write(found.Attributes, found.SemanticModel.Compilation));

        context.RegisterSourceOutput(records, static (output, written) =>
        {
            foreach (var fault in written.Faults) output.ReportDiagnostic(fault.ToDiagnostic());
            if (written.Source is not null) output.AddSource(written.File!, written.Source);
        });
        context.RegisterSourceOutput(named, static (output, written) =>
        {
            foreach (var fault in written.Faults) output.ReportDiagnostic(fault.ToDiagnostic());
        });
        context.RegisterSourceOutput(records.Collect().Combine(named.Collect()), static (output, written) => Register(output, written.Left.AddRange(written.Right)));
    }

    static void Register(SourceProductionContext output, ImmutableArray<Written> written)
    {
        string[] registrations = [.. written.Select(each => each.Registration).OfType<string>().Distinct().OrderBy(each => each, StringComparer.Ordinal)];
        if (registrations.Length == 0) return;
        output.AddSource("Registration.g.cs", $$"""
            {{RecordWriter.Head}}
            namespace Functional.Generated
            {
                static class Registration
                {
                    [global::System.Runtime.CompilerServices.ModuleInitializer]
                    internal static void Register()
                    {
            {{string.Join("\n", registrations.Select(each => Indented(each, 12)))}}
                    }
                }
            }

            """);
    }

    internal static string Indented(string text, int columns)
    {
        var (indented, margin) = (new StringBuilder(), new string(' ', columns));
        foreach (var line in text.TrimEnd('\n').Split('\n')) indented.Append(line.Length == 0 ? "" : margin).Append(line).Append('\n');
        return indented.ToString().TrimEnd('\n');
    }
}
