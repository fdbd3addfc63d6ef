using System.Collections.Immutable;
using System.Globalization;

namespace Functional;

/// <summary>A value that may be absent.</summary>
internal sealed class NullableTree<T>(Tree<T> content) : Tree<T?> where T : struct
{
    internal override bool IsPlain => content.IsPlain;

    public override void Visit(T? tree, LeafVisitor visitor)
    {
        if (tree is { } value) content.Visit(value, visitor);
    }

    public override T? Map(T? tree, LeafMapper mapper) => tree is { } value ? content.Map(value, mapper) : null;
}

/// <summary>A collection whose elements have an order, and which is made from an array of them.</summary>
internal class SequenceTree<TSequence, T>(Tree<T> item, Func<T[], TSequence> make) : Tree<TSequence> where TSequence : IEnumerable<T>
{
    internal override bool IsPlain => item.IsPlain;

    public override void Visit(TSequence tree, LeafVisitor visitor)
    {
        if (tree is null || IsPlain) return;
        var index = 0;
        foreach (var each in tree) visitor.Item(index++, each, item);
    }

    public override TSequence Map(TSequence tree, LeafMapper mapper)
        => tree is null || IsPlain ? tree! : make([.. tree.Select(each => item.Map(each, mapper))]);
}

/// <summary>A list of no class that could be named, of which another is an array.</summary>
internal sealed class ReadOnlyListTree<T>() : SequenceTree<IReadOnlyList<T>, T>(Tree<T>.Witness, static items => items);

/// <summary>An immutable array, which may not even be empty.</summary>
internal sealed class ImmutableArrayTree<T>(Tree<T> item) : Tree<ImmutableArray<T>>
{
    internal override bool IsPlain => item.IsPlain;

    public override void Visit(ImmutableArray<T> tree, LeafVisitor visitor)
    {
        if (tree.IsDefault || IsPlain) return;
        for (var i = 0; i < tree.Length; i++) visitor.Item(i, tree[i], item);
    }

    public override ImmutableArray<T> Map(ImmutableArray<T> tree, LeafMapper mapper)
        => tree.IsDefault || IsPlain ? tree : ImmutableArray.CreateRange(tree, each => item.Map(each, mapper));
}

/// <summary>A map, walked in the ordinal order of its keys' names; another is made from it and its elements.</summary>
internal sealed class MapTree<TMap, TKey, T>(Tree<T> item, Func<TMap, IEnumerable<KeyValuePair<TKey, T>>, TMap> make) : Tree<TMap>
    where TMap : IEnumerable<KeyValuePair<TKey, T>>
{
    internal override bool IsPlain => item.IsPlain;

    public override void Visit(TMap tree, LeafVisitor visitor)
    {
        if (tree is null || IsPlain) return;
        foreach (var (name, (_, each)) in Ordered(tree)) visitor.Item(name, each, item);
    }

    public override TMap Map(TMap tree, LeafMapper mapper)
        => tree is null || IsPlain ? tree!
        : make(tree, [.. Ordered(tree).Select(named => KeyValuePair.Create(named.Entry.Key, item.Map(named.Entry.Value, mapper)))]);

    static (string Name, KeyValuePair<TKey, T> Entry)[] Ordered(TMap tree)
    {
        (string Name, KeyValuePair<TKey, T> Entry)[] ordered =
            [.. tree.Select(entry => (Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry)).OrderBy(named => named.Item1, StringComparer.Ordinal)];
        for (var i = 1; i < ordered.Length; i++)
            if (ordered[i].Name == ordered[i - 1].Name)
                throw new ArgumentException($"a {TypeName.Of(typeof(TMap))} has two keys of the name '{ordered[i].Name}', so that its tensors have no order");
        return ordered;
    }
}
