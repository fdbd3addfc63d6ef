using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>A property or field.</summary>
internal sealed record Member(string Name, Type Type, Func<object, object?> Get, Action<object, object?>? Set)
{
    internal Member(PropertyInfo property) : this(property.Name, property.PropertyType, property.GetValue, property.SetMethod is null ? null : property.SetValue) { }

    internal Member(FieldInfo field) : this(field.Name, field.FieldType, field.GetValue, field.IsInitOnly ? null : field.SetValue) { }

    /// <summary>Whether its values may hold tensors.</summary>
    internal bool Holds { get; init; }
}

/// <summary>The members of a tuple or record in the ordinal order of their names, and how a value is made that has other contents in them.</summary>
[RequiresDynamicCode(Reason)]
[RequiresUnreferencedCode(Reason)]
internal sealed record Members(IReadOnlyList<Member> Walked, Func<object, object?[], object> Make)
{
    const string Reason = "Members and types are looked up at run time.";
    const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The members of a type; none if it is neither a tuple nor a record.</summary>
    /// <exception cref="ArgumentException">A member holds tensors where they cannot be replaced.</exception>
    internal static Members? Of(Type type)
    {
        if (!IsRecord(type) && !IsTuple(type)) return null;
        Member[] members = [.. All(type).Select(member => member with { Holds = TreeTypes.Holds(member.Type) })];
        if (members.Select(member => TreeTypes.Refusal(type, member.Name, member.Type)).FirstOrDefault(refusal => refusal is not null) is { } refusal)
            throw new ArgumentException(refusal);
        return IsCopied(type) && members.All(member => !member.Holds || member.Set is not null) ? new(members, Copied(type, members)) : Constructed(type, members);
    }

    /// <summary>Whether it is a record of C#, which can be copied, or of F#, which can be constructed.</summary>
    internal static bool IsRecord(Type type) => IsCopied(type) || FSharp.IsRecord(type);

    static bool IsCopied(Type type) => !type.IsAbstract && (type.GetMethod("<Clone>$") is not null
        || type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null);

    internal static bool IsTuple(Type type) => type.IsGenericType && type.IsAssignableTo(typeof(ITuple)) && type.Namespace == "System";

    /// <summary>What holds the contents of a value: not what is computed from them.</summary>
    internal static Member[] All(Type type)
        => [.. type.GetProperties(Instance).Where(property => IsStored(property, type)).Select(property => new Member(property))
            .Concat(type.GetFields(BindingFlags.Instance | BindingFlags.Public).Select(field => new Member(field)))
            .DistinctBy(member => member.Name).OrderBy(member => member.Name, StringComparer.Ordinal)];

    static bool IsStored(PropertyInfo property, Type type)
        => property.GetMethod is { } get && property.GetIndexParameters().Length == 0
        && (FSharp.IsRecord(type) ? FSharp.IsField(property)
            : get.IsPublic && (property.SetMethod is not null || IsTuple(type) || property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Instance) is not null));

    static Func<object, object?[], object> Copied(Type type, Member[] members)
    {
        var clone = type.GetMethod("<Clone>$");
        return (value, contents) =>
        {
            var copy = clone is null ? RuntimeHelpers.GetObjectValue(value) : clone.Invoke(value, null)!;
            for (var i = 0; i < members.Length; i++)
                if (members[i].Holds) members[i].Set!(copy, contents[i]);
            return copy;
        };
    }

    /// <summary>By a constructor whose parameters are members, among them all that cannot be set; the others are set.</summary>
    static Members Constructed(Type type, Member[] members)
    {
        var rest = members.Where(member => member.Holds && member.Set is null).ToArray();
        var (constructor, places) = type.GetConstructors(Instance).Select(constructor => (constructor, Places(constructor, members)))
            .Where(each => each.Item2.Length > 0 && !each.Item2.Contains(-1))
            .OrderByDescending(each => each.Item2.Length)
            .FirstOrDefault(each => rest.All(member => each.Item2.Contains(Array.IndexOf(members, member))));
        if (constructor is null)
            throw new ArgumentException($"'{rest[0].Name}' of '{TypeName.Of(type)}' holds tensors, but can neither be set nor passed to a constructor: give it an init accessor");
        int[] set = [.. Enumerable.Range(0, members.Length).Where(i => !places.Contains(i) && members[i].Set is not null)];
        return new(members, (_, contents) =>
        {
            var made = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. places.Select(place => contents[place])], null);
            foreach (var i in set) members[i].Set!(made, contents[i]);
            return made;
        });
    }

    /// <summary>For each parameter the member that it stands for; -1 where there is none.</summary>
    static int[] Places(ConstructorInfo constructor, Member[] members)
        => [.. constructor.GetParameters().Select(parameter
            => Array.FindIndex(members, member => member.Type == parameter.ParameterType && string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)))];
}

/// <summary>A tuple or record, walked by its members.</summary>
[RequiresDynamicCode("Members and types are looked up at run time.")]
[RequiresUnreferencedCode("Members and types are looked up at run time.")]
internal sealed class MembersTree<T>(Members members) : Tree<T>
{
    internal override bool IsPlain { get; } = members.Walked.All(member => !member.Holds);

    // The members' own witnesses are found late, so that a type may contain itself.
    public override void Visit(T tree, LeafVisitor visitor)
    {
        if (tree is null) return;
        foreach (var member in members.Walked)
            if (!member.Holds) visitor.Plain(member.Name, member.Get(tree));
            else if (member.Get(tree) is { } content) visitor.Member(member.Name, content, TreeReflection.Witness(member.Type));
    }

    public override T Map(T tree, LeafMapper mapper)
        => tree is null || IsPlain ? tree : (T)members.Make(tree, [.. members.Walked.Select(member => Mapped(member, member.Get(tree), mapper))]);

    static object? Mapped(Member member, object? content, LeafMapper mapper)
        => member.Holds && content is not null ? TreeReflection.Witness(member.Type).Map(content, mapper) : content;
}
