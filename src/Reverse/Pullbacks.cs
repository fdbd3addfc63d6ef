using Functional.Primitives;
using static Functional.Operations;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>The page of reverse mode: the cotangents of the inputs of each primitive, once for all that want one; nothing where they are zero.</summary>
internal sealed class Pullbacks : IRules<Backward, Cotangents>
{
    internal static readonly Pullbacks Rules = new();

    // elementwise: the Jacobian is diagonal, its own transpose
    public Cotangents Map(Map op, Backward b) => b.Each(op, static (op, input, in b) => op.Chain(input, b.DY, b.X, b.Y));
    public Cotangents Select(Select op, Backward b) => new(null, b.Wants(1) ? Where(b.X[0], b.DY, 0) : null, b.Wants(2) ? Where(b.X[0], 0, b.DY) : null);
    public Cotangents Cast(Cast op, Backward b) => b.X[0].DType.IsFloat() ? Operations.Cast(b.DY, b.X[0].DType) : null;

    // linear: the transpose
    public Cotangents Broadcast(Broadcast op, Backward b) => SumTo(b.DY, b.X[0].Shape);
    public Cotangents Reshape(Reshape op, Backward b) => Operations.Reshape(b.DY, b.X[0].Shape);
    public Cotangents Permute(Permute op, Backward b) => op.Inverse().Apply(b.DY);
    public Cotangents Slice(Slice op, Backward b) => op.Embed(b.DY, b.X[0].Shape);
    public Cotangents Pad(Pad op, Backward b) => op.Extract(b.DY, b.X[0].Shape);
    public Cotangents Concat(Concat op, Backward b) => b.Each(op, static (op, input, in b) => SliceAxis(b.DY, op.Axis, new(op.Start(b.X, input), b.X[input].Shape[op.Axis])));
    public Cotangents Gather(Gather op, Backward b) => new Scatter(op.Axis, b.X[0].Shape[op.Axis]).Apply(b.DY, b.X[1]);
    public Cotangents Scatter(Scatter op, Backward b) => new Gather(op.Axis).Apply(b.DY, b.X[1]);
    public Cotangents Sum(Sum op, Backward b) => op.Spread(b.DY, b.X[0].Shape);
    public Cotangents Transfer(Transfer op, Backward b) => op.Transpose().Apply(b.DY);
    public Cotangents CumSum(CumSum op, Backward b) => Flip(op.Apply(Flip(b.DY, op.Axis)), op.Axis);
    public Cotangents WindowSum(WindowSum op, Backward b) => new WindowSum(WindowTransposes.OfInput(op.Windows, b.X[0].Shape)).Apply(b.DY);

    // linear in each of two inputs
    public Cotangents MatMul(MatMul op, Backward b) => new(b.Wants(0) ? op.Apply(b.DY, b.X[1].T) : null, b.Wants(1) ? op.Apply(b.X[0].T, b.DY) : null);
    public Cotangents Conv(Conv op, Backward b)
        => new(b.Wants(0) ? ConvTransposes.OfImages(op, b.X, b.DY) : null, b.Wants(1) ? ConvTransposes.OfFilters(op, b.X, b.DY) : null);

    // A·X = B: with Aᵀ·B̄ = X̄ the cotangent of A is −B̄·Xᵀ
    public Cotangents TriangularSolve(TriangularSolve op, Backward b)
        => op.Transpose().Apply(b.X[0].T, b.DY) is var db ? new(b.Wants(0) ? -op.Part(db.MatMul(b.Y.T)) : null, db) : default;
    public Cotangents Solve(Solve op, Backward b)
        => op.Apply(b.X[0].T, b.DY) is var db ? new(b.Wants(0) ? -db.MatMul(b.Y.T) : null, db) : default;

    // factors of matrices
    public Cotangents Cholesky(Cholesky op, Backward b) => FactorPullbacks.Cholesky(b.Y, b.DY);
    public Cotangents Qr(Qr op, Backward b) => FactorPullbacks.Qr(b.Y, b.DY);
    public Cotangents Svd(Svd op, Backward b) => FactorPullbacks.Svd(b.Y, b.DY, b.X[0].Shape);
    public Cotangents Svdvals(Svdvals op, Backward b) => Operations.Svd(b.X[0]) is var (u, _, v) ? (u * ExpandDims(b.DY, -2)).MatMul(v.T) : null;
    public Cotangents Eigh(Eigh op, Backward b) => FactorPullbacks.Eigh(b.Y, b.DY);
    public Cotangents Eigvalsh(Eigvalsh op, Backward b) => Operations.Eigh(b.X[0]) is var (_, v) ? (v * ExpandDims(b.DY, -2)).MatMul(v.T) : null;

    // determinants: Jacobi's formula
    public Cotangents Det(Det op, Backward b) => PerMatrix(b.DY) * Primitives.Cofactor.Instance.Apply(b.X[0]);
    public Cotangents Cofactor(Cofactor op, Backward b) => b.Each(op, static (op, input, in b) => op.Along(input, b.DY, b.X));
    public Cotangents LogDet(LogDet op, Backward b) => PerMatrix(b.DY) * Formulas.Inverse(b.X[0], Primitives.Solve.OfLogDet).T;

    // equal extrema share the cotangent
    public Cotangents Extremum(Extremum op, Backward b) => b.DY * op.Shares(b.X[0], b.Y);

    // integers have no cotangent
    public Cotangents ArgExtremum(ArgExtremum op, Backward b) => Cotangents.None;
    public Cotangents ArgSort(ArgSort op, Backward b) => Cotangents.None;
    public Cotangents WindowArgMax(WindowArgMax op, Backward b) => Cotangents.None;
    public Cotangents RandomBits(RandomBits op, Backward b) => Cotangents.None;
}
