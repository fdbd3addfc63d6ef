namespace Functional.Nn;

/// <summary>
/// Some examples and their targets, [n, …] each: all that are given, or those that integers choose. They are cut out when they are asked for,
/// which in a step of <see cref="Training.Fold"/> leaves the arrays to the loop.
/// </summary>
[Tree]
public sealed partial record Batch(Tensor Examples, Tensor Targets, Tensor? Chosen = null)
{
    /// <summary>The examples of this batch.</summary>
    public Tensor X => Chosen is null ? Examples : Operations.Gather(Examples, Chosen);

    /// <summary>Their targets.</summary>
    public Tensor Y => Chosen is null ? Targets : Operations.Gather(Targets, Chosen);
}

/// <summary>How a data set is cut into batches; the last one holds what remains.</summary>
public static class Batches
{
    /// <summary>Batches of examples in random order, every example once.</summary>
    /// <exception cref="ShapeException">There are not as many targets as examples.</exception>
    public static IEnumerable<Batch> Shuffled(Key key, Tensor x, Tensor y, int size)
    {
        if (x.Rank == 0 || y.Rank == 0 || x.Shape[0] != y.Shape[0]) throw new ShapeException($"Batches: examples are {x.Shape}, targets are {y.Shape}: their numbers differ");
        var order = key.Permutation(x.Shape[0]);
        return InOrder(x.Shape[0], size).Select(range => new Batch(x, y, order[range]));
    }

    /// <summary>The ranges of batches in the order of the examples.</summary>
    public static IEnumerable<Range> InOrder(int count, int size)
        => Enumerable.Range(0, Count(count, size)).Select(i => (i * size)..(i * size + Math.Min(size, count - i * size)));

    /// <summary>The number of batches.</summary>
    public static int Count(int count, int size)
        => size >= 1 ? count / size + (count % size > 0 ? 1 : 0)
        : throw new ArgumentOutOfRangeException(nameof(size), $"Batches: a batch of {size} examples");
}
