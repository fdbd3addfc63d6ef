namespace Functional;

/// <summary>
/// Which axis of a tensor runs over a batch: one number for all tensors of a tree, which may count from the end, or one for each
/// (<see cref="Of"/>). The default is 0. <c>null</c> stands for none: the tensor is the same for the whole batch.
/// </summary>
public readonly struct BatchAxes
{
    readonly int axis;
    readonly bool none;
    readonly int?[]? each;

    BatchAxes(int axis, bool none, int?[]? each) => (this.axis, this.none, this.each) = (axis, none, each);

    /// <summary>The same axis of every tensor; null for none.</summary>
    public static implicit operator BatchAxes(int? axis) => new(axis ?? 0, axis is null, null);

    /// <summary>An axis for each tensor of a tree, in the order of <see cref="Tree.Leaves"/>.</summary>
    public static BatchAxes Of(params ReadOnlySpan<int?> each) => new(0, false, each.ToArray());

    /// <summary>The axes of the leaves of a tree, in the order of <see cref="Tree.Leaves"/>; null for a leaf that has none.</summary>
    /// <exception cref="ShapeException">They are given one by one, and the tree has more or fewer leaves.</exception>
    public int?[] For<T>(T tree)
    {
        var count = Tree.Leaves(tree).Length;
        if (each is null) return [.. Enumerable.Repeat(none ? default(int?) : axis, count)];
        return each.Length == count ? each : throw new ShapeException($"Vmap: {each.Length} axes are given for {count} tensors");
    }
}
