namespace Functional;

/// <summary>
/// A type whose values hold tensors at named places, its leaves. Tensors, tuples, arrays, immutable collections and records are trees by
/// themselves; <see cref="TreeAttribute"/> writes this interface for a record, and another type becomes a tree by implementing it.
/// </summary>
public interface ITree<TSelf>
{
    /// <summary>Shows every part that may hold tensors, in an order that only the structure decides.</summary>
    void Visit(LeafVisitor visitor);

    /// <summary>The same structure with other leaves: every part that <see cref="Visit"/> shows, mapped in that order.</summary>
    TSelf Map(LeafMapper mapper);
}
