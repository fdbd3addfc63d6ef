using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Functional.Analyzers;

/// <summary>The differentiable numbers, and which types are made of them.</summary>
internal sealed class Numbers(INamedTypeSymbol scalars)
{
    readonly ImmutableHashSet<ISymbol?> definitions = new[] { "Dual`1", "Dual`2", "Reverse`1", "Jet`1" }
        .Select(name => (ISymbol?)scalars.ContainingAssembly.GetTypeByMetadataName($"Functional.{name}"))
        .ToImmutableHashSet(SymbolEqualityComparer.Default);

    public INamedTypeSymbol Scalars => scalars;

    /// <summary>
    /// The numbers that a method of Scalars makes to differentiate a function: those of its variables, less what the type of the point
    /// brings. None if the result is over these numbers too (as of Checkpoint): that is no derivative, but a part of one.
    /// </summary>
    public ImmutableHashSet<ISymbol?> Variables(IMethodSymbol method, IParameterSymbol function)
    {
        if (function.Type is not INamedTypeSymbol { DelegateInvokeMethod: { } invoke }) return [];
        var made = invoke.Parameters.SelectMany(variable => In(variable.Type)).ToImmutableHashSet(SymbolEqualityComparer.Default)
            .Except(method.TypeArguments.SelectMany(In));
        return made.Overlaps(In(method.ReturnType)) ? [] : made;
    }

    /// <summary>The numbers that a type is written with: of <c>(int, Reverse&lt;Dual&lt;T>>[])</c> Reverse&lt;Dual&lt;T>> and Dual&lt;T>.</summary>
    IEnumerable<ISymbol?> In(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => In(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(In).Concat(definitions.Contains(named.OriginalDefinition) ? [named] : []),
        _ => [],
    };

    /// <summary>
    /// The first of some numbers that a value of a type brings: is, has as its element or type argument, or keeps in a field of a type
    /// of this project. A function of such numbers brings none, for it is how functions are composed; another brings what it answers.
    /// </summary>
    public static ITypeSymbol? Brought(ITypeSymbol? type, ImmutableHashSet<ISymbol?> numbers)
    {
        var seen = new HashSet<ISymbol?>(SymbolEqualityComparer.Default);
        return First(type);

        ITypeSymbol? First(ITypeSymbol? type) => type switch
        {
            _ when numbers.Contains(type) => type,
            IArrayTypeSymbol array => First(array.ElementType),
            IPointerTypeSymbol pointer => First(pointer.PointedAtType),
            INamedTypeSymbol { DelegateInvokeMethod: { } f } => f.Parameters.Any(x => First(x.Type) is not null) ? null : First(f.ReturnType),
            INamedTypeSymbol named => Any(named.TypeArguments) ?? (seen.Add(named) ? Any(Kept(named)) : null),
            _ => null,
        };

        ITypeSymbol? Any(IEnumerable<ITypeSymbol> types) => types.Select(First).FirstOrDefault(found => found is not null);
    }

    /// <summary>The types of what an object keeps, as far as this project declares it.</summary>
    static IEnumerable<ITypeSymbol> Kept(INamedTypeSymbol type)
    {
        for (var part = type; part is { DeclaringSyntaxReferences.IsEmpty: false } or { IsAnonymousType: true }; part = part.BaseType)
            foreach (var member in part.GetMembers())
                switch (member)
                {
                    case IFieldSymbol { IsStatic: false } field:
                        yield return field.Type;
                        break;
                    case IPropertySymbol { ContainingType.IsAnonymousType: true } property:
                        yield return property.Type;
                        break;
                    case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor when IsPrimary(constructor):
                        foreach (var parameter in constructor.Parameters) yield return parameter.Type;
                        break;
                }
    }

    static bool IsPrimary(IMethodSymbol constructor)
        => constructor.DeclaringSyntaxReferences.Any(declaration => declaration.GetSyntax() is TypeDeclarationSyntax);
}
