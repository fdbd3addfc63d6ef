namespace Functional.Solvers;

/// <summary>A tree of float32 or float64 tensors as one vector, and back: the methods themselves know vectors alone.</summary>
internal sealed class Packing<TX>
{
    readonly string operation;
    readonly TX tree;
    readonly IReadOnlyList<Tensor> leaves;

    internal Packing(string operation, TX tree)
    {
        (this.operation, this.tree, leaves) = (operation, tree, Tree.Leaves(tree));
        Tree.RequireLeaves(operation, tree);
        foreach (var leaf in leaves)
        {
            if (leaf.DType is not (DType.Float32 or DType.Float64))
                throw new DTypeException($"{operation}: an unknown is {leaf.DType.Name()}, not float32 or float64: convert it with Cast");
            if (leaf.DType != leaves[0].DType)
                throw new DTypeException($"{operation}: the unknowns are {leaves[0].DType.Name()} and {leaf.DType.Name()}: convert one with Cast");
        }
    }

    internal Tensor Start => Pack(leaves);

    /// <summary>The tree whose elements in order are those of the vector.</summary>
    internal TX Unpack(Tensor vector)
    {
        if (leaves.Count == 1) return Tree.Rebuild(tree, [vector.Reshape(leaves[0].Shape)]);
        var parts = Operations.Split(vector, 0, [.. leaves.Select(leaf => leaf.Size)]);
        return Tree.Rebuild(tree, [.. parts.Zip(leaves, (part, leaf) => part.Reshape(leaf.Shape))]);
    }

    /// <summary>The vector of a tree like this one, such as a derivative or a residual.</summary>
    internal Tensor Pack(TX other, string what) => Pack(Tree.Leaves(Tree.Zip(tree, other, (x, y)
        => x.Shape != y.Shape ? throw new ShapeException($"{operation}: an unknown is {x.Shape}, {what} there is {y.Shape}: shapes differ")
        : x.DType != y.DType ? throw new DTypeException($"{operation}: an unknown is {x.DType.Name()}, {what} there is {y.DType.Name()}: convert one with Cast")
        : y)));

    /// <summary>A function of trees as one of vectors.</summary>
    internal Func<Tensor, Tensor> Field(Func<TX, TX> f, string what) => x => Pack(f(Unpack(x)), what);

    static Tensor Pack(IReadOnlyList<Tensor> leaves)
        => leaves.Count == 1 ? Operations.Ravel(leaves[0]) : Operations.Concat(0, [.. leaves.Select(Operations.Ravel)]);
}
