namespace Functional;

/// <summary>
/// A type whose values hold tensors at named places, its leaves. Tensors, tuples, arrays, immutable arrays and dictionaries, and records
/// are trees by themselves; another type becomes one by this interface.
/// </summary>
public interface ITree<TSelf> where TSelf : ITree<TSelf>
{
    /// <summary>The leaves in an order that only the structure decides, each with its path.</summary>
    IEnumerable<(string Path, Tensor Leaf)> Leaves();

    /// <summary>The same structure with other leaves, taken from <paramref name="next"/> in the order of <see cref="Leaves"/>.</summary>
    TSelf Rebuild(Func<Tensor> next);
}
