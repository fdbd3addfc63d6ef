using System.Collections.Immutable;

namespace Functional.Nn;

/// <summary>An immutable tree of named tensors, walked in the ordinal order of the names, so that sums, splits and files have one order.</summary>
public abstract class NamedTree<TSelf> : ITree<TSelf> where TSelf : NamedTree<TSelf>, new()
{
    /// <summary>The tree without tensors.</summary>
    public static readonly TSelf Empty = new();

    /// <summary>A tensor or a subtree under each name.</summary>
    ImmutableSortedDictionary<string, object> entries = ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal);

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names there are.</exception>
    public Tensor this[string name]
        => entries.GetValueOrDefault(name) as Tensor
        ?? throw new KeyNotFoundException($"there is no tensor '{name}' among: {string.Join(", ", Leaves().Select(leaf => leaf.Path))}");

    /// <summary>The subtree of a name; empty where there is none.</summary>
    public TSelf Child(string name) => entries.GetValueOrDefault(name) as TSelf ?? Empty;

    /// <summary>This tree with a tensor added or replaced.</summary>
    /// <exception cref="ArgumentException">The name has a dot, which separates the names of a path.</exception>
    public TSelf With(string name, Tensor tensor) => Of(entries.SetItem(Single(name), tensor));

    /// <summary>This tree with a subtree added or replaced; an empty one leaves no name behind.</summary>
    public TSelf With(string name, TSelf child) => Of(child.entries.IsEmpty ? entries.Remove(name) : entries.SetItem(Single(name), child));

    /// <summary>The tree of tensors under their paths, such as <c>0.weight</c>.</summary>
    public static TSelf FromLeaves(IEnumerable<(string Path, Tensor Leaf)> leaves)
        => leaves.Aggregate(Empty, (tree, named) => tree.Insert(named.Path.Split('.'), named.Leaf));

    /// <summary>The tensors under their paths.</summary>
    public IEnumerable<(string Path, Tensor Leaf)> Leaves()
        => entries.SelectMany(entry => entry.Value is Tensor leaf ? [(entry.Key, leaf)]
            : ((TSelf)entry.Value).Leaves().Select(named => ($"{entry.Key}.{named.Path}", named.Leaf)));

    /// <inheritdoc/>
    public void Visit(LeafVisitor visitor)
    {
        foreach (var (name, entry) in entries)
            if (entry is TSelf child) visitor.Member(name, child);
            else visitor.Member(name, (Tensor)entry);
    }

    /// <inheritdoc/>
    public TSelf Map(LeafMapper mapper)
    {
        var mapped = entries.ToBuilder();
        foreach (var (name, entry) in entries) mapped[name] = entry is TSelf child ? child.Map(mapper) : mapper.Leaf((Tensor)entry);
        return Of(mapped.ToImmutable());
    }

    TSelf Insert(ReadOnlySpan<string> path, Tensor leaf)
        => entries.TryGetValue(path[0], out var present) && (path.Length == 1 || present is Tensor)
            ? throw new ArgumentException($"'{path[0]}' names both a tensor and something else")
        : path.Length == 1 ? With(path[0], leaf) : With(path[0], Child(path[0]).Insert(path[1..], leaf));

    static string Single(string name) => name.Contains('.', StringComparison.Ordinal) ? throw new ArgumentException($"the name '{name}' has a dot") : name;

    static TSelf Of(ImmutableSortedDictionary<string, object> entries) => new() { entries = entries };
}

/// <summary>What training changes: the weights of a model.</summary>
public sealed class Params : NamedTree<Params>;

/// <summary>What a model or an optimizer carries from step to step beside the weights: running statistics, moments, counts.</summary>
public sealed class State : NamedTree<State>;
