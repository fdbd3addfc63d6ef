using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>Whether trees may be looked for by reflection: neither in a program compiled ahead of time nor in a trimmed one, whose props switch it off.</summary>
internal static class TreeSwitch
{
    [FeatureSwitchDefinition("Functional.Trees.Reflection")]
    [FeatureGuard(typeof(RequiresDynamicCodeAttribute))]
    [FeatureGuard(typeof(RequiresUnreferencedCodeAttribute))]
    [UnconditionalSuppressMessage("Trimming", "IL4000", Justification = "The props of the package set the switch wherever a program is trimmed, and the trimmer knows it as a constant.")]
    internal static bool AllowsReflection => RuntimeFeature.IsDynamicCodeSupported && (!AppContext.TryGetSwitch("Functional.Trees.Reflection", out var allowed) || allowed);
}

/// <summary>
/// Finds out how a type is a tree where neither the compiler nor the program told it: for tuples and collections, for records of scripts and of
/// F#. A program that is trimmed or compiled ahead of time has no use of it, and is built without it.
/// </summary>
[RequiresDynamicCode(Reason)]
[RequiresUnreferencedCode(Reason)]
internal static class TreeReflection
{
    const string Reason = "Members and types are looked up at run time.";

    /// <summary>The functions of <see cref="Trees"/> that make the witness of a collection from that of its last type argument.</summary>
    static readonly Dictionary<Type, string> collections = new()
    {
        [typeof(Nullable<>)] = nameof(Trees.Nullable),
        [typeof(ImmutableArray<>)] = nameof(Trees.ImmutableArray),
        [typeof(ImmutableList<>)] = nameof(Trees.ImmutableList),
        [typeof(ImmutableQueue<>)] = nameof(Trees.ImmutableQueue),
        [typeof(ImmutableStack<>)] = nameof(Trees.ImmutableStack),
        [typeof(ImmutableDictionary<,>)] = nameof(Trees.ImmutableDictionary),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(Trees.ImmutableSortedDictionary),
        [typeof(FrozenDictionary<,>)] = nameof(Trees.FrozenDictionary),
        [typeof(ReadOnlyDictionary<,>)] = nameof(Trees.ReadOnlyDictionary),
    };

    internal static bool IsCollection(Type type)
        => type.IsGenericType && (collections.ContainsKey(type.GetGenericTypeDefinition()) || Base(type, typeof(FrozenDictionary<,>)) is not null);

    internal static Tree<T> Find<T>() => (Tree<T>)Find(typeof(T));

    internal static IUntypedTree Witness(Type type)
        => Base(type, typeof(FrozenDictionary<,>)) is { } frozen && frozen != type ? Witness(frozen)
        : IsReadOnlyList(type) ? (IUntypedTree)Make(typeof(ReadOnlyListTree<>), type.GetGenericArguments())
        : (IUntypedTree)typeof(Tree<>).MakeGenericType(type).GetProperty(nameof(Tree<>.Witness))!.GetMethod!
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;

    static object Find(Type type)
        => TreeTypes.Teller(type) is { } teller ? Make(typeof(OwnTree<,>), [type, teller])
        : type.IsSZArray ? Collection(nameof(Trees.Array), [type.GetElementType()!])
        : type.IsGenericType && collections.TryGetValue(type.GetGenericTypeDefinition(), out var name) ? Collection(name, type.GetGenericArguments())
        : FSharp.Find(type) is { } found ? found
        : TreeTypes.PersistentMap(type) is var (key, value, set) ? Make(typeof(PersistentMap<,,>), [type, key, value], set)
        : type.IsSealed || type.IsValueType ? Own(type)
        : Make(typeof(RuntimeTree<>), [type], Own(type));

    static object Own(Type type)
        => Members.Of(type) is { } members ? Make(typeof(MembersTree<>), [type], members)
        : TreeTypes.Refusal(type) is { } refusal ? throw new ArgumentException(refusal)
        : Make(typeof(PlainTree<>), [type]);

    static object Collection(string name, Type[] arguments)
        => typeof(Trees).GetMethod(name)!.MakeGenericMethod(arguments).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Witness(arguments[^1])], null)!;

    /// <summary>Whether it is a class that the compiler makes up for a collection expression where a read-only interface is asked for.</summary>
    static bool IsReadOnlyList(Type type) => type.IsGenericType && type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal);

    internal static object Make(Type witness, Type[] types, params object[] arguments) => Activator.CreateInstance(
        witness.MakeGenericType(types), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    internal static Type? Base(Type type, Type definition)
    {
        for (var each = type; each is not null; each = each.BaseType)
            if (each.IsGenericType && each.GetGenericTypeDefinition() == definition) return each;
        return null;
    }
}
