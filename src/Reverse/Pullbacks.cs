using Functional.Primitives;
using static Functional.Operations;

namespace Functional;

/// <summary>
/// What a pullback is given: which input's cotangent is asked for, the inputs x, the output y and its cotangent dy.
/// x and y have values only where the primitive's <see cref="Primitive.Reads"/> lists them; shapes always.
/// </summary>
internal readonly record struct Backward(int Input, Few<Tensor> X, Tensor Y, Tensor DY);

/// <summary>The page of reverse mode: the cotangent of one input of each primitive, or nothing where it is zero.</summary>
internal sealed class Pullbacks : IRules<Backward, Tensor?>
{
    internal static readonly Pullbacks Rules = new();

    // elementwise: the Jacobian is diagonal, its own transpose
    public Tensor? Map(Map op, Backward b) => op.Chain(b.Input, b.DY, b.X, b.Y);
    public Tensor? Select(Select op, Backward b) => b.Input switch { 1 => Where(b.X[0], b.DY, 0), 2 => Where(b.X[0], 0, b.DY), _ => null };
    public Tensor? Cast(Cast op, Backward b) => b.X[0].DType.IsFloat() ? Operations.Cast(b.DY, b.X[0].DType) : null;

    // linear: the transpose
    public Tensor? Broadcast(Broadcast op, Backward b) => SumTo(b.DY, b.X[0].Shape);
    public Tensor? Reshape(Reshape op, Backward b) => Operations.Reshape(b.DY, b.X[0].Shape);
    public Tensor? Permute(Permute op, Backward b) => op.Inverse().Apply(b.DY);
    public Tensor? Slice(Slice op, Backward b) => op.Embed(b.DY, b.X[0].Shape);
    public Tensor? Pad(Pad op, Backward b) => op.Extract(b.DY, b.X[0].Shape);
    public Tensor? Concat(Concat op, Backward b) => SliceAxis(b.DY, op.Axis, new(op.Start(b.X, b.Input), b.X[b.Input].Shape[op.Axis]));
    public Tensor? Gather(Gather op, Backward b) => b.Input == 0 ? new Scatter(op.Axis, b.X[0].Shape[op.Axis]).Apply(b.DY, b.X[1]) : null;
    public Tensor? Scatter(Scatter op, Backward b) => b.Input == 0 ? new Gather(op.Axis).Apply(b.DY, b.X[1]) : null;
    public Tensor? Sum(Sum op, Backward b) => Operations.Broadcast(b.DY, b.X[0].Shape);
    public Tensor? Transfer(Transfer op, Backward b) => op.Transposed.Apply(b.DY);
    public Tensor? CumSum(CumSum op, Backward b) => Flip(op.Apply(Flip(b.DY, op.Axis)), op.Axis);
    public Tensor? WindowSum(WindowSum op, Backward b) => new WindowSum(WindowTransposes.OfInput(op.Windows, b.X[0].Shape)).Apply(b.DY);

    // linear in each of two inputs
    public Tensor? MatMul(MatMul op, Backward b) => b.Input == 0 ? op.Apply(b.DY, b.X[1].T) : op.Apply(b.X[0].T, b.DY);
    public Tensor? Conv(Conv op, Backward b) => b.Input == 0 ? ConvTransposes.OfImages(op, b.X, b.DY) : ConvTransposes.OfFilters(op, b.X, b.DY);

    // A·X = B: with Aᵀ·B̄ = X̄ the cotangent of A is −B̄·Xᵀ
    public Tensor? TriangularSolve(TriangularSolve op, Backward b)
        => op.Transposed.Apply(b.X[0].T, b.DY) is var db && b.Input == 1 ? db : -op.Part(db.MatMul(b.Y.T));
    public Tensor? Solve(Solve op, Backward b) => op.Apply(b.X[0].T, b.DY) is var db && b.Input == 1 ? db : -db.MatMul(b.Y.T);

    // factors of matrices
    public Tensor? Cholesky(Cholesky op, Backward b) => FactorPullbacks.Cholesky(b.Y, b.DY);
    public Tensor? Qr(Qr op, Backward b) => FactorPullbacks.Qr(b.Y, b.DY);
    public Tensor? Svd(Svd op, Backward b) => FactorPullbacks.Svd(b.Y, b.DY, b.X[0].Shape);
    public Tensor? Svdvals(Svdvals op, Backward b) => Operations.Svd(b.X[0]) is var (u, _, v) ? (u * ExpandDims(b.DY, -2)).MatMul(v.T) : null;
    public Tensor? Eigh(Eigh op, Backward b) => FactorPullbacks.Eigh(b.Y, b.DY);
    public Tensor? Eigvalsh(Eigvalsh op, Backward b) => Operations.Eigh(b.X[0]) is var (_, v) ? (v * ExpandDims(b.DY, -2)).MatMul(v.T) : null;

    // determinants: Jacobi's formula
    public Tensor? Det(Det op, Backward b) => PerMatrix(b.DY) * Primitives.Cofactor.Instance.Apply(b.X[0]);
    public Tensor? Cofactor(Cofactor op, Backward b) => op.Along(b.Input, b.DY, b.X);
    public Tensor? LogDet(LogDet op, Backward b) => PerMatrix(b.DY) * Inverse(b.X[0], Primitives.Solve.OfLogDet).T;

    // equal extrema share the cotangent
    public Tensor? Extremum(Extremum op, Backward b) => b.DY * op.Shares(b.X[0], b.Y);

    // integers have no cotangent
    public Tensor? ArgExtremum(ArgExtremum op, Backward b) => null;
    public Tensor? ArgSort(ArgSort op, Backward b) => null;
    public Tensor? WindowArgMax(WindowArgMax op, Backward b) => null;
    public Tensor? RandomBits(RandomBits op, Backward b) => null;
}
