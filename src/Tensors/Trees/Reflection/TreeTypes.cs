using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Functional;

/// <summary>What can be seen of a type: whether its values may hold tensors, and why some of them are refused.</summary>
[RequiresDynamicCode(Reason)]
[RequiresUnreferencedCode(Reason)]
internal static class TreeTypes
{
    const string Reason = "Members and types are looked up at run time.";

    /// <summary>Whether values of a type may hold tensors.</summary>
    internal static bool Holds(Type type) => Holds(type, []);

    // A type that leads back to itself holds what it holds otherwise.
    static bool Holds(Type type, HashSet<Type> open)
        => type.IsAssignableTo(typeof(Tensor)) || Teller(type) is not null
        || !Plain.Includes(type) && open.Add(type) && (IsOpen(type) || Contents(type).Any(content => Holds(content, open)));

    /// <summary>Whether values may be of another type, of which nothing is known.</summary>
    static bool IsOpen(Type type)
        => type == typeof(object) || type.IsInterface && !type.IsGenericType || type.IsClass && !type.IsSealed && !IsEnumerable(type) && !Members.IsTuple(type) && !FSharp.IsUnion(type);

    static IEnumerable<Type> Contents(Type type)
        => type.IsArray ? [type.GetElementType()!]
        : Members.IsRecord(type) ? Members.All(type).Select(member => member.Type)
        : FSharp.IsUnion(type) && !IsEnumerable(type) ? FSharp.Fields(type)
        : type.IsInterface || IsEnumerable(type) || Members.IsTuple(type) || Nullable.GetUnderlyingType(type) is not null ? type.GetGenericArguments()
        : [];

    static bool IsEnumerable(Type type) => type.IsAssignableTo(typeof(IEnumerable));

    /// <summary>The type that says how values of this one are trees: itself, or a base type that was not left to the compiler.</summary>
    internal static Type? Teller(Type type)
        => type.IsAssignableTo(typeof(ITree<>).MakeGenericType(type)) ? type
        : type.GetInterfaces().Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(ITree<>)).Select(each => each.GetGenericArguments()[0])
            .FirstOrDefault(self => type.IsSubclassOf(self) && !self.IsDefined(typeof(TreeAttribute), inherit: false));

    /// <summary>The key, the value and the method of a map of which the method gives another map: <c>SetItem(key, value)</c> or <c>Add(key, value)</c>.</summary>
    internal static (Type Key, Type Value, MethodInfo Set)? PersistentMap(Type type)
    {
        if (type.IsInterface || type.GetInterfaces().FirstOrDefault(IsReadOnlyMap) is not { } map) return null;
        Type[] entry = map.GetGenericArguments();
        return (type.GetMethod("SetItem", entry) ?? type.GetMethod("Add", entry)) is { } set && set.ReturnType == type ? (entry[0], entry[1], set) : null;

        static bool IsReadOnlyMap(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);
    }

    /// <summary>Why a type that is no tree must not be taken for one without tensors: it may hold some, where they cannot be replaced.</summary>
    internal static string? Refusal(Type type) => IsRefused(type) ? $"a {TypeName.Of(type)} is not a tree of tensors: {Remedy}" : null;

    /// <summary>As for a type alone, of a member.</summary>
    internal static string? Refusal(Type owner, string member, Type type)
        => FirstRefused(type) is { } refused ? $"'{member}' of '{TypeName.Of(owner)}' holds a {TypeName.Of(refused)}, which is not a tree of tensors: {Remedy}" : null;

    const string Remedy = "use an array, an immutable collection, a tuple or a record";

    static bool IsRefused(Type type)
        => (type.IsArray ? !type.IsSZArray : IsEnumerable(type) && !type.IsInterface && !IsCollection(type) || FSharp.IsUnion(type) && !FSharp.IsKnown(type))
            && Teller(type) is null && Tree.Registered(type) is null && Holds(type);

    static bool IsCollection(Type type) => TreeReflection.IsCollection(type) || FSharp.IsKnown(type) || PersistentMap(type) is not null;

    static Type? FirstRefused(Type type)
        => IsRefused(type) ? type
        : type.IsSZArray ? FirstRefused(type.GetElementType()!)
        : IsCollection(type) || Members.IsTuple(type)
            ? type.GetGenericArguments().Select(FirstRefused).FirstOrDefault(refused => refused is not null)
        : null;
}
