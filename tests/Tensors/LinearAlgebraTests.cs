using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Tensors;

/// <summary>Matrices with known answers, and those without any.</summary>
public class LinearAlgebraTests
{
    const double NaN = double.NaN, Inf = double.PositiveInfinity;

    static Tensor M(double[,] elements) => Tensor.Of(elements);

    static Tensor Eye(int n) => Tensor.Eye(n, dtype: DType.Float64);

    static void Near(Tensor expected, Tensor found, double tolerance = 1e-14)
    {
        Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
        Assert.True(Max(Abs(expected - found)).ToScalar() <= tolerance, $"{found} is not {expected}");
    }

    [Fact]
    public void Equations_have_solutions()
    {
        var a = M(new double[,] { { 2, 1 }, { 1, 3 } });
        Near(Tensor.Of(0.8, 1.4), Solve(a, Tensor.Of(3.0, 5)));
        Near(M(new[,] { { 0.8, 1.6 }, { 1.4, 2.8 } }), Solve(a, M(new double[,] { { 3, 6 }, { 5, 10 } })));
        Near(M(new[,] { { 0.6, -0.2 }, { -0.2, 0.4 } }), Inverse(a));
        Near(Tensor.Of(5.0, 3), Solve(M(new double[,] { { 0, 1 }, { 1, 0 } }), Tensor.Of(3.0, 5)));
        Near(Tensor.Of(1.5, 7.0 / 6), TriangularSolve(M(new double[,] { { 2, NaN }, { 1, 3 } }), Tensor.Of(3.0, 5)));
        Near(Tensor.Of(2.0 / 3, 5.0 / 3), TriangularSolve(M(new double[,] { { 2, 1 }, { NaN, 3 } }), Tensor.Of(3.0, 5), Triangle.Upper));
        Assert.Equal(DType.Float32, Solve(a.Cast(DType.Float32), Tensor.Of(3f, 5f)).DType);
        Assert.Equal([0, 2], Solve(Tensor.Zeros([0, 0]), Tensor.Zeros([0, 2])).Shape);
    }

    [Fact]
    public void Vectors_have_fewer_axes_than_the_matrices()
    {
        var matrices = Stack(0, Eye(2), Eye(2) * 2, Eye(2) * 4);
        Near(M(new[,] { { 4, 8 }, { 2, 4 }, { 1.0, 2 } }), Solve(matrices, Tensor.Of(4.0, 8)));
        Near(M(new[,] { { 1, 1 }, { 1, 1.0 }, { 1, 1 } }), Solve(matrices, M(new double[,] { { 1, 1 }, { 2, 2 }, { 4, 4 } })));
    }

    [Fact]
    public void Positive_definite_matrices_have_roots() => Near(
        M(new double[,] { { 2, 0, 0 }, { 6, 1, 0 }, { -8, 5, 3 } }),
        Cholesky(M(new double[,] { { 4, 12, -16 }, { 12, 37, -43 }, { -16, -43, 98 } })), 0);

    [Fact]
    public void Determinants_are_products_of_pivots()
    {
        Near(Tensor.Scalar(1.0 / 2160), Det(M(new[,] { { 1, 1.0 / 2, 1.0 / 3 }, { 1.0 / 2, 1.0 / 3, 1.0 / 4 }, { 1.0 / 3, 1.0 / 4, 1.0 / 5 } })), 1e-17);
        Near(Tensor.Of(-1.0, 1, 0), Det(Stack(0, Flip(Eye(3), 0), Gather(Eye(3), Tensor.Of(1, 2, 0)), Eye(3) * Tensor.Of(1.0, 0, 1))), 0);
        Near(Tensor.Of(1.0, 1), Det(Tensor.Zeros([2, 0, 0], DType.Float64)), 0);
        Assert.Equal(Inf, Det(Eye(500) * -10).ToScalar());
        Assert.Equal(500 * Math.Log(10), LogDet(Eye(500) * -10).ToScalar(), 1e-10);
        Assert.Equal(double.NegativeInfinity, LogDet(M(new double[,] { { 1, 2 }, { 2, 4 } })).ToScalar());
    }

    /// <summary>The matrix by which textbooks show Householder's reflections.</summary>
    [Fact]
    public void Columns_have_an_orthonormal_basis()
    {
        var (q, r) = Qr(M(new double[,] { { 12, -51, 4 }, { 6, 167, -68 }, { -4, 24, -41 } }));
        Near(M(new double[,] { { 14, 21, -14 }, { 0, 175, -70 }, { 0, 0, 35 } }), r, 1e-12);
        Near(M(new double[,] { { 150, -69, -58 }, { 75, 158, 6 }, { -50, 30, -165 } }) / 175, q);
        (q, r) = Qr(Tensor.Ones([4, 2]));
        Assert.Equal([4, 2], q.Shape);
        Assert.Equal([2, 2], r.Shape);
    }

    [Fact]
    public void Singular_values_are_the_semiaxes_of_an_ellipse()
    {
        var (u, s, v) = Svd(M(new double[,] { { 3, 0 }, { 4, 5 } }));
        Near(Tensor.Of(Math.Sqrt(45), Math.Sqrt(5)), s);
        Near(M(new double[,] { { 1, 3 }, { 3, -1 } }) / Math.Sqrt(10), u);
        Near(M(new double[,] { { 1, 1 }, { 1, -1 } }) / Math.Sqrt(2), v);
        Near(Tensor.Of(2.0, 0), Svd(Tensor.Ones([2, 2], DType.Float64)).S);
        (u, s, v) = Svd(Tensor.Ones([2, 3, 1]));
        Assert.Equal([2, 3, 1], u.Shape);
        Assert.Equal([2, 1], s.Shape);
        Assert.Equal([2, 1, 1], v.Shape);
    }

    [Fact]
    public void The_second_difference_has_the_frequencies_of_a_string()
    {
        const int n = 60;
        var differences = 2 * Eye(n) - Eye(n + 1)[1.., ..^1] - Eye(n + 1)[..^1, 1..];
        var (frequencies, modes) = Eigh(differences);
        var order = Tensor.Arange(1, n + 1, dtype: DType.Float64) * (Math.PI / (n + 1));
        Near(2 - 2 * Cos(order), frequencies, 1e-13);
        Near(Abs(Sin(ExpandDims(order, -1) * Tensor.Arange(1, n + 1, dtype: DType.Float64))) * Math.Sqrt(2.0 / (n + 1)), Abs(modes), 1e-12);
    }

    [Fact]
    public void Eigenvalues_are_those_of_the_symmetric_part()
    {
        Near(Tensor.Of(1.0, 3), Eigh(M(new double[,] { { 2, 2 }, { 0, 2 } })).Values);
        Near(Tensor.Of(-3.0, 1, 2), Eigh(Diag(Tensor.Of(2.0, -3, 1))).Values, 0);
        Near(Gather(Eye(3), Tensor.Of(2, 0, 1)), Eigh(Diag(Tensor.Of(2.0, -3, 1))).Vectors, 0);
        Near(Eye(4), Eigh(Eye(4)).Vectors, 0);
    }

    [Fact]
    public void Not_a_number_goes_on_and_ends()
    {
        foreach (var bad in (double[])[NaN, Inf])
        {
            var a = Eye(3).With(bad, 1, 2);
            Assert.All(Svd(a).S.ToArray<double>(), each => Assert.True(double.IsNaN(each)));
            Assert.All(Eigh(a).Values.ToArray<double>(), each => Assert.True(double.IsNaN(each)));
            Assert.Contains(NaN, Qr(a).R.ToArray<double>());
        }
        Assert.Contains(NaN, Cholesky(Eye(3).With(NaN, 1, 2)).ToArray<double>());
        Assert.Contains(NaN, Solve(Eye(3).With(NaN, 1, 1), Tensor.Of(1.0, 2, 3)).ToArray<double>());
        Assert.Equal(NaN, Det(Eye(3).With(NaN, 1, 1)).ToScalar());
    }

    [Fact]
    public void Sums_run_in_all_types()
    {
        Assert.Equal([1L, 3, 6], CumSum(Tensor.Of(1, 2, 3)).ToArray<long>());
        Assert.Equal([1L, 2, 4, 6], CumSum(Tensor.Of(new[,] { { 1L, 2 }, { 3, 4 } }), 0).ToArray<long>());
        Assert.Equal([1f, NaN, NaN], CumSum(Tensor.Of(1f, float.NaN, 1)).ToArray<float>().Select(each => (double)each));
    }

    [Fact]
    public void Order_keeps_equals_and_knows_where_not_a_number_goes()
    {
        var x = Tensor.Of(2, NaN, 1, 2.0);
        var ((sorted, order), (top, places)) = (Sort(x), TopK(x, 3));
        Assert.Equal([1, 2, 2, NaN], sorted.ToArray<double>());
        Assert.Equal([2, 0, 3, 1], order.ToArray<int>());
        Assert.Equal([NaN, 2, 2], top.ToArray<double>());
        Assert.Equal([1, 0, 3], places.ToArray<int>());
        Assert.Equal([3, 1, 4, 2], Sort(Tensor.Of(new[,] { { 4, 1 }, { 3, 2 } }), 0).Values.ToArray<int>());
        Assert.Equal([0, 3], TopK(Tensor.Zeros([3, 3]), 0, 0).Values.Shape);
    }

    public static TheoryData<string, Func<object?>> Unanswerable => new()
    {
        {
            "Solve: the matrix is singular: elimination finds no pivot in column 1, which depends on those before it",
            () => Solve(M(new double[,] { { 1, 2 }, { 2, 4 } }), Tensor.Of(1.0, 2))
        },
        {
            "Inverse: matrix 1 of 3 is singular: elimination finds no pivot in column 0, which depends on those before it",
            () => Inverse(Stack(0, Eye(2), Eye(2) * 0, Eye(2)))
        },
        {
            "TriangularSolve: the matrix is singular: element 1 of its diagonal is 0",
            () => TriangularSolve(Eye(3) * Tensor.Of(1.0, 0, 1), Tensor.Of(1.0, 2, 3))
        },
        {
            "Cholesky: the matrix is not positive definite: its leading minor of order 2 is not positive; a small multiple of Eye may help",
            () => Cholesky(M(new double[,] { { 1, 2 }, { 2, 1 } }))
        },
    };

    [Theory, MemberData(nameof(Unanswerable), DisableDiscoveryEnumeration = true)]
    public void Errors_name_the_place(string message, Func<object?> wrong) => Assert.Equal(message, Assert.Throws<MatrixException>(wrong).Message);

    public static TheoryData<string, Func<object?>> Shapes => new()
    {
        { "Solve: [2, 3] is not square in its last two axes: 2 rows, 3 columns", () => Solve(Tensor.Zeros([2, 3]), Tensor.Zeros([2])) },
        { "Solve: [3] has no two axes of a matrix", () => Solve(Tensor.Zeros([3]), Tensor.Zeros([3])) },
        { "Solve: the matrix is [3, 3], the right-hand side is a scalar", () => Solve(Tensor.Zeros([3, 3]), Tensor.Zeros([])) },
        { "Solve: the matrix is [3, 3], the right-hand sides are [2, 1]: 3 unknowns, but 2 rows", () => Solve(Tensor.Zeros([3, 3]), Tensor.Zeros([2])) },
        { "Solve, leading axes: left is [2], right is [3]: sizes 2 and 3 do not broadcast", () => Solve(Tensor.Zeros([2, 1, 1]), Tensor.Zeros([3, 1, 1])) },
        { "TriangularSolve: [2, 3] is not square in its last two axes: 2 rows, 3 columns", () => TriangularSolve(Tensor.Zeros([2, 3]), Tensor.Zeros([2])) },
        { "Inverse: [2, 3] is not square in its last two axes: 2 rows, 3 columns", () => Inverse(Tensor.Zeros([2, 3])) },
        { "Cholesky: [2, 3] is not square in its last two axes: 2 rows, 3 columns", () => Cholesky(Tensor.Zeros([2, 3])) },
        { "Eigh: [2, 3] is not square in its last two axes: 2 rows, 3 columns", () => Eigh(Tensor.Zeros([2, 3])) },
        { "Eigvalsh: [2, 3] is not square in its last two axes: 2 rows, 3 columns", () => Eigvalsh(Tensor.Zeros([2, 3])) },
        { "Svdvals: [3] has no two axes of a matrix", () => Svdvals(Tensor.Zeros([3])) },
        { "Det: [4, 2, 3] is not square in its last two axes: 2 rows, 3 columns", () => Det(Tensor.Zeros([4, 2, 3])) },
        { "Cofactor: the matrix is [2, 2], direction 1 is [3, 3]: shapes differ", () => new Primitives.Cofactor().Apply(Eye(2), Eye(3)) },
        { "LogDet: [3] has no two axes of a matrix", () => LogDet(Tensor.Zeros([3])) },
        { "Qr: [2, 3] has fewer rows than columns in its last two axes: decompose the transpose", () => Qr(Tensor.Zeros([2, 3])) },
        { "Svd: [] has no two axes of a matrix", () => Svd(Tensor.Zeros([])) },
        { "Diagonal: [3] has no two axes of a matrix", () => Diagonal(Tensor.Zeros([3])) },
        { "Trace: [2, 3] is not square in its last two axes", () => Trace(Tensor.Zeros([2, 3])) },
        { "Tril: [3] has no two axes of a matrix", () => Tril(Tensor.Zeros([3])) },
        { "Triu: [3] has no two axes of a matrix", () => Triu(Tensor.Zeros([3])) },
        { "Diag: a scalar has no axis for a diagonal", () => Diag(Tensor.Zeros([])) },
        { "CumSum: axis 1 is out of range for shape [3]", () => CumSum(Tensor.Zeros([3]), 1) },
        { "Sort: axis 1 is out of range for shape [3]", () => Sort(Tensor.Zeros([3]), 1) },
        { "Sort: axis -1 is out of range for shape []", () => Sort(Tensor.Zeros([])) },
        { "TopK: axis 0 of [3] has no 4 elements", () => TopK(Tensor.Zeros([3]), 4) },
    };

    [Theory, MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public void Errors_of_shapes(string message, Func<object?> wrong) => Assert.Equal(message, Assert.Throws<ShapeException>(wrong).Message);

    public static TheoryData<string, Func<object?>> Types => new()
    {
        {
            "Solve: the matrix is int32, not float32 or float64: convert it with Cast",
            () => Solve(Tensor.Zeros([2, 2], DType.Int32), Tensor.Zeros([2], DType.Int32))
        },
        { "Solve: left is float32, right is float64: convert one with Cast", () => Solve(Tensor.Zeros([2, 2]), Tensor.Zeros([2], DType.Float64)) },
        { "Svd: the matrix is int64, not float32 or float64: convert it with Cast", () => Svd(Tensor.Zeros([2, 2], DType.Int64)) },
        { "Det: the matrix is bool, not float32 or float64: convert it with Cast", () => Det(Tensor.Zeros([2, 2], DType.Bool)) },
        { "CumSum: the tensor is bool: convert it with Cast", () => CumSum(Tensor.Zeros([2], DType.Bool)) },
        { "Erf: the tensor is int32, not float32 or float64: convert it with Cast", () => Erf(Tensor.Of(1)) },
    };

    [Theory, MemberData(nameof(Types), DisableDiscoveryEnumeration = true)]
    public void Errors_of_types(string message, Func<object?> wrong) => Assert.Equal(message, Assert.Throws<DTypeException>(wrong).Message);
}
