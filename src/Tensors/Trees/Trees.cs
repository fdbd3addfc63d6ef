using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Functional;

/// <summary>
/// Witnesses for tuples and collections, made of those for what they hold: for <see cref="Tree.Register{T}(Tree{T})"/> and for what the
/// compiler writes for <see cref="TreeAttribute"/>. Sequences are walked in their order, maps in the ordinal order of their keys' names.
/// </summary>
public static class Trees
{
    /// <summary>A type of which two functions say where its tensors are, as <see cref="ITree{TSelf}"/> has them.</summary>
    public static Tree<T> Of<T>(Action<T, LeafVisitor> visit, Func<T, LeafMapper, T> map) => new FunctionTree<T>(visit, map);

    /// <summary>A value that may be absent.</summary>
    public static Tree<T?> Nullable<T>(Tree<T> content) where T : struct => new NullableTree<T>(content);

    /// <summary>An array.</summary>
    public static Tree<T[]> Array<T>(Tree<T> item) => new SequenceTree<T[], T>(item, static items => items);

    /// <summary>An immutable array.</summary>
    public static Tree<ImmutableArray<T>> ImmutableArray<T>(Tree<T> item) => new ImmutableArrayTree<T>(item);

    /// <summary>An immutable list.</summary>
    public static Tree<ImmutableList<T>> ImmutableList<T>(Tree<T> item)
        => new SequenceTree<ImmutableList<T>, T>(item, System.Collections.Immutable.ImmutableList.Create);

    /// <summary>An immutable queue, from its front.</summary>
    public static Tree<ImmutableQueue<T>> ImmutableQueue<T>(Tree<T> item)
        => new SequenceTree<ImmutableQueue<T>, T>(item, System.Collections.Immutable.ImmutableQueue.Create);

    /// <summary>An immutable stack, from its top.</summary>
    public static Tree<ImmutableStack<T>> ImmutableStack<T>(Tree<T> item)
        => new SequenceTree<ImmutableStack<T>, T>(item, static items => System.Collections.Immutable.ImmutableStack.CreateRange(items.Reverse()));

    /// <summary>An immutable dictionary.</summary>
    public static Tree<ImmutableDictionary<TKey, T>> ImmutableDictionary<TKey, T>(Tree<T> item) where TKey : notnull
        => new MapTree<ImmutableDictionary<TKey, T>, TKey, T>(item, static (map, items) => map.SetItems(items));

    /// <summary>An immutable dictionary that sorts its keys.</summary>
    public static Tree<ImmutableSortedDictionary<TKey, T>> ImmutableSortedDictionary<TKey, T>(Tree<T> item) where TKey : notnull
        => new MapTree<ImmutableSortedDictionary<TKey, T>, TKey, T>(item, static (map, items) => map.SetItems(items));

    /// <summary>A frozen dictionary.</summary>
    public static Tree<FrozenDictionary<TKey, T>> FrozenDictionary<TKey, T>(Tree<T> item) where TKey : notnull
        => new MapTree<FrozenDictionary<TKey, T>, TKey, T>(item, static (map, items) => items.ToFrozenDictionary(map.Comparer));

    /// <summary>A read-only dictionary; the one with other tensors is read-only, too, and of nobody else.</summary>
    public static Tree<ReadOnlyDictionary<TKey, T>> ReadOnlyDictionary<TKey, T>(Tree<T> item) where TKey : notnull
        => new MapTree<ReadOnlyDictionary<TKey, T>, TKey, T>(item, static (_, items) => new(new Dictionary<TKey, T>(items)));
}
