using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>Functions of the matrices in the last two axes that are made of decompositions and products.</summary>
public static partial class Operations
{
    /// <summary>
    /// The sign of the determinant, −1, 0 or 1, and log |det a|, neither of which leaves the range: det a = Sign·e^LogDet. [b…, n, n] gives [b…].
    /// </summary>
    public static (Tensor Sign, Tensor LogDet) SlogDet(Tensor a)
    {
        RequireSquare("SlogDet", a);
        var size = LogDet(a);
        if (a.Shape[-1] == 0) return (Tensor.OnesLike(size), size);
        // R has a diagonal that is not negative, so that the sign is that of Q, whose determinant is 1 or −1.
        var turned = Round(Det(Qr(StopGradient(a)).Q));
        return (Where(Equal(StopGradient(size), double.NegativeInfinity), 0, turned), size);
    }

    /// <summary>
    /// How many singular values are above a tolerance, by default the largest times the rounding of its type times the longer side: int32, [b…, n,
    /// m] gives [b…].
    /// </summary>
    public static Tensor MatrixRank(Tensor a, double? tolerance = null)
    {
        var values = Svdvals(StopGradient(a));
        return values.Shape[-1] == 0 ? Tensor.Zeros(Shape.Of(a.Shape.SkipLast(2)), DType.Int32)
            : Count(values > (tolerance is { } given ? Like(given, values) : Negligible(a, values)), -1);
    }

    /// <summary>
    /// The inverse of E. Moore and R. Penrose, by singular values: [b…, n, m] gives [b…, m, n]. Those at most <paramref name="relative"/> of the
    /// largest count as 0, by default the rounding of the type times the longer side. Its derivatives, of all orders, hold where the rank stays as
    /// it is (G. Golub, V. Pereyra 1973).
    /// </summary>
    public static Tensor Pinv(Tensor a, double? relative = null) => Widened(a) is { } wide ? Cast(Pinv(wide, relative), a.DType) : Custom(
        a => PinvBySvd(a, relative),
        (a, da, p) => -p.MatMul(da).MatMul(p) + p.MatMul(p.T).MatMul(da.T).MatMul(Beside(a, p)) + Beside(p, a).MatMul(da.T).MatMul(p.T).MatMul(p),
        (a, p, dp) => -p.T.MatMul(dp).MatMul(p.T)
            + Beside(a, p).MatMul(dp.T).MatMul(p).MatMul(p.T) + p.T.MatMul(p).MatMul(dp.T).MatMul(Beside(p, a)))(a);

    /// <summary>
    /// The x of least length among those with the least ‖a·x − b‖, by <see cref="Pinv"/>: a [b…, n, m] and b [b…, n, k], or vectors [n] or [b…, n],
    /// give [b…, m, k] or [b…, m].
    /// </summary>
    public static Tensor Lstsq(Tensor a, Tensor b, double? relative = null)
        => b.Rank == 1 || a.Rank > 1 && b.Shape == Shape.Of(a.Shape.SkipLast(1))
        ? Squeeze(MatMul(Pinv(a, relative), ExpandDims(b, -1)), -1)
        : MatMul(Pinv(a, relative), b);

    /// <summary>aⁿ of square matrices, by log n products; of a negative n those of the inverse, of 0 the identity.</summary>
    /// <exception cref="MatrixException">The power is negative and a matrix singular.</exception>
    public static Tensor MatrixPower(Tensor a, int power)
    {
        RequireSquare("MatrixPower", a);
        if (power < 0) a = Formulas.Inverse(a, new("MatrixPower"));
        Tensor? y = null;
        for (var rest = Math.Abs((long)power); rest > 0; rest >>= 1)
        {
            if (rest % 2 == 1) y = y is null ? a : MatMul(y, a);
            if (rest > 1) a = MatMul(a, a);
        }
        return y ?? Broadcast(Tensor.Eye(a.Shape[-1], dtype: a.DType), a.Shape);
    }

    /// <summary>
    /// eᵃ = Σ aᵏ/k! of square matrices [b…, n, n], by a rational function of a/2ˢ that is squared s times (N. Higham 2005, "The scaling and
    /// squaring method for the matrix exponential revisited").
    /// </summary>
    public static Tensor MatrixExp(Tensor a)
    {
        if (Widened(a) is { } wide) return Cast(MatrixExp(wide), a.DType);
        RequireFloat("MatrixExp", a);
        RequireSquare("MatrixExp", a);
        if (a.Size == 0) return a;
        var norm = Max(Sum(Abs(StopGradient(a)), -2));
        var squarings = Where(IsFinite(norm), Maximum(Ceiling(Log2(norm / LargestOfPade)), 0), 0);
        var start = (Power: Pade(a * Exp2(-squarings)), Left: squarings);
        return While(state => state.Left > Like(0, a), state => (MatMul(state.Power, state.Power), state.Left - 1), start).Power;
    }

    /// <summary>The norm up to which the rational function of degree 13 has all digits of float64.</summary>
    const double LargestOfPade = 5.371920351148152;

    static Tensor Pade(Tensor a)
    {
        double[] b = [64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600, 670442572800,
            33522128640, 1323241920, 40840800, 960960, 16380, 182, 1];
        var one = Tensor.Eye(a.Shape[-1], dtype: a.DType);
        var a2 = MatMul(a, a);
        var a4 = MatMul(a2, a2);
        var a6 = MatMul(a4, a2);
        // Coefficients beside the first, so that float32 holds them and what they are multiplied by.
        Tensor Sum(int k6, int k4, int k2, int k0)
            => a6 * (b[k6] / b[0]) + a4 * (b[k4] / b[0]) + a2 * (b[k2] / b[0]) + (k0 < 0 ? Like(0, a) : one * (b[k0] / b[0]));
        var odd = MatMul(a, MatMul(a6, Sum(13, 11, 9, -1)) + Sum(7, 5, 3, 1));
        var even = MatMul(a6, Sum(12, 10, 8, -1)) + Sum(6, 4, 2, 0);
        return Solve(even - odd, even + odd);
    }

    /// <summary>
    /// a = P·L·U with a permutation P, a lower triangular L with ones on its diagonal and an upper triangular U, by elimination with the largest
    /// pivot of each column: [b…, n, m] gives P [b…, n, n], L [b…, n, k] and U [b…, k, m], k = min(n, m). It takes k steps over the whole matrix;
    /// to solve equations, <see cref="Solve(Tensor, Tensor)"/> is faster.
    /// </summary>
    public static (Tensor P, Tensor L, Tensor U) Lu(Tensor a)
    {
        RequireFloat("Lu", a);
        if (a.Rank < 2) throw new ShapeException($"Lu: {a.Shape} has no two axes of a matrix");
        var (n, m) = (a.Shape[-2], a.Shape[-1]);
        var k = Math.Min(n, m);
        var (rows, columns) = (ExpandDims(Tensor.Arange(n), 1), Tensor.Arange(m));
        var order = Broadcast(Tensor.Arange(n), Shape.Of(a.Shape.SkipLast(1)));
        for (var step = 0; step < k; step++)
        {
            var column = Squeeze(SliceAxis(a, a.Rank - 1, new(step, 1)), -1);
            var pivot = ArgMax(Where(Tensor.Arange(n) < step, -1, Abs(StopGradient(column))), -1, keepDims: true);
            var exchange = Where(Equal(Tensor.Arange(n), step), pivot, Where(Equal(Tensor.Arange(n), pivot), step, Tensor.Arange(n)));
            order = TakeAlongAxis(order, exchange, -1);
            a = TakeAlongAxis(a, ExpandDims(exchange, -1), -2);
            var (row, below) = (SliceAxis(a, a.Rank - 2, new(step, 1)), SliceAxis(a, a.Rank - 1, new(step, 1)));
            var first = SliceAxis(row, a.Rank - 1, new(step, 1));
            var factor = Where(rows > step, below / Where(Equal(first, 0), 1, first), 0);
            var isRight = columns > step;
            a = Where(And(rows > step, Equal(columns, step)), factor, a - factor * Where(isRight, row, 0));
        }
        var (left, right) = (SliceAxis(a, a.Rank - 1, new(0, k)), SliceAxis(a, a.Rank - 2, new(0, k)));
        return (Tensor.OneHot(order, n, a.DType).T, Tril(left, -1) + Tensor.Eye(n, k, a.DType), Triu(right));
    }

    static Tensor PinvBySvd(Tensor a, double? relative)
    {
        if (a.Rank < 2) throw new ShapeException($"Pinv: {a.Shape} has no two axes of a matrix");
        if (Math.Min(a.Shape[-1], a.Shape[-2]) == 0) return Tensor.Zeros(a.T.Shape, a.DType);
        var (u, s, v) = Svd(a);
        var isUsed = s > (relative is { } given ? given * SliceAxis(s, s.Rank - 1, new(0, 1)) : Negligible(a, s));
        var inverse = Where(isUsed, 1 / Where(isUsed, s, 1), 0);
        return MatMul(v * ExpandDims(inverse, -2), u.T);
    }

    /// <summary>What of singular values may be rounding alone.</summary>
    static Tensor Negligible(Tensor a, Tensor values)
        => SliceAxis(values, values.Rank - 1, new(0, 1))
            * (Math.Max(a.Shape[-1], a.Shape[-2]) * Math.ScaleB(1, a.DType == DType.Float64 ? -52 : -23));

    /// <summary>1 − a·p, which takes away all that p can give.</summary>
    static Tensor Beside(Tensor a, Tensor p) => Tensor.Eye(a.Shape[-2], dtype: a.DType) - a.MatMul(p);
}
