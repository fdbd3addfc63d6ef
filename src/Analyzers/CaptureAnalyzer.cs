using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Functional.Analyzers;

/// <summary>
/// FUN0001: the function of a derivative takes in, from outside, a value over the type of its own variables. Types keep nested derivatives
/// apart; where the types are the same, the perturbation of one would be taken for that of the other
/// (J. Siskind, B. Pearlmutter 2005, "Perturbation confusion and referential transparency").
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CaptureAnalyzer : DiagnosticAnalyzer
{
    static readonly DiagnosticDescriptor rule = new(
        "FUN0001",
        "A derivative takes in a number of another derivative of the same type",
        "'{0}' of type '{1}' comes from outside the function of {2}, whose variables have the same type '{3}', so that two derivatives would be confused: "
            + "lift the point at which {2} differentiates to '{3}', or take in a plain number",
        "Differentiation",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "An outer variable is a constant of the inner derivative if the inner one nests by type: Derivative(v => u * v, (Dual<double>)1) inside "
            + "Derivative(u => …, 3) has v of type Dual<Dual<double>>, to which u is lifted.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Functional.Scalars") is not { } scalars) return;
            var numbers = new Numbers(scalars);
            start.RegisterOperationAction(call => Check(call, numbers), OperationKind.Invocation);
        });
    }

    static void Check(OperationAnalysisContext context, Numbers numbers)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, numbers.Scalars)) return;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } function || numbers.Variables(call.TargetMethod, function) is not { IsEmpty: false } variables) continue;
            foreach (var taken in new Captures(numbers, variables).In(argument.Value))
                context.ReportDiagnostic(Diagnostic.Create(rule, taken.Place, taken.Name, Show(taken.Type), call.TargetMethod.Name, Show(taken.Number)));
        }
    }

    static string Show(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
