using Functional.Primitives;

namespace Functional.Cpu;

using In = Few<Tensor>;

/// <summary>The page of the evaluation on the CPU: how to compute each primitive on plain arrays.</summary>
internal sealed class Evaluation : IRules<In, PlainTensor>
{
    internal static readonly Evaluation Rules = new();

    public PlainTensor Map(Map op, In x) => Run(op, x);

    public PlainTensor Select(Select op, In x) { op.Infer(x); return Array(x[1]).Run(new SelectKernel((ArrayTensor<bool>)x[0], Array(x[2]))); }

    public PlainTensor Cast(Cast op, In x) => Conversion.Cast(Array(x[0]), op.To);

    public PlainTensor Broadcast(Broadcast op, In x) => Views.Broadcast(Array(x[0]), op.Infer(x).Shape);

    public PlainTensor Reshape(Reshape op, In x) => Views.Reshape(Array(x[0]), op.Infer(x).Shape);

    public PlainTensor Permute(Permute op, In x) => Views.Permute(Array(x[0]), op.Infer(x).Shape, op.Axes);

    public PlainTensor Slice(Slice op, In x) => Views.Slice(Array(x[0]), op.Infer(x).Shape, op.Runs);

    public PlainTensor Pad(Pad op, In x) => Array(x[0]).Run(new PadKernel(op.Infer(x).Shape, op));

    public PlainTensor Concat(Concat op, In x) => Array(x[0]).Run(new ConcatKernel(op.Infer(x).Shape, op.Axis, x));

    public PlainTensor Gather(Gather op, In x) => Array(x[0]).Run(new GatherKernel(op.Infer(x).Shape, op, Array(x[1])));

    public PlainTensor Scatter(Scatter op, In x) => Indexing.Scatter(Array(x[0]), Array(x[1]), op.Infer(x).Shape, op.Axis);

    public PlainTensor Transfer(Transfer op, In x) => op.To.Import(Array(x[0]));

    public PlainTensor Sum(Sum op, In x) => Reductions.Sum(Array(x[0]), op.Infer(x).Shape, op.Axes);

    public PlainTensor CumSum(CumSum op, In x) => RunningSums.Of(Array(x[0]), op.Infer(x).Shape, op.Axis);

    public PlainTensor Extremum(Extremum op, In x) => Reductions.Extremum(Array(x[0]), op.Infer(x).Shape, op);

    public PlainTensor ArgExtremum(ArgExtremum op, In x) => Sorting.ArgExtremum(Array(x[0]), op.Infer(x).Shape, op);

    public PlainTensor ArgSort(ArgSort op, In x) => Sorting.ArgSort(Array(x[0]), op.Infer(x).Shape);

    public PlainTensor MatMul(MatMul op, In x) => Contractions.MatMul(Array(x[0]), Array(x[1]), op.Infer(x).Shape);

    public PlainTensor Conv(Conv op, In x) => WindowKernels.Conv(Array(x[0]), Array(x[1]), op.Infer(x).Shape, op);

    public PlainTensor WindowSum(WindowSum op, In x) => WindowKernels.Sum(Array(x[0]), op.Infer(x).Shape, op.Windows);

    public PlainTensor WindowArgMax(WindowArgMax op, In x) => WindowKernels.ArgMax(Array(x[0]), op.Infer(x).Shape, op.Windows);

    public PlainTensor TriangularSolve(TriangularSolve op, In x) => Matrices.Run(new TriangularSolveKernel(op.Triangle), op.Operation, x, op.Infer(x).Shape, op.IsTotal);

    public PlainTensor Solve(Solve op, In x) => Matrices.Run(new SolveKernel(), op.Operation, x, op.Infer(x).Shape, op.IsTotal);

    public PlainTensor Cholesky(Cholesky op, In x) => Matrices.Run(new CholeskyKernel(), "Cholesky", x, op.Infer(x).Shape, op.IsTotal);

    public PlainTensor Qr(Qr op, In x) => Matrices.Run(new QrKernel(), "Qr", x, op.Infer(x).Shape);

    public PlainTensor Svd(Svd op, In x) => Matrices.Run(new SvdKernel(), "Svd", x, op.Infer(x).Shape);

    public PlainTensor Svdvals(Svdvals op, In x) => Matrices.Run(new SvdvalsKernel(), "Svdvals", x, op.Infer(x).Shape);

    public PlainTensor Eigh(Eigh op, In x) => Matrices.Run(new EighKernel(), "Eigh", x, op.Infer(x).Shape);

    public PlainTensor Eigvalsh(Eigvalsh op, In x) => Matrices.Run(new EigvalshKernel(), "Eigvalsh", x, op.Infer(x).Shape);

    public PlainTensor Det(Det op, In x) => Matrices.Run(new DetKernel(), "Det", x, op.Infer(x).Shape);

    public PlainTensor Cofactor(Cofactor op, In x) => Cofactors.Of(x, op.Infer(x).Shape);

    public PlainTensor LogDet(LogDet op, In x) => Matrices.Run(new LogDetKernel(), "LogDet", x, op.Infer(x).Shape);

    public PlainTensor RandomBits(RandomBits op, In x) => Threefry.Bits(op.Infer(x).Shape, op, Words(x[0]), Words(x[1]));

    internal static ArrayTensor Run(Map op, in In x)
    {
        op.Infer(x);
        try
        {
            return op.Kernel(Loops.Rules).Run(x);
        }
        catch (DivideByZeroException)
        {
            throw new DivideByZeroException(
                $"{op.Name}: an element of a tensor of {x[1].DType.Name()} is divided by 0: integers have no quotient there");
        }
        catch (OverflowException)
        {
            throw new OverflowException(
                $"{op.Name}: the least number of {x[0].DType.Name()} is divided by -1: the quotient is beyond the range of the type");
        }
    }

    static ReadOnlySpan<int> Words(Tensor x) => ((ArrayTensor<int>)x).RowMajor;

    static ArrayTensor Array(Tensor x) => (ArrayTensor)x;
}
