using static Functional.Operations;

namespace Functional.Primitives;

/// <summary>Pieces of which the pages of rules, and operations, make their formulas.</summary>
public static class Formulas
{
    /// <summary>The inverse of square matrices, under the name of an operation.</summary>
    public static Tensor Inverse(Tensor a, Solve op)
        => op.Apply(MatrixShape.RequireSquare(op.Operation, a), Tensor.Eye(a.Shape[-1], dtype: a.DType).Broadcast(a.Shape));

    /// <summary>A number for each matrix, to multiply it by: [b…] gives [b…, 1, 1].</summary>
    public static Tensor PerMatrix(Tensor x) => Reshape(x, Shape.Of([.. x.Shape, 1, 1]));

    /// <summary>(a + aᵀ)/2.</summary>
    public static Tensor SymmetricPart(Tensor a) => (a + a.T) * 0.5;

    /// <summary>The lower triangle with half of the diagonal.</summary>
    public static Tensor LowerHalf(Tensor a) => Tril(a, -1) + Diag(Diagonal(a) * 0.5);

    /// <summary>Element [i, j] is xⱼ − xᵢ.</summary>
    public static Tensor Gaps(Tensor x) => ExpandDims(x, -2) - ExpandDims(x, -1);

    /// <summary>Element [i, j] is xⱼ² − xᵢ², without cancellation.</summary>
    public static Tensor SquareGaps(Tensor x) => Gaps(x) * (ExpandDims(x, -2) + ExpandDims(x, -1));

    static Tensor OffDiagonal(Tensor x) => Where(Tensor.Eye(x.Shape[-1], dtype: DType.Bool), 0, x);

    /// <summary>The matrices divided by gaps, with zeros on their diagonals, where there is no gap.</summary>
    public static Tensor OverGaps(Tensor x, Tensor gaps) => OffDiagonal(x) / Where(Tensor.Eye(x.Shape[-1], dtype: DType.Bool), 1, gaps);

    /// <summary>One matrix [n, n] is eliminated once, for all right-hand sides [b…, n, k] side by side.</summary>
    public static Tensor SolveOnce(Primitive op, Tensor a, Tensor b)
    {
        var rows = MoveAxis(b, -2, 0);
        var all = rows.Shape[0] == 0 ? 0 : rows.Size / rows.Shape[0];
        return MoveAxis(Reshape(op.Apply(a, Reshape(rows, [rows.Shape[0], all])), rows.Shape), 0, -2);
    }

    /// <summary>A run of elements of one axis, all of the others.</summary>
    public static Tensor SliceAxis(Tensor x, int axis, Run run)
    {
        var runs = new Run[x.Rank];
        for (var i = 0; i < runs.Length; i++) runs[i] = i == axis ? run : new(0, x.Shape[i]);
        return new Slice(runs).Apply(x);
    }

    /// <summary>Sums a tensor back to a shape from which it was broadcast.</summary>
    public static Tensor SumTo(Tensor x, Shape shape)
    {
        if (x.Shape == shape) return x;
        var lead = x.Rank - shape.Rank;
        var axes = Enumerable.Range(0, x.Rank).Where(axis => axis < lead || shape[axis - lead] == 1 && x.Shape[axis] != 1).ToSequence();
        return shape.Rank == 0 ? new Sum(axes, KeepsAxes: false).Apply(x) : Reshape(new Sum(axes).Apply(x), shape);
    }

    /// <summary>x, and 0 where it is not finite.</summary>
    public static Tensor Finite(Tensor x) => Where(Less(Abs(x), Like(double.PositiveInfinity, x)), x, 0);

    /// <summary>
    /// By what to divide numbers of sizes up to <paramref name="largest"/> whose squares are to be added, as these may be beyond the range where their
    /// root is not: a constant power of 2, which leaves them their digits. It has three quarters of the exponent of the largest, so that the squares
    /// fit, and the way back, too, also that of derivatives.
    /// </summary>
    public static Tensor SquareScale(Tensor largest) => Exp2(Finite(Round(Log2(StopGradient(largest)) * 0.75)));

    /// <summary>The product of the chain rule, see <see cref="Functions.ChainProduct"/>.</summary>
    public static Tensor ChainProduct(Tensor d, Tensor slope) => Operations.Zip(Zip<Functions.ChainProduct>.Op, d, slope);

    /// <summary>A C# number as a scalar of the other operand's type.</summary>
    public static Tensor Like(Literal value, Tensor x) => Tensor.Full(Shape.Scalar, value, x.DType);

    /// <summary>A C# number as an operand of the other one's type and shape, one element that repeats.</summary>
    public static Tensor Repeated(Literal value, Tensor x) => Tensor.Full(x.Shape, value, x.DType);
}
