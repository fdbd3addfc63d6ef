namespace Functional;

/// <summary>What can be done with every tree of tensors: a tensor, a tuple, a collection, a record, or an <see cref="ITree{TSelf}"/>.</summary>
public static class Tree
{
    /// <summary>The tensors in a tree, in an order that only its structure decides.</summary>
    public static IReadOnlyList<Tensor> Leaves<T>(T tree) => tree is Tensor leaf ? [leaf] : [.. NamedLeaves(tree).Select(named => named.Leaf)];

    /// <summary>The tensors in a tree with their paths, such as <c>.Item1.weight</c>; the path of a lone tensor is empty.</summary>
    public static IEnumerable<(string Path, Tensor Leaf)> NamedLeaves<T>(T tree) => Traversal.Of(typeof(T)).Leaves(tree, "");

    /// <summary>A tree of the same structure with other leaves.</summary>
    /// <exception cref="ShapeException">There are not as many leaves as the tree has.</exception>
    public static T Rebuild<T>(T tree, IReadOnlyList<Tensor> leaves)
    {
        var at = 0;
        var rebuilt = (T)Traversal.Of(typeof(T)).Rebuild(tree, () => at < leaves.Count ? leaves[at++] : throw Miscount())!;
        return at == leaves.Count ? rebuilt : throw Miscount();

        ShapeException Miscount() => new($"a tree of {Leaves(tree).Count} leaves cannot be rebuilt from {leaves.Count}");
    }

    /// <summary>Refuses an argument in which no tensor is found, such as an object of a class that is no record.</summary>
    public static void RequireLeaves<T>(string operation, T argument)
    {
        if (Leaves(argument).Count == 0)
            throw new ArgumentException($"{operation}: no tensor is found in the argument, a {typeof(T).Name}: pass a tensor, a tuple, an immutable collection or a record of tensors");
    }

    /// <summary>Applies a function to every leaf.</summary>
    public static T Map<T>(T tree, Func<Tensor, Tensor> function)
        => tree is Tensor leaf ? (T)(object)function(leaf) : Rebuild(tree, [.. Leaves(tree).Select(function)]);

    /// <summary>Applies a function to the pairs of leaves of two trees of one structure.</summary>
    /// <exception cref="ShapeException">The structures differ; the message names the first path that does.</exception>
    public static T Zip<T>(T a, T b, Func<Tensor, Tensor, Tensor> function)
    {
        if (a is Tensor x && b is Tensor y) return (T)(object)function(x, y);
        var (left, right) = (NamedLeaves(a).ToArray(), NamedLeaves(b).ToArray());
        RequireSame(left, right);
        return Rebuild(a, [.. left.Zip(right, (l, r) => function(l.Leaf, r.Leaf))]);
    }

    static void RequireSame((string Path, Tensor)[] left, (string Path, Tensor)[] right)
    {
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var (l, r) = (left.ElementAtOrDefault(i).Path, right.ElementAtOrDefault(i).Path);
            if (l != r) throw new ShapeException($"the trees differ in structure: {l ?? "the end"} on the left, {r ?? "the end"} on the right");
        }
    }
}
