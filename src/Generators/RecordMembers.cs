using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Functional.Generators;

/// <summary>A property or field that holds a part of a record.</summary>
internal readonly struct Member(ISymbol symbol, ITypeSymbol type, ISymbol? setter)
{
    public string Name => symbol.Name;
    public ISymbol Symbol => symbol;
    public ITypeSymbol Type => type;

    /// <summary>What an initializer sets; none of a member that is fixed.</summary>
    public ISymbol? Setter => setter;

    /// <summary>The name as code writes it.</summary>
    public string Code => Written(symbol.Name);

    /// <summary>A name as code writes it: a keyword is escaped.</summary>
    public static string Written(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : $"@{name}";
}

/// <summary>The members of a record in the ordinal order of their names.</summary>
internal static class RecordMembers
{
    /// <summary>What holds the contents of a value, inherited members too: not what is computed from them.</summary>
    public static IReadOnlyList<Member> All(INamedTypeSymbol record)
    {
        var (members, names) = (new List<Member>(), new HashSet<string>());
        for (var type = record; type is not null; type = type.BaseType)
            foreach (var symbol in type.GetMembers())
                if (symbol is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && Stored(symbol) is { } member && names.Add(symbol.Name)) members.Add(member);
        return [.. members.OrderBy(member => member.Name, StringComparer.Ordinal)];
    }

    static Member? Stored(ISymbol symbol) => symbol switch
    {
        IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } field => new(field, field.Type, field.IsReadOnly ? null : field),
        IPropertySymbol { IsIndexer: false, GetMethod: { } get } property when property.SetMethod is not null || HasField(property)
            => new(property, property.Type, property.SetMethod),
        _ => null,
    };

    static bool HasField(IPropertySymbol property)
        => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>
    /// The constructor with the most parameters of which each is a member, among them all that are given; with the members it takes, in its order.
    /// </summary>
    public static (IMethodSymbol Constructor, Member[] Taken)? Constructor(INamedTypeSymbol record, IReadOnlyList<Member> members, IEnumerable<Member> required)
    {
        return record.InstanceConstructors.Select(constructor => (Constructor: constructor, Taken: Taken(constructor)))
            .Where(each => each.Constructor.Parameters.Length > 0 && each.Taken.Length == each.Constructor.Parameters.Length)
            .OrderByDescending(each => each.Taken.Length)
            .Where(each => required.All(member => each.Taken.Any(taken => taken.Name == member.Name)))
            .Select(each => ((IMethodSymbol, Member[])?)each).FirstOrDefault();

        Member[] Taken(IMethodSymbol constructor)
            => [.. constructor.Parameters.SelectMany(parameter => members.Where(member => string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type)).Take(1))];
    }
}
