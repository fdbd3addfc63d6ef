using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Functional;

/// <summary>Types of F#, recognised by the names of their library's types and of the attribute that its compiler puts on others.</summary>
[RequiresDynamicCode(Reason)]
[RequiresUnreferencedCode(Reason)]
internal static class FSharp
{
    const string Reason = "Members and types are looked up at run time.";
    const string List = "Microsoft.FSharp.Collections.FSharpList`1";
    const string Option = "Microsoft.FSharp.Core.FSharpOption`1";
    const string ValueOption = "Microsoft.FSharp.Core.FSharpValueOption`1";

    /// <summary>Kinds of declarations, as the attribute numbers them.</summary>
    const int Union = 1, Record = 2, Field = 4, Kinds = 31;

    internal static bool IsRecord(Type type) => Kind(type) == Record;

    internal static bool IsUnion(Type type) => Kind(type) == Union;

    internal static bool IsField(PropertyInfo property) => Kind(property) == Field;

    /// <summary>Whether it is a list or an option, or a map, which is found by its shape.</summary>
    internal static bool IsKnown(Type type) => Definition(type) is List or Option or ValueOption;

    /// <summary>The types of the fields of a union's cases.</summary>
    internal static IEnumerable<Type> Fields(Type union)
        => union.GetNestedTypes().Select(each => each.ContainsGenericParameters ? each.MakeGenericType(union.GetGenericArguments()) : each).Append(union)
            .SelectMany(each => each.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)).Where(IsField).Select(field => field.PropertyType);

    /// <summary>The witness of a list or an option.</summary>
    internal static object? Find(Type type) => Definition(type) switch
    {
        List => Make(typeof(SequenceTree<,>), type, OfArray(type)),
        Option or ValueOption => Make(typeof(OptionTree<,>), type, type.GetProperty("Value")!, type.GetMethod("Some")!),
        _ => null,
    };

    static object Make(Type witness, Type type, params object[] arguments)
        => type.GetGenericArguments()[0] is var content ? TreeReflection.Make(witness, [type, content], [TreeReflection.Witness(content), .. arguments]) : witness;

    static Delegate OfArray(Type list)
        => list.Assembly.GetType("Microsoft.FSharp.Collections.ListModule")!.GetMethod("OfArray")!.MakeGenericMethod(list.GetGenericArguments())
            .CreateDelegate(typeof(Func<,>).MakeGenericType(list.GetGenericArguments()[0].MakeArrayType(), list));

    static string? Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition().FullName : null;

    static int? Kind(MemberInfo member)
        => member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.FullName == "Microsoft.FSharp.Core.CompilationMappingAttribute")
            ?.ConstructorArguments[0].Value is int flags ? flags & Kinds : null;
}

/// <summary>An option: nothing, or a value.</summary>
internal sealed class OptionTree<TOption, T>(Tree<T> content, PropertyInfo value, MethodInfo some) : Tree<TOption>
{
    internal override bool IsPlain => content.IsPlain;

    public override void Visit(TOption tree, LeafVisitor visitor)
    {
        if (!IsNone(tree)) content.Visit(Value(tree), visitor);
    }

    public override TOption Map(TOption tree, LeafMapper mapper)
        => IsNone(tree) || IsPlain ? tree : (TOption)some.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [content.Map(Value(tree), mapper)], null)!;

    // The default of a struct and the null of a class are both the option without a value.
    static bool IsNone(TOption tree) => EqualityComparer<TOption>.Default.Equals(tree, default);

    T Value(TOption tree) => (T)value.GetValue(tree)!;
}

/// <summary>A map whose method gives a map with another value at a key.</summary>
[RequiresDynamicCode("The method is invoked at run time.")]
internal sealed class PersistentMap<TMap, TKey, T>(MethodInfo set) : Tree<TMap> where TMap : IEnumerable<KeyValuePair<TKey, T>>
{
    readonly MapTree<TMap, TKey, T> map = new(Tree<T>.Witness, (map, items) => items.Aggregate(map, (map, item)
        => (TMap)set.Invoke(map, BindingFlags.DoNotWrapExceptions, null, [item.Key, item.Value], null)!));

    internal override bool IsPlain => map.IsPlain;

    public override void Visit(TMap tree, LeafVisitor visitor) => map.Visit(tree, visitor);

    public override TMap Map(TMap tree, LeafMapper mapper) => map.Map(tree, mapper);
}
