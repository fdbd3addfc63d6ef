using System.Collections.Immutable;

namespace Functional;

/// <summary>A tree without its tensors: the places of the leaves, and what else it holds. Two are equal if trees of them differ in their tensors alone.</summary>
public sealed class Structure : IEquatable<Structure>
{
    readonly LeafVisitor visited;

    Structure(LeafVisitor visited) => this.visited = visited;

    /// <summary>The structure of a tree, and its leaves in order.</summary>
    public static (Structure Structure, ImmutableArray<Tensor> Leaves) Of<T>(T tree)
        => LeafVisitor.Whole(tree) is var visited ? (new(visited), visited.Found) : default;

    /// <summary>The path of each leaf, such as <c>.Item1.weight</c>.</summary>
    public IReadOnlyList<string> Paths => visited.Paths();

    /// <summary>Whether the other one is of the same leaves at the same places, beside equal values.</summary>
    public bool Equals(Structure? other) => other is not null && visited.HasStructureOf(other.visited);

    /// <inheritdoc/>
    public override bool Equals(object? other) => Equals(other as Structure);

    /// <inheritdoc/>
    public override int GetHashCode() => Paths.Count;
}
