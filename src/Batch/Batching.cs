using Functional.Primitives;

namespace Functional;

/// <summary>What a batching rule is given: the inputs as the function sees them, and as they are for the whole batch.</summary>
internal readonly record struct Batched(BatchScope Scope, Few<Tensor> X)
{
    /// <summary>The extent of the hidden axis, which is the first.</summary>
    internal int Size => Scope.Size;

    /// <summary>An input for the whole batch, [size, shape…].</summary>
    internal Tensor this[int input] => Scope.Stacked(X[input]);

    /// <summary>All inputs for the whole batch.</summary>
    internal Few<Tensor> All => X.Select(Scope, static (scope, x) => scope.Stacked(x));

    internal bool Differs(int input) => Scope.Differs(X[input]);
}

/// <summary>The page of batches: each primitive's output for all values of a hidden first axis, by primitives one level below.</summary>
internal sealed class Batching : IRules<Batched, Tensor>
{
    internal static readonly Batching Rules = new();

    // elementwise: one pass over the whole batch
    public Tensor Map(Map op, Batched l) => op.Apply(l.All);
    public Tensor Select(Select op, Batched l) => op.Apply(l[0], l[1], l[2]);
    public Tensor Cast(Cast op, Batched l) => op.Apply(l[0]);
    public Tensor Transfer(Transfer op, Batched l) => op.Apply(l[0]);

    // axes: each moves back by one
    public Tensor Broadcast(Broadcast op, Batched l) => Operations.Broadcast(Aligned(l, op.To.Rank), [l.Size, .. op.To]);
    public Tensor Reshape(Reshape op, Batched l) => Operations.Reshape(l[0], [l.Size, .. op.To]);
    public Tensor Permute(Permute op, Batched l) => new Permute([0, .. Behind(op.Axes)]).Apply(l[0]);
    public Tensor Slice(Slice op, Batched l) => new Slice([new(0, l.Size), .. op.Runs]).Apply(l[0]);
    public Tensor Pad(Pad op, Batched l) => (op with { Paddings = [default, .. op.Paddings] }).Apply(l[0]);
    public Tensor Concat(Concat op, Batched l) => new Concat(op.Axis + 1).Apply(l.All);
    public Tensor Sum(Sum op, Batched l) => (op with { Axes = [.. Behind(op.Axes)] }).Apply(l[0]);
    public Tensor CumSum(CumSum op, Batched l) => new CumSum(op.Axis + 1).Apply(l[0]);
    public Tensor Extremum(Extremum op, Batched l) => (op with { Axes = [.. Behind(op.Axes)] }).Apply(l[0]);
    public Tensor ArgExtremum(ArgExtremum op, Batched l) => (op with { Axis = op.Axis + 1 }).Apply(l[0]);

    // the last axes, whatever is in front of them
    public Tensor ArgSort(ArgSort op, Batched l) => op.Apply(l[0]);
    public Tensor RandomBits(RandomBits op, Batched l) => op.Apply(l.All);
    public Tensor Cholesky(Cholesky op, Batched l) => op.Apply(l[0]);
    public Tensor Qr(Qr op, Batched l) => op.Apply(l[0]);
    public Tensor Svd(Svd op, Batched l) => op.Apply(l[0]);
    public Tensor Svdvals(Svdvals op, Batched l) => op.Apply(l[0]);
    public Tensor Eigh(Eigh op, Batched l) => op.Apply(l[0]);
    public Tensor Eigvalsh(Eigvalsh op, Batched l) => op.Apply(l[0]);
    public Tensor Det(Det op, Batched l) => op.Apply(l[0]);
    public Tensor Cofactor(Cofactor op, Batched l) => op.Apply(l.All);
    public Tensor LogDet(LogDet op, Batched l) => op.Apply(l[0]);

    // equations: a matrix that does not differ is eliminated once
    public Tensor TriangularSolve(TriangularSolve op, Batched l) => Solved(op, l);
    public Tensor Solve(Solve op, Batched l) => Solved(op, l);

    // products: a factor that does not differ is multiplied once
    public Tensor MatMul(MatMul op, Batched l) => l switch
    {
        _ when l.X[0].Rank > 2 || l.Differs(0) && l.Differs(1) => op.Apply(l[0], l[1]),
        _ when l.Differs(0) => BatchedProducts.OfRows(l[0], l.X[1]),
        _ => BatchedProducts.OfRows(l[1].T, l.X[0].T).T,
    };
    public Tensor Conv(Conv op, Batched l) => (l.Differs(0), l.Differs(1)) switch
    {
        (true, false) => BatchedProducts.OfImages(op, l[0], l.X[1]),
        (false, true) => BatchedProducts.OfFilters(op, l.X[0], l[1]),
        _ => BatchedProducts.OfBoth(op, l[0], l[1]),
    };

    // windows: the batch joins that of the images
    public Tensor WindowSum(WindowSum op, Batched l) => Parted(op.Apply(Joined(l[0])), l.Size);
    public Tensor WindowArgMax(WindowArgMax op, Batched l) => BatchedIndices.Within(Parted(op.Apply(Joined(l[0])), l.Size), l.X[0].Size);

    // indices: those that differ name places in the flattened batch
    public Tensor Gather(Gather op, Batched l) => (l.Differs(0), l.Differs(1)) switch
    {
        (true, false) => new Gather(op.Axis + 1).Apply(l[0], l.X[1]),
        (false, true) => Operations.MoveAxis(op.Apply(l.X[0], l[1]), op.Axis, 0),
        _ => BatchedIndices.Gather(op, l[0], l[1]),
    };
    public Tensor Scatter(Scatter op, Batched l) => l.Differs(1)
        ? BatchedIndices.Scatter(op, l[0], l[1])
        : (op with { Axis = op.Axis + 1 }).Apply(l[0], l.X[1]);

    static Tensor Solved(Primitive op, Batched l)
        => l.Differs(0) || l.X[0].Rank > 2 ? op.Apply(l[0], l[1]) : Formulas.SolveOnce(op, l.X[0], l[1]);

    /// <summary>[size, a, …] as [size · a, …].</summary>
    internal static Tensor Joined(Tensor x) => Operations.Reshape(x, [x.Shape[0] * x.Shape[1], .. x.Shape.Skip(2)]);

    /// <summary>[size · a, …] as [size, a, …].</summary>
    internal static Tensor Parted(Tensor x, int size) => Operations.Reshape(x, [size, x.Shape[0] / size, .. x.Shape.Skip(1)]);

    /// <summary>An input of a lower rank with axes of extent 1 between the hidden axis and its own.</summary>
    static Tensor Aligned(Batched l, int rank) => Operations.Reshape(l[0], [l.Size, .. Enumerable.Repeat(1, rank - l.X[0].Rank), .. l.X[0].Shape]);

    static IEnumerable<int> Behind(Sequence<int> axes) => axes.Select(axis => axis + 1);
}
