using Functional.Primitives;

namespace Functional.Cpu;

using In = Few<Tensor>;

/// <summary>The page of the evaluation on the CPU: how to compute each primitive on plain arrays.</summary>
internal sealed class Evaluation : IRules<In, ArrayTensor>
{
    internal static readonly Evaluation Rules = new();

    public ArrayTensor Map(Map op, In x) { op.Infer(x); return op.Kernel(Loops.Rules).Run(x); }

    public ArrayTensor Select(Select op, In x) { op.Infer(x); return Array(x[1]).Run(new SelectKernel((ArrayTensor<bool>)x[0], Array(x[2]))); }

    public ArrayTensor Cast(Cast op, In x) => Conversion.Cast(Array(x[0]), op.To);

    public ArrayTensor Broadcast(Broadcast op, In x) => Views.Broadcast(Array(x[0]), op.Infer(x).Shape);

    public ArrayTensor Reshape(Reshape op, In x) => Views.Reshape(Array(x[0]), op.Infer(x).Shape);

    public ArrayTensor Permute(Permute op, In x) => Views.Permute(Array(x[0]), op.Infer(x).Shape, op.Axes);

    public ArrayTensor Slice(Slice op, In x) => Views.Slice(Array(x[0]), op.Infer(x).Shape, op.Runs);

    public ArrayTensor Pad(Pad op, In x) => Array(x[0]).Run(new PadKernel(op.Infer(x).Shape, op));

    public ArrayTensor Concat(Concat op, In x) => Array(x[0]).Run(new ConcatKernel(op.Infer(x).Shape, op.Axis, x));

    public ArrayTensor Gather(Gather op, In x) => Array(x[0]).Run(new GatherKernel(op.Infer(x).Shape, op, Array(x[1])));

    public ArrayTensor Scatter(Scatter op, In x) => Indexing.Scatter(Array(x[0]), Array(x[1]), op.Infer(x).Shape, op.Axis);

    public ArrayTensor Sum(Sum op, In x) => Reductions.Sum(Array(x[0]), op.Infer(x).Shape, op.Axes);

    public ArrayTensor CumSum(CumSum op, In x) => RunningSums.Of(Array(x[0]), op.Infer(x).Shape, op.Axis);

    public ArrayTensor Extremum(Extremum op, In x) => Reductions.Extremum(Array(x[0]), op.Infer(x).Shape, op);

    public ArrayTensor ArgExtremum(ArgExtremum op, In x) => Sorting.ArgExtremum(Array(x[0]), op.Infer(x).Shape, op);

    public ArrayTensor ArgSort(ArgSort op, In x) => Sorting.ArgSort(Array(x[0]), op.Infer(x).Shape);

    public ArrayTensor MatMul(MatMul op, In x) => Contractions.MatMul(Array(x[0]), Array(x[1]), op.Infer(x).Shape);

    public ArrayTensor Conv(Conv op, In x) => WindowKernels.Conv(Array(x[0]), Array(x[1]), op.Infer(x).Shape, op);

    public ArrayTensor WindowSum(WindowSum op, In x) => WindowKernels.Sum(Array(x[0]), op.Infer(x).Shape, op.Windows);

    public ArrayTensor WindowArgMax(WindowArgMax op, In x) => WindowKernels.ArgMax(Array(x[0]), op.Infer(x).Shape, op.Windows);

    public ArrayTensor TriangularSolve(TriangularSolve op, In x) => Matrices.Run(new TriangularSolveKernel(op.Triangle), op.Operation, x, op.Infer(x).Shape);

    public ArrayTensor Solve(Solve op, In x) => Matrices.Run(new SolveKernel(), op.Operation, x, op.Infer(x).Shape);

    public ArrayTensor Cholesky(Cholesky op, In x) => Matrices.Run(new CholeskyKernel(), "Cholesky", x, op.Infer(x).Shape);

    public ArrayTensor Qr(Qr op, In x) => Matrices.Run(new QrKernel(), "Qr", x, op.Infer(x).Shape);

    public ArrayTensor Svd(Svd op, In x) => Matrices.Run(new SvdKernel(), "Svd", x, op.Infer(x).Shape);

    public ArrayTensor Svdvals(Svdvals op, In x) => Matrices.Run(new SvdvalsKernel(), "Svdvals", x, op.Infer(x).Shape);

    public ArrayTensor Eigh(Eigh op, In x) => Matrices.Run(new EighKernel(), "Eigh", x, op.Infer(x).Shape);

    public ArrayTensor Eigvalsh(Eigvalsh op, In x) => Matrices.Run(new EigvalshKernel(), "Eigvalsh", x, op.Infer(x).Shape);

    public ArrayTensor Det(Det op, In x) => Matrices.Run(new DetKernel(), "Det", x, op.Infer(x).Shape);

    public ArrayTensor Cofactor(Cofactor op, In x) => Cofactors.Of(x, op.Infer(x).Shape);

    public ArrayTensor LogDet(LogDet op, In x) => Matrices.Run(new LogDetKernel(), "LogDet", x, op.Infer(x).Shape);

    public ArrayTensor RandomBits(RandomBits op, In x) => Threefry.Bits(op.Infer(x).Shape, op, ((ArrayTensor<int>)x[0]).RowMajor);

    static ArrayTensor Array(Tensor x) => (ArrayTensor)x;
}
