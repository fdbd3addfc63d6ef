namespace Functional.Primitives;

/// <summary>
/// The page of an interpretation: one rule per primitive, so that a missing rule does not compile.
/// <typeparamref name="TCall"/> is what a rule is given, <typeparamref name="TResult"/> what it answers.
/// </summary>
public interface IRules<TCall, TResult>
{
    // elementwise
    /// <summary>The rule of <see cref="Primitives.Map"/>.</summary>
    TResult Map(Map op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Select"/>.</summary>
    TResult Select(Select op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Cast"/>.</summary>
    TResult Cast(Cast op, TCall call);

    // layout
    /// <summary>The rule of <see cref="Primitives.Broadcast"/>.</summary>
    TResult Broadcast(Broadcast op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Reshape"/>.</summary>
    TResult Reshape(Reshape op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Permute"/>.</summary>
    TResult Permute(Permute op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Slice"/>.</summary>
    TResult Slice(Slice op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Pad"/>.</summary>
    TResult Pad(Pad op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Concat"/>.</summary>
    TResult Concat(Concat op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Gather"/>.</summary>
    TResult Gather(Gather op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Scatter"/>.</summary>
    TResult Scatter(Scatter op, TCall call);

    // devices
    /// <summary>The rule of <see cref="Primitives.Transfer"/>.</summary>
    TResult Transfer(Transfer op, TCall call);

    // reduction and order
    /// <summary>The rule of <see cref="Primitives.Sum"/>.</summary>
    TResult Sum(Sum op, TCall call);
    /// <summary>The rule of <see cref="Primitives.CumSum"/>.</summary>
    TResult CumSum(CumSum op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Extremum"/>.</summary>
    TResult Extremum(Extremum op, TCall call);
    /// <summary>The rule of <see cref="Primitives.ArgExtremum"/>.</summary>
    TResult ArgExtremum(ArgExtremum op, TCall call);
    /// <summary>The rule of <see cref="Primitives.ArgSort"/>.</summary>
    TResult ArgSort(ArgSort op, TCall call);

    // contraction and windows
    /// <summary>The rule of <see cref="Primitives.MatMul"/>.</summary>
    TResult MatMul(MatMul op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Conv"/>.</summary>
    TResult Conv(Conv op, TCall call);
    /// <summary>The rule of <see cref="Primitives.WindowSum"/>.</summary>
    TResult WindowSum(WindowSum op, TCall call);
    /// <summary>The rule of <see cref="Primitives.WindowArgMax"/>.</summary>
    TResult WindowArgMax(WindowArgMax op, TCall call);

    // linear algebra
    /// <summary>The rule of <see cref="Primitives.TriangularSolve"/>.</summary>
    TResult TriangularSolve(TriangularSolve op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Solve"/>.</summary>
    TResult Solve(Solve op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Cholesky"/>.</summary>
    TResult Cholesky(Cholesky op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Qr"/>.</summary>
    TResult Qr(Qr op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Svd"/>.</summary>
    TResult Svd(Svd op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Svdvals"/>.</summary>
    TResult Svdvals(Svdvals op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Eigh"/>.</summary>
    TResult Eigh(Eigh op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Eigvalsh"/>.</summary>
    TResult Eigvalsh(Eigvalsh op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Det"/>.</summary>
    TResult Det(Det op, TCall call);
    /// <summary>The rule of <see cref="Primitives.Cofactor"/>.</summary>
    TResult Cofactor(Cofactor op, TCall call);
    /// <summary>The rule of <see cref="Primitives.LogDet"/>.</summary>
    TResult LogDet(LogDet op, TCall call);

    // randomness
    /// <summary>The rule of <see cref="Primitives.RandomBits"/>.</summary>
    TResult RandomBits(RandomBits op, TCall call);
}
