using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Functional;

/// <summary>What can be done with every tree of tensors: a tensor, a tuple, a collection, a record, or an <see cref="ITree{TSelf}"/>.</summary>
public static class Tree
{
    static readonly ConcurrentDictionary<Type, IUntypedTree> known = new();

    /// <summary>Tells how values of a type are trees, instead of what would be found; for types of others, and for builds ahead of time.</summary>
    public static void Register<T>(Tree<T> witness)
    {
        known[typeof(T)] = witness;
        Tree<T>.Witness = witness;
    }

    /// <summary>Tells how values of a type are trees by two functions, as <see cref="ITree{TSelf}"/> has them.</summary>
    public static void Register<T>(Action<T, LeafVisitor> visit, Func<T, LeafMapper, T> map) => Register(Trees.Of(visit, map));

    /// <summary>Makes a type that says itself where its tensors are known wherever a value of it stands as one of a base type or interface.</summary>
    public static void Register<T>() where T : ITree<T> => known[typeof(T)] = Tree<T>.Witness;

    internal static IUntypedTree? Registered(Type type) => known.GetValueOrDefault(type);

    /// <summary>The witness of a type that is known at run time only.</summary>
    internal static IUntypedTree Of(Type type) => known.GetOrAdd(type, static type
        => type.IsAssignableTo(typeof(Tensor)) ? new LeafTree<Tensor>()
        : Plain.Includes(type) ? new PlainTree<object>()
        : TreeSwitch.AllowsReflection ? TreeReflection.Witness(type)
        : throw Unknown(type));

    internal static NotSupportedException Unknown(Type type)
        => new($"nobody told how a {TypeName.Of(type)} is a tree, and this program looks for nothing by reflection: mark its record [Tree], or name it in [assembly: Tree(typeof(…))]");

    /// <summary>A pair of trees, which so becomes a tree without reflection.</summary>
    public static (T1, T2) Pair<T1, T2>(T1 first, T2 second)
    {
        TupleTree<T1, T2>.Register();
        return (first, second);
    }

    /// <summary>Three trees, which so become one without reflection.</summary>
    public static (T1, T2, T3) Triple<T1, T2, T3>(T1 first, T2 second, T3 third)
    {
        TupleTree<T1, T2, T3>.Register();
        return (first, second, third);
    }

    /// <summary>The tensors in a tree, in an order that only its structure decides.</summary>
    public static ImmutableArray<Tensor> Leaves<T>(T tree) => tree is Tensor leaf ? [leaf] : LeafVisitor.Leaves(tree).Found;

    /// <summary>The tensors in a tree with their paths, such as <c>.Item1.weight</c>; the path of a lone tensor is empty.</summary>
    public static IEnumerable<(string Path, Tensor Leaf)> NamedLeaves<T>(T tree)
        => LeafVisitor.Structure(tree) is var found ? found.Paths().Zip(found.Found) : [];

    /// <summary>A tree of the same structure with other leaves.</summary>
    /// <exception cref="ShapeException">There are not as many leaves as the tree has.</exception>
    public static T Rebuild<T>(T tree, IReadOnlyList<Tensor> leaves)
    {
        var at = 0;
        var rebuilt = Tree<T>.Witness.Map(tree, new(_ => at < leaves.Count ? leaves[at++] : throw Miscount()));
        return at == leaves.Count ? rebuilt : throw Miscount();

        ShapeException Miscount() => new($"a tree of {Leaves(tree).Length} leaves cannot be rebuilt from {leaves.Count}");
    }

    /// <summary>Refuses an argument in which no tensor is found, such as an object of a class that is no record.</summary>
    public static void RequireLeaves<T>(string operation, T argument)
    {
        if (Leaves(argument).IsEmpty)
            throw new ArgumentException($"{operation}: no tensor is found in the argument, a {typeof(T).Name}: pass a tensor, a tuple, an immutable collection or a record of tensors");
    }

    /// <summary>Applies a function to every leaf.</summary>
    public static T Map<T>(T tree, Func<Tensor, Tensor> function)
        => tree is Tensor leaf ? (T)(object)function(leaf) : Tree<T>.Witness.Map(tree, new(function));

    /// <summary>Applies a function to the pairs of leaves of two trees of one structure.</summary>
    /// <exception cref="ShapeException">The structures differ; the message names the first path that does.</exception>
    public static T Zip<T>(T a, T b, Func<Tensor, Tensor, Tensor> function)
    {
        if (a is Tensor x && b is Tensor y) return (T)(object)function(x, y);
        var (left, right) = (LeafVisitor.Structure(a), LeafVisitor.Structure(b));
        if (!left.HasStructureOf(right)) throw Differ(left.Paths(), right.Paths());
        var (at, leaves) = (0, right.Found);
        return Tree<T>.Witness.Map(a, new(leaf => function(leaf, leaves[at++])));
    }

    static ShapeException Differ(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var i = 0;
        while (i < left.Count && i < right.Count && left[i] == right[i]) i++;
        return new($"the trees differ in structure: {left.ElementAtOrDefault(i) ?? "the end"} on the left, {right.ElementAtOrDefault(i) ?? "the end"} on the right");
    }
}
