using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Functional.Generators;

/// <summary>What came of one attribute: a source file, statements that register trees when the program starts, and faults.</summary>
internal sealed class Written(string? file, string? source, string? registration, ImmutableArray<Fault> faults) : IEquatable<Written>
{
    public string? File => file;
    public string? Source => source;
    public string? Registration => registration;
    public ImmutableArray<Fault> Faults => faults;

    // By value, so that nothing is written again while other code is edited.
    public bool Equals(Written? other)
        => other is not null && (File, Source, Registration).Equals((other.File, other.Source, other.Registration)) && Faults.SequenceEqual(other.Faults);

    public override bool Equals(object? other) => Equals(other as Written);

    public override int GetHashCode() => (File, Source, Registration).GetHashCode();
}

/// <summary>A rule that was broken, and where.</summary>
internal readonly struct Fault(DiagnosticDescriptor rule, Location place, params string[] arguments) : IEquatable<Fault>
{
    readonly (DiagnosticDescriptor Rule, string Path, TextSpan Span, LinePositionSpan Lines, string Arguments) told =
        (rule, place.GetLineSpan().Path ?? "", place.SourceSpan, place.GetLineSpan().Span, string.Join("\n", arguments));

    public Diagnostic ToDiagnostic()
        => Diagnostic.Create(told.Rule, Location.Create(told.Path, told.Span, told.Lines), [.. told.Arguments.Split('\n')]);

    public bool Equals(Fault other) => told.Equals(other.told);

    public override bool Equals(object? other) => other is Fault fault && Equals(fault);

    public override int GetHashCode() => told.GetHashCode();
}
