using Microsoft.CodeAnalysis;

namespace Functional.Generators;

/// <summary>
/// Writes the witnesses of tuples and collections, which are built from those of their contents: one variable for each type, after those
/// that it needs. What says itself how it is a tree is asked for its own.
/// </summary>
/// <param name="modifiers">What stands before the declaration of a variable.</param>
/// <param name="place">What stands before its name where it is used.</param>
internal sealed class WitnessWriter(TreeTypes types, string modifiers = "", string place = "")
{
    readonly List<string> variables = [];
    readonly Dictionary<ITypeSymbol, string> names = new(SymbolEqualityComparer.Default);

    /// <summary>The declarations of the witnesses asked for so far.</summary>
    public IReadOnlyList<string> Variables => variables;

    public static bool IsStructural(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1 } || TreeTypes.IsKnownCollection(type) || TreeTypes.IsTuple(type);

    /// <summary>The name of the witness of a tuple or collection; none for a type that is asked for its own.</summary>
    public string? Of(ITypeSymbol type)
    {
        if (!IsStructural(type)) return null;
        if (names.TryGetValue(type, out var known)) return known;
        var written = type is INamedTypeSymbol named && TreeTypes.IsTuple(type) ? Tuple(named) : Collection(type);
        var name = $"Tree{variables.Count}";
        variables.Add($"{modifiers}global::Functional.Tree<{Code(type)}> {name} = {written};");
        return names[type] = place + name;
    }

    string Collection(ITypeSymbol type)
    {
        var (name, arguments) = type is IArrayTypeSymbol array ? ("Array", [array.ElementType]) : (type.Name, ((INamedTypeSymbol)type).TypeArguments);
        return $"global::Functional.Trees.{name}<{string.Join(", ", arguments.Select(Code))}>({Of(arguments[arguments.Length - 1]) ?? Own(arguments[arguments.Length - 1])})";
    }

    static string Own(ITypeSymbol type) => $"global::Functional.Tree<{Code(type)}>.Witness";

    string Tuple(INamedTypeSymbol tuple)
    {
        var items = tuple.TypeArguments.Select((type, i) => (Name: i < 7 ? $"Item{i + 1}" : "Rest", Type: type)).ToArray();
        var constructed = $"{tuple.ContainingNamespace}.{tuple.Name}<{string.Join(", ", tuple.TypeArguments.Select(Code))}>";
        return $$"""
            global::Functional.Trees.Of<global::{{constructed}}>(
                (tree, visitor) =>
                {
            {{string.Join("\n", items.Select(item => types.Holds(item.Type) ? $"        {Visit(item.Name, $"tree.{item.Name}", item.Type)}" : $"        visitor.Plain(\"{item.Name}\", tree.{item.Name});"))}}
                },
                (tree, mapper) => new global::{{constructed}}(
            {{string.Join(",\n", items.Select(item => $"        {Part($"tree.{item.Name}", item.Type)}"))}}))
            """;
    }

    /// <summary>The statement that shows a part.</summary>
    public string Visit(string name, string part, ITypeSymbol type)
        => $"visitor.Member(\"{name}\", {part}{(Of(type) is { } witness ? $", {witness}" : "")});";

    /// <summary>The expression of what a part becomes.</summary>
    public string Part(string part, ITypeSymbol type)
        => types.Holds(type) ? $"mapper.Part({part}{(Of(type) is { } witness ? $", {witness}" : "")})" : part;

    public static string Code(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
