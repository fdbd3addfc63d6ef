using Functional.Primitives;

namespace Functional;

/// <summary>Access by indices that differ across a batch.</summary>
internal static class BatchedIndices
{
    /// <summary>[n, a…, k, b…] at [n, i…] gives [n, a…, i…, b…].</summary>
    internal static Tensor Gather(Gather op, Tensor x, Tensor indices)
    {
        var front = Operations.MoveAxis(x, op.Axis + 1, 1);
        var taken = new Gather(0).Apply(Batching.Joined(front), Places(op with { Axis = 0 }, indices, front.Shape[1]));
        return MoveAxes(taken, indices.Rank - 1, from: 1, to: op.Axis + 1);
    }

    /// <summary>[n, a…, i…, b…] at [n, i…] gives [n, a…, extent, b…].</summary>
    internal static Tensor Scatter(Scatter op, Tensor updates, Tensor indices)
    {
        var (n, front) = (indices.Shape[0], MoveAxes(updates, indices.Rank - 1, from: op.Axis + 1, to: 1));
        var sums = new Scatter(0, n * op.Extent).Apply(front, Places(new(0, "Scatter"), indices, op.Extent));
        return Operations.MoveAxis(Batching.Parted(sums, n), 1, op.Axis + 1);
    }

    /// <summary>Indices of a joined batch [n, …] of parts of one size as indices within each part.</summary>
    internal static Tensor Within(Tensor joined, int size) => joined - Starts(joined, size);

    /// <summary>Indices [n, i…] of an axis of each value as indices of the joined axis of all.</summary>
    static Tensor Places(Gather op, Tensor indices, int extent)
    {
        // Taken from all places in order, an index that counts from the end becomes one that does not, and one out of range is found.
        return op.Apply(Tensor.Arange(extent), indices) + Starts(indices, extent);
    }

    /// <summary>Where each value begins in the joined axis, for tensors of the rank of x.</summary>
    static Tensor Starts(Tensor x, int extent) => Operations.Reshape(Tensor.Arange(x.Shape[0]) * extent, [x.Shape[0], .. Enumerable.Repeat(1, x.Rank - 1)]);

    /// <summary>Moves so many neighbouring axes together and keeps the order of the rest.</summary>
    static Tensor MoveAxes(Tensor x, int count, int from, int to)
    {
        var axes = Enumerable.Range(0, x.Rank).ToList();
        var moved = axes.GetRange(from, count);
        axes.RemoveRange(from, count);
        axes.InsertRange(to, moved);
        return Operations.Permute(x, [.. axes]);
    }
}
