using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>How to find and replace the tensors in values of one type; found by reflection once per type.</summary>
internal abstract class Traversal
{
    static readonly ConcurrentDictionary<Type, Traversal> known = new();

    internal static Traversal Of(Type type) => known.GetOrAdd(type, Find);

    internal abstract IEnumerable<(string Path, Tensor Leaf)> Leaves(object? value, string path);

    internal abstract object? Rebuild(object? value, Func<Tensor> next);

    static Traversal Find(Type type)
        => typeof(Tensor).IsAssignableFrom(type) ? new LeafTraversal()
        : Implements(type, typeof(ITree<>)) ? Make(typeof(OwnTraversal<>), type)
        : type.IsArray && type.GetArrayRank() == 1 ? Make(typeof(ArrayTraversal<>), type.GetElementType()!)
        : IsGeneric(type, typeof(ImmutableArray<>)) ? Make(typeof(ImmutableArrayTraversal<>), type.GetGenericArguments())
        : IsGeneric(type, typeof(ImmutableDictionary<,>)) ? Make(typeof(DictionaryTraversal<,,>), [type, .. type.GetGenericArguments()])
        : IsGeneric(type, typeof(ImmutableSortedDictionary<,>)) ? Make(typeof(DictionaryTraversal<,,>), [type, .. type.GetGenericArguments()])
        : typeof(ITuple).IsAssignableFrom(type) && type.IsValueType ? new MembersTraversal(type.GetFields(), value => value)
        : Nullable.GetUnderlyingType(type) is { } content ? Of(content)
        : type.IsSealed || type.IsValueType ? Own(type)
        : new RuntimeTraversal(type, Own(type));

    static Traversal Own(Type type)
        => IsRecord(type) ? new MembersTraversal(Properties(type), Clone(type))
        : HidesTensors(type) ? throw new ArgumentException($"a {type.Name.Split('`')[0]} is not a tree of tensors: use an array, an immutable array or dictionary, a tuple or a record")
        : new NoTraversal();

    /// <summary>Whether it is a mutable collection or a class of tuples that holds tensors, which must not be taken for a value without any.</summary>
    static bool HidesTensors(Type type)
        => !type.IsInterface && (typeof(System.Collections.IEnumerable).IsAssignableFrom(type) || typeof(ITuple).IsAssignableFrom(type))
            && type.GetGenericArguments().Any(content => Of(content) is not NoTraversal);

    static Traversal Make(Type traversal, params Type[] arguments) => (Traversal)Activator.CreateInstance(traversal.MakeGenericType(arguments), nonPublic: true)!;

    static bool Implements(Type type, Type contract) => type.GetInterfaces().Any(each => IsGeneric(each, contract));

    static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    static bool IsRecord(Type type) => !type.IsAbstract && (type.GetMethod("<Clone>$") is not null
        || type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null);

    static MemberInfo[] Properties(Type type)
        => [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.SetMethod is not null && property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.Name, StringComparer.Ordinal)];

    static Func<object, object> Clone(Type type)
        => type.GetMethod("<Clone>$") is { } clone ? value => clone.Invoke(value, null)! : value => value;
}

internal sealed class LeafTraversal : Traversal
{
    internal override IEnumerable<(string, Tensor)> Leaves(object? value, string path) => value is Tensor leaf ? [(path, leaf)] : [];

    internal override object? Rebuild(object? value, Func<Tensor> next) => value is null ? null : next();
}

/// <summary>A type without tensors.</summary>
internal sealed class NoTraversal : Traversal
{
    internal override IEnumerable<(string, Tensor)> Leaves(object? value, string path) => [];

    internal override object? Rebuild(object? value, Func<Tensor> next) => value;
}

/// <summary>A type whose values may be of a derived type, which then says how.</summary>
internal sealed class RuntimeTraversal(Type declared, Traversal own) : Traversal
{
    internal override IEnumerable<(string, Tensor)> Leaves(object? value, string path)
        => Actual(value).Leaves(value, path);

    internal override object? Rebuild(object? value, Func<Tensor> next) => Actual(value).Rebuild(value, next);

    Traversal Actual(object? value) => value is null || value.GetType() == declared ? own : Of(value.GetType());
}

/// <summary>A type that says itself where its tensors are.</summary>
internal sealed class OwnTraversal<T> : Traversal where T : ITree<T>
{
    internal override IEnumerable<(string, Tensor)> Leaves(object? value, string path)
        => value is T tree ? tree.Leaves().Select(named => ($"{path}.{named.Path}", named.Leaf)) : [];

    internal override object? Rebuild(object? value, Func<Tensor> next) => value is T tree ? tree.Rebuild(next) : value;
}

/// <summary>A tuple or record: its fields or properties, copied before they are set.</summary>
internal sealed class MembersTraversal(MemberInfo[] members, Func<object, object> copy) : Traversal
{
    // Reflection finds the members' own traversals late, so that a type may contain itself.
    internal override IEnumerable<(string, Tensor)> Leaves(object? value, string path)
        => value is null ? [] : members.SelectMany(member => Of(TypeOf(member)).Leaves(Get(member, value), $"{path}.{member.Name}"));

    internal override object? Rebuild(object? value, Func<Tensor> next)
    {
        if (value is null) return null;
        var rebuilt = copy(RuntimeHelpers.GetObjectValue(value)!);
        foreach (var member in members)
            if (Of(TypeOf(member)) is not NoTraversal and var traversal) Set(member, rebuilt, traversal.Rebuild(Get(member, value), next));
        return rebuilt;
    }

    static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    static object? Get(MemberInfo member, object value) => member is FieldInfo field ? field.GetValue(value) : ((PropertyInfo)member).GetValue(value);

    static void Set(MemberInfo member, object value, object? content)
    {
        if (member is FieldInfo field) field.SetValue(value, content);
        else ((PropertyInfo)member).SetValue(value, content);
    }
}

internal sealed class ArrayTraversal<T> : Traversal
{
    internal override IEnumerable<(string, Tensor)> Leaves(object? value, string path)
        => value is T[] items ? items.SelectMany((item, i) => Of(typeof(T)).Leaves(item, $"{path}[{i}]")) : [];

    internal override object? Rebuild(object? value, Func<Tensor> next)
        => value is T[] items ? Array.ConvertAll(items, item => (T)Of(typeof(T)).Rebuild(item, next)!) : null;
}

internal sealed class ImmutableArrayTraversal<T> : Traversal
{
    internal override IEnumerable<(string, Tensor)> Leaves(object? value, string path)
        => value is ImmutableArray<T> { IsDefault: false } items ? items.SelectMany((item, i) => Of(typeof(T)).Leaves(item, $"{path}[{i}]")) : [];

    internal override object? Rebuild(object? value, Func<Tensor> next)
        => value is ImmutableArray<T> { IsDefault: false } items ? items.Select(item => (T)Of(typeof(T)).Rebuild(item, next)!).ToImmutableArray() : value;
}

/// <summary>An immutable dictionary, walked in the ordinal order of its keys' names.</summary>
internal sealed class DictionaryTraversal<TDictionary, TKey, TValue> : Traversal
    where TDictionary : IImmutableDictionary<TKey, TValue> where TKey : notnull
{
    internal override IEnumerable<(string, Tensor)> Leaves(object? value, string path)
        => value is TDictionary items ? Ordered(items).SelectMany(item => Of(typeof(TValue)).Leaves(item.Value, $"{path}[{item.Key}]")) : [];

    internal override object? Rebuild(object? value, Func<Tensor> next)
        => value is TDictionary items
            ? Ordered(items).Aggregate((IImmutableDictionary<TKey, TValue>)items, (result, item) => result.SetItem(item.Key, (TValue)Of(typeof(TValue)).Rebuild(item.Value, next)!))
            : value;

    static IEnumerable<KeyValuePair<TKey, TValue>> Ordered(TDictionary items) => items.OrderBy(item => item.Key.ToString(), StringComparer.Ordinal);
}
