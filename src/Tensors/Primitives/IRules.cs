namespace Functional.Primitives;

/// <summary>
/// The page of an interpretation: one rule per primitive, so that a missing rule does not compile.
/// <typeparamref name="TCall"/> is what a rule is given, <typeparamref name="TResult"/> what it answers.
/// </summary>
public interface IRules<TCall, TResult>
{
    // elementwise
    TResult Map(Map op, TCall call);
    TResult Select(Select op, TCall call);
    TResult Cast(Cast op, TCall call);

    // layout
    TResult Broadcast(Broadcast op, TCall call);
    TResult Reshape(Reshape op, TCall call);
    TResult Permute(Permute op, TCall call);
    TResult Slice(Slice op, TCall call);
    TResult Pad(Pad op, TCall call);
    TResult Concat(Concat op, TCall call);
    TResult Gather(Gather op, TCall call);
    TResult Scatter(Scatter op, TCall call);

    // devices
    TResult Transfer(Transfer op, TCall call);

    // reduction and order
    TResult Sum(Sum op, TCall call);
    TResult CumSum(CumSum op, TCall call);
    TResult Extremum(Extremum op, TCall call);
    TResult ArgExtremum(ArgExtremum op, TCall call);
    TResult ArgSort(ArgSort op, TCall call);

    // contraction and windows
    TResult MatMul(MatMul op, TCall call);
    TResult Conv(Conv op, TCall call);
    TResult WindowSum(WindowSum op, TCall call);
    TResult WindowArgMax(WindowArgMax op, TCall call);

    // linear algebra
    TResult TriangularSolve(TriangularSolve op, TCall call);
    TResult Solve(Solve op, TCall call);
    TResult Cholesky(Cholesky op, TCall call);
    TResult Qr(Qr op, TCall call);
    TResult Svd(Svd op, TCall call);
    TResult Svdvals(Svdvals op, TCall call);
    TResult Eigh(Eigh op, TCall call);
    TResult Eigvalsh(Eigvalsh op, TCall call);
    TResult Det(Det op, TCall call);
    TResult Cofactor(Cofactor op, TCall call);
    TResult LogDet(LogDet op, TCall call);

    // randomness
    TResult RandomBits(RandomBits op, TCall call);
}
