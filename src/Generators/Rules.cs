using Microsoft.CodeAnalysis;

namespace Functional.Generators;

/// <summary>What cannot be a tree, one sentence each.</summary>
internal static class Rules
{
    static DiagnosticDescriptor Rule(string id, string title, string sentence)
        => new(id, title, sentence, "Trees", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NotPartialRecord = Rule("FUN0002", "What is marked [Tree] is not a partial record",
        "'{0}' is marked [Tree], but '{1}' is not {2}: declare it '{3}'");

    public static readonly DiagnosticDescriptor Fixed = Rule("FUN0003", "A member of a tree can neither be set nor passed to a constructor",
        "'{0}' of '{1}' holds tensors, but can neither be set nor passed to a constructor: give it an init accessor");

    public static readonly DiagnosticDescriptor Refused = Rule("FUN0004", "A member of a tree holds tensors where they cannot be replaced",
        "{0} holds a {1}, which is not a tree of tensors: use an array, an immutable collection, a tuple or a record");

    public static readonly DiagnosticDescriptor WithoutTensors = Rule("FUN0005", "What is marked [Tree] holds no tensors",
        "'{0}' is marked [Tree], but holds no tensors: {1}");

    public static readonly DiagnosticDescriptor NotStructural = Rule("FUN0006", "An assembly names a type that has a traversal already",
        "[assembly: Tree(typeof({0}))] is for tuples, arrays and immutable collections: mark the record '{0}' itself, or call Tree.Register");
}
