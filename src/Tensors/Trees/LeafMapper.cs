using System.Diagnostics.CodeAnalysis;

namespace Functional;

/// <summary>Applies a function to the leaves of a tree, part by part, in the order in which a <see cref="LeafVisitor"/> sees them.</summary>
public sealed class LeafMapper
{
    readonly Func<Tensor, Tensor> function;

    internal LeafMapper(Func<Tensor, Tensor> function) => this.function = function;

    /// <summary>What a leaf becomes.</summary>
    public Tensor Leaf(Tensor leaf) => function(leaf);

    /// <summary>What a part that is a leaf, or nothing, becomes.</summary>
    [return: NotNullIfNotNull(nameof(leaf))]
    public Tensor? Part(Tensor? leaf) => leaf is null ? null : function(leaf);

    /// <summary>What a part that is a tree becomes.</summary>
    public T Part<T>(T part) => Tree<T>.Witness.Map(part, this);

    /// <summary>What a part that is a tree by the given witness becomes.</summary>
    public T Part<T>(T part, Tree<T> tree) => tree.Map(part, this);
}
