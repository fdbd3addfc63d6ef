using static Functional.Operations;
using static Functional.Primitives.Formulas;

namespace Functional.Primitives;

/// <summary>The page of forward mode: the tangent of each primitive's output, or nothing where it is zero.</summary>
internal sealed class Tangents : IRules<Forward, Tensor?>
{
    public static readonly Tangents Rules = new();

    // elementwise: the Jacobian is diagonal
    public Tensor? Map(Map op, Forward f) => f.X.Count == 1 ? Along(op, 0, f) : Add(Along(op, 0, f), Along(op, 1, f));
    public Tensor? Select(Select op, Forward f) => Add(
        f.DX[1] is { } da ? Where(f.X[0], da, 0) : null,
        f.DX[2] is { } db ? Where(f.X[0], 0, db) : null);

    // linear in one input: the same primitive applied to its tangent
    public Tensor? Cast(Cast op, Forward f) => f.X[0].DType.IsFloat() ? op.Apply(f.DX[0]!) : null;
    public Tensor? Broadcast(Broadcast op, Forward f) => op.Apply(f.DX[0]!);
    public Tensor? Reshape(Reshape op, Forward f) => op.Apply(f.DX[0]!);
    public Tensor? Permute(Permute op, Forward f) => op.Apply(f.DX[0]!);
    public Tensor? Slice(Slice op, Forward f) => op.Apply(f.DX[0]!);
    public Tensor? Pad(Pad op, Forward f) => op.WithZeros().Apply(f.DX[0]!);
    public Tensor? Gather(Gather op, Forward f) => op.Apply(f.DX[0]!, f.X[1]);
    public Tensor? Scatter(Scatter op, Forward f) => op.Apply(f.DX[0]!, f.X[1]);
    public Tensor? Sum(Sum op, Forward f) => op.Apply(f.DX[0]!);
    public Tensor? Transfer(Transfer op, Forward f) => op.Apply(f.DX[0]!);
    public Tensor? CumSum(CumSum op, Forward f) => op.Apply(f.DX[0]!);
    public Tensor? WindowSum(WindowSum op, Forward f) => op.Apply(f.DX[0]!);

    // linear in every input together
    public Tensor? Concat(Concat op, Forward f) => op.Apply(Present(f));

    // linear in each of two inputs
    public Tensor? MatMul(MatMul op, Forward f) => Bilinear(op, f);
    public Tensor? Conv(Conv op, Forward f) => Bilinear(op, f);

    // A·X = B: A·dX = dB − dA·X
    public Tensor? TriangularSolve(TriangularSolve op, Forward f) => op.Apply(f.X[0], Add(f.DX[1], f.DX[0] is { } da ? -op.Part(da).MatMul(f.Y) : null)!);
    public Tensor? Solve(Solve op, Forward f) => op.Apply(f.X[0], Add(f.DX[1], f.DX[0] is { } da ? -da.MatMul(f.Y) : null)!);

    // factors of matrices
    public Tensor? Cholesky(Cholesky op, Forward f) => FactorTangents.Cholesky(f.Y, f.DX[0]!);
    public Tensor? Qr(Qr op, Forward f) => FactorTangents.Qr(f.Y, f.DX[0]!);
    public Tensor? Svd(Svd op, Forward f) => FactorTangents.Svd(f.Y, f.DX[0]!);
    public Tensor? Svdvals(Svdvals op, Forward f) => Operations.Svd(f.X[0]) is var (u, _, v) ? Operations.Sum(u * f.DX[0]!.MatMul(v), -2) : null;
    public Tensor? Eigh(Eigh op, Forward f) => FactorTangents.Eigh(f.Y, f.DX[0]!);
    public Tensor? Eigvalsh(Eigvalsh op, Forward f) => Operations.Eigh(f.X[0]) is var (_, v) ? Operations.Sum(v * SymmetricPart(f.DX[0]!).MatMul(v), -2) : null;

    // determinants: Jacobi's formula
    public Tensor? Det(Det op, Forward f) => Operations.Sum(Primitives.Cofactor.Instance.Apply(f.X[0]) * f.DX[0]!, -2, -1);
    public Tensor? Cofactor(Cofactor op, Forward f) => Along(op, f);
    public Tensor? LogDet(LogDet op, Forward f) => Trace(Primitives.Solve.OfLogDet.Apply(f.X[0], f.DX[0]!));

    // equal extrema share the tangent
    public Tensor? Extremum(Extremum op, Forward f) => new Sum(op.Axes).Apply(f.DX[0]! * op.Shares(f.X[0], f.Y));

    // integers have no tangent
    public Tensor? ArgExtremum(ArgExtremum op, Forward f) => null;
    public Tensor? ArgSort(ArgSort op, Forward f) => null;
    public Tensor? WindowArgMax(WindowArgMax op, Forward f) => null;
    public Tensor? RandomBits(RandomBits op, Forward f) => null;

    static Tensor? Along(Map op, int input, Forward f) => f.DX[input] is { } d ? op.Chain(input, d, f.X, f.Y) : null;

    static Tensor? Along(Cofactor op, Forward f)
    {
        var sum = default(Tensor);
        for (var i = 0; i < f.X.Count; i++)
            if (f.DX[i] is { } d) sum = Add(sum, op.Along(i, d, f.X));
        return sum;
    }

    static Tensor? Bilinear(Primitive op, Forward f) => Add(
        f.DX[0] is { } da ? op.Apply(da, f.X[1]) : null,
        f.DX[1] is { } db ? op.Apply(f.X[0], db) : null);

    /// <summary>The tangents of inputs that must all be there, zeros for those that are absent.</summary>
    static Few<Tensor> Present(Forward f)
    {
        var tangents = new Tensor[f.X.Count];
        for (var i = 0; i < tangents.Length; i++) tangents[i] = f.DX[i] ?? Tensor.ZerosLike(f.X[i]);
        return new(tangents);
    }

    /// <summary>The sum of what is present.</summary>
    static Tensor? Add(Tensor? a, Tensor? b) => a is null ? b : b is null ? a : a + b;
}
