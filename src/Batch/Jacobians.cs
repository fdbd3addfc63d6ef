namespace Functional;

/// <summary>Whole derivatives: one derivative along a direction, mapped over all directions.</summary>
public static partial class BatchMode
{
    /// <summary>How many elements of directions, or of derivatives along them, are computed at a time.</summary>
    const int LargestChunk = 1 << 22;

    /// <summary>
    /// The Jacobian of a function [s…] → [t…], a tensor [t…, s…], by forward mode: the derivatives along all elements of the argument.
    /// The better choice where the argument has fewer elements than the result; the function is called once more than there are chunks.
    /// </summary>
    /// <param name="f">A function of a float32 or float64 tensor.</param>
    /// <param name="chunk">How many directions at a time; by default as many as have 2²² elements together.</param>
    public static Func<Tensor, Tensor> JacobianForward(Func<Tensor, Tensor> f, int? chunk = null)
        => x => Columns("JacobianForward", f, x, Float("JacobianForward", f(x)).Size, chunk);

    /// <summary>Of a function of any tree: in place of each leaf [s…] the Jacobian in it, [t…, s…].</summary>
    public static Func<TX, TX> JacobianForward<TX>(Func<TX, Tensor> f, int? chunk = null) => x =>
    {
        var leaves = Tree.Leaves(x);
        Tree.RequireLeaves("JacobianForward", x);
        return Tree.Rebuild(x, [.. leaves.Select((leaf, i) => JacobianForward(leaf => f(With(i, leaf)), chunk)(leaf))]);

        TX With(int place, Tensor leaf) => Tree.Rebuild(x, [.. leaves.Take(place), leaf, .. leaves.Skip(place + 1)]);
    };

    /// <summary>
    /// The Jacobian of a function [s…] → [t…], a tensor [t…, s…], by reverse mode: the pullbacks of all elements of the result.
    /// The better choice where the result has fewer elements than the argument; the function is called once.
    /// </summary>
    /// <param name="f">A function of a float32 or float64 tensor.</param>
    /// <param name="chunk">How many pullbacks at a time; by default as many as have 2²² elements together.</param>
    public static Func<Tensor, Tensor> JacobianReverse(Func<Tensor, Tensor> f, int? chunk = null) => JacobianReverse<Tensor>(f, chunk);

    /// <summary>Of a function of any tree: in place of each leaf [s…] the Jacobian in it, [t…, s…].</summary>
    public static Func<TX, TX> JacobianReverse<TX>(Func<TX, Tensor> f, int? chunk = null) => x =>
    {
        var (y, pullback) = Differentiation.Vjp("JacobianReverse", f, x);
        var rows = Along("JacobianReverse", pullback, Float("JacobianReverse", y), Tree.Leaves(x).Max(leaf => leaf.Size), chunk);
        return Tree.Map(rows, row => Operations.Reshape(row, [.. y.Shape, .. row.Shape.Skip(1)]));
    };

    /// <summary>
    /// The second derivatives of a function [s…] → [], a tensor [s…, s…], forward over reverse. Where they are only multiplied by
    /// vectors, <see cref="HessianVector{TX}"/> does without them.
    /// </summary>
    /// <param name="f">A function of a float32 or float64 tensor with a scalar result.</param>
    /// <param name="chunk">How many rows at a time; by default as many as have 2²² elements together.</param>
    public static Func<Tensor, Tensor> Hessian(Func<Tensor, Tensor> f, int? chunk = null)
        => x => Columns("Hessian", x => Differentiation.Gradient("Hessian", f, x).Gradient, x, x.Size, chunk);

    /// <summary>
    /// The product of the Hessian of f at x and v, without the Hessian: the derivative of the gradient along v
    /// (B. Pearlmutter 1994, "Fast Exact Multiplication by the Hessian").
    /// </summary>
    /// <param name="f">A function of any tree with a scalar result.</param>
    /// <param name="x">A tree of float32 or float64 tensors.</param>
    /// <param name="v">A tree of the same structure, shapes and element types, and so is the product.</param>
    public static TX HessianVector<TX>(Func<TX, Tensor> f, TX x, TX v)
        => Tangent.Along("HessianVector", x => Differentiation.Gradient("HessianVector", f, x).Gradient, x, v).Tangent;

    /// <summary>The derivatives of f along all elements of x as the last axes, [t…, s…].</summary>
    static Tensor Columns(string operation, Func<Tensor, Tensor> f, Tensor x, int resultSize, int? chunk)
    {
        var columns = Along(operation, dx => Tangent.Along(operation, f, x, dx).Tangent, x, resultSize, chunk);
        var (size, result) = (x.Rank, columns.Rank - 1);
        return Operations.Permute(
            Operations.Reshape(columns, [.. x.Shape, .. columns.Shape.Skip(1)]), [.. Enumerable.Range(size, result), .. Enumerable.Range(0, size)]);
    }

    /// <summary>A linear function of all elements of the standard basis of tensors like x, [size, …], chunk by chunk.</summary>
    static TY Along<TY>(string operation, Func<Tensor, TY> linear, Tensor x, int resultSize, int? chunk)
    {
        var step = chunk ?? Math.Max(1, LargestChunk / Math.Max(1, Math.Max(x.Size, resultSize)));
        if (step < 1) throw new ArgumentOutOfRangeException(nameof(chunk), $"{operation}: a chunk of {step} directions leads nowhere: it is at least 1");
        var (map, parts, start) = (Vmap(linear), new List<TY>(), 0);
        do parts.Add(map(Basis(x, start, Math.Min(step, x.Size - start))));
        while ((start += step) < x.Size);
        var leaves = parts.Select(part => Tree.Leaves(part)).ToArray();
        return Tree.Rebuild(parts[0], [.. leaves[0].Select((_, i) => Operations.Concat(0, [.. leaves.Select(part => part[i])]))]);
    }

    /// <summary>The elements start, start + 1, … of the standard basis, so many of them.</summary>
    static Tensor Basis(Tensor x, int start, int count)
        => Operations.Reshape(Tensor.OneHot(Tensor.Arange(start, start + count), x.Size, x.DType), [count, .. x.Shape]);

    static Tensor Float(string operation, Tensor y)
        => y.DType.IsFloat() ? y : throw new DTypeException($"{operation}: the function returns {y.DType.Name()}, not float32 or float64");
}
