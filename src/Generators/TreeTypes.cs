using Microsoft.CodeAnalysis;

namespace Functional.Generators;

/// <summary>What can be seen of a type, by the rules of the reflective traversal: whether its values may hold tensors, and what is refused.</summary>
internal sealed class TreeTypes(Compilation compilation)
{
    readonly INamedTypeSymbol? tensor = compilation.GetTypeByMetadataName("Functional.Tensor");
    readonly INamedTypeSymbol? tree = compilation.GetTypeByMetadataName("Functional.ITree`1");
    readonly INamedTypeSymbol? marked = compilation.GetTypeByMetadataName("Functional.TreeAttribute");
    readonly INamedTypeSymbol? readOnlyMap = compilation.GetTypeByMetadataName("System.Collections.Generic.IReadOnlyDictionary`2");

    /// <summary>The collections for which <c>Functional.Trees</c> has a function of the same name.</summary>
    static readonly HashSet<string> collections =
    [
        "System.Nullable`1", "System.Collections.Immutable.ImmutableArray`1", "System.Collections.Immutable.ImmutableList`1",
        "System.Collections.Immutable.ImmutableQueue`1", "System.Collections.Immutable.ImmutableStack`1",
        "System.Collections.Immutable.ImmutableDictionary`2", "System.Collections.Immutable.ImmutableSortedDictionary`2",
        "System.Collections.Frozen.FrozenDictionary`2", "System.Collections.ObjectModel.ReadOnlyDictionary`2",
    ];

    static readonly HashSet<string> fsharp =
        ["Microsoft.FSharp.Collections.FSharpList`1", "Microsoft.FSharp.Core.FSharpOption`1", "Microsoft.FSharp.Core.FSharpValueOption`1"];

    static readonly HashSet<string> plain =
    [
        "System.String", "System.Decimal", "System.Half", "Functional.BFloat16", "System.Int128", "System.UInt128", "System.Index", "System.Range",
        "System.ValueTuple", "System.DateTime", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.Guid", "System.Uri",
        "System.Version", "System.Type", "Functional.Shape",
    ];

    public bool IsTensor(ITypeSymbol type) => DerivesFrom(type, tensor);

    public bool IsOwn(ITypeSymbol type)
        => type.GetAttributes().Any(attribute => Same(attribute.AttributeClass, marked)) || type.AllInterfaces.Any(each => Same(each.OriginalDefinition, tree));

    /// <summary>Whether values of a type may hold tensors.</summary>
    public bool Holds(ITypeSymbol type) => Holds(type, new(SymbolEqualityComparer.Default), marks: true);

    /// <summary>Whether a marked type's own members may, whatever the marks say of it and of others that it leads to.</summary>
    public bool HoldsInside(INamedTypeSymbol record) => Holds(record, new(SymbolEqualityComparer.Default), marks: false);

    // A type that leads back to itself holds what it holds otherwise.
    bool Holds(ITypeSymbol type, HashSet<ITypeSymbol> open, bool marks)
        => type is ITypeParameterSymbol || IsTensor(type) || IsOwn(type) && (marks || !type.IsRecord)
        || !IsPlain(type) && open.Add(type) && (IsOpen(type, marks) || Contents(type).Any(content => Holds(content, open, marks)));

    static bool IsPlain(ITypeSymbol type)
        => type.TypeKind is TypeKind.Enum or TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer
        || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UIntPtr
        || plain.Contains(MetadataName(type));

    bool IsOpen(ITypeSymbol type, bool marks)
        => type.SpecialType == SpecialType.System_Object || type.TypeKind is TypeKind.Dynamic or TypeKind.Error
        || type is INamedTypeSymbol { TypeKind: TypeKind.Interface, IsGenericType: false }
        || type is { TypeKind: TypeKind.Class, IsSealed: false } && !IsEnumerable(type) && !IsTuple(type) && (marks || !type.IsRecord || type.IsAbstract);

    IEnumerable<ITypeSymbol> Contents(ITypeSymbol type)
        => type is IArrayTypeSymbol array ? [array.ElementType]
        : IsRecord(type) ? RecordMembers.All((INamedTypeSymbol)type).Select(member => member.Type)
        : type is INamedTypeSymbol named
            && (named.TypeKind == TypeKind.Interface || IsEnumerable(type) || IsTuple(type) || IsCollection(type)) ? named.TypeArguments
        : [];

    /// <summary>A record of C#, or one of F#, which its compiler marks.</summary>
    static bool IsRecord(ITypeSymbol type)
        => type is INamedTypeSymbol { IsAbstract: false } && (type.IsRecord || type.GetAttributes().Any(attribute
            => attribute.AttributeClass?.Name == "CompilationMappingAttribute" && attribute.ConstructorArguments.Length > 0
                && attribute.ConstructorArguments[0].Value is int kind && (kind & 31) == 2));

    static bool IsEnumerable(ITypeSymbol type)
        => type.SpecialType != SpecialType.System_String && type.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable);

    public static bool IsTuple(ITypeSymbol type)
        => type is INamedTypeSymbol { IsGenericType: true, Name: "ValueTuple" or "Tuple", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>A collection of which <c>Functional.Trees</c> makes the witness from that of its last type argument.</summary>
    public static bool IsKnownCollection(ITypeSymbol type) => collections.Contains(MetadataName(type));

    bool IsCollection(ITypeSymbol type) => IsKnownCollection(type) || fsharp.Contains(MetadataName(type)) || IsPersistentMap(type);

    bool IsPersistentMap(ITypeSymbol type)
        => type.TypeKind != TypeKind.Interface && type.AllInterfaces.FirstOrDefault(each => Same(each.OriginalDefinition, readOnlyMap)) is { } map
        && type.GetMembers("SetItem").Concat(type.GetMembers("Add")).OfType<IMethodSymbol>().Any(set
            => Same(set.ReturnType, type) && set.Parameters.Select(each => each.Type).SequenceEqual(map.TypeArguments, SymbolEqualityComparer.Default));

    /// <summary>The part of a member's type that may hold tensors where they cannot be replaced.</summary>
    public ITypeSymbol? FirstRefused(ITypeSymbol type)
        => IsRefused(type) ? type
        : type is IArrayTypeSymbol array ? FirstRefused(array.ElementType)
        : type is INamedTypeSymbol named && (IsCollection(type) || IsTuple(type)) ? named.TypeArguments.Select(FirstRefused).FirstOrDefault(refused => refused is not null)
        : null;

    bool IsRefused(ITypeSymbol type)
        => (type is IArrayTypeSymbol array ? array.Rank > 1 : type.TypeKind != TypeKind.Interface && IsEnumerable(type) && !IsCollection(type))
            && !IsPlain(type) && !IsOwn(type) && Holds(type);

    /// <summary>How messages name a type, as the reflective traversal does.</summary>
    public static string NameOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"{NameOf(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        INamedTypeSymbol { IsGenericType: true } named => $"{named.Name}<{string.Join(", ", named.TypeArguments.Select(NameOf))}>",
        _ => type.Name,
    };

    static string MetadataName(ITypeSymbol type)
        => type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;

    static bool DerivesFrom(ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        for (; type is not null; type = type.BaseType)
            if (Same(type, ancestor)) return true;
        return false;
    }

    static bool Same(ISymbol? a, ISymbol? b) => a is not null && SymbolEqualityComparer.Default.Equals(a, b);
}
