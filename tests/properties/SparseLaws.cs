using System.Numerics;
using FsCheck;
using FsCheck.Xunit;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.Scalars;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>Sparse Jacobians and Hessians equal the dense ones, whatever the pattern.</summary>
public class SparseLaws
{
    [Property]
    public Property A_sparse_Jacobian_is_the_dense_one() => ForAll(Numbers(0, 60), n =>
    {
        var x = Point(n);
        Equal(Jacobian<RandomVector, double>(x, Outputs(n)), SparseJacobian<RandomVector, double>(x, Outputs(n)));
        Equal(Jacobian<Band, double>(x, n), SparseJacobian<Band, double>(x, n));
    });

    [Property]
    public Property A_sparse_Hessian_is_the_dense_one() => ForAll(Numbers(0, 60), n =>
    {
        var x = Point(n);
        Equal(Hessian<RandomField, double>(x), SparseHessian<RandomField, double>(x));
        Equal(Hessian<Arrow, double>(x), SparseHessian<Arrow, double>(x));
    });

    [Property]
    public Property A_pattern_has_a_place_for_every_element_that_is_not_zero_and_no_more_than_the_formula_says() => ForAll(Numbers(1, 60), n =>
    {
        var pattern = HessianPattern<Arrow, double>(Point(n));
        Assert.Equal(3 * n - 2, pattern.Count);
        Assert.Equal(Enumerable.Range(0, n), pattern[0].ToArray());
        for (var row = 1; row < n; row++) Assert.Equal([0, row], pattern[row].ToArray());
        Assert.Equal(pattern, pattern.Transpose());
    });

    [Fact]
    public void A_linear_function_has_an_empty_Hessian()
    {
        var hessian = SparseHessian<Linear, double>(Point(10));
        Assert.Empty(hessian.Values);
    }

    [Property]
    public Property The_product_with_a_vector_is_that_of_the_dense_matrix() => ForAll(Numbers(1, 40), n =>
    {
        var (x, v) = (Point(n), Point(n));
        Assert.Equal(HessianVector(Arrow.Invoke, x, v), SparseHessian<Arrow, double>(x).Multiply(v), (a, b) => Math.Abs(a - b) <= 1e-12 * (1 + Math.Abs(a)));
    });

    [Fact]
    public void A_million_wide_band_takes_as_many_evaluations_as_a_small_one()
    {
        var x = Point(1_000_000);
        var jacobian = SparseJacobian<Band, double>(x, x.Length);
        Assert.Equal(3 * x.Length - 2, jacobian.Pattern.Count);
        Assert.Equal(Math.Cos(x[500_001]), jacobian[500_000, 500_001], 1e-15);
        Assert.Equal(x[500_000], jacobian[500_000, 499_999]);
    }

    [Fact]
    public void A_pattern_of_another_size_is_refused()
    {
        var pattern = JacobianPattern<Band, double>(Point(3), 3);
        var error = Assert.Throws<ArgumentException>(() => SparseJacobian<Band, double>(Point(4), 4, pattern));
        Assert.Equal("SparseJacobian: the pattern is [3, 3], the matrix is [4, 4]: leave the pattern out, or take it at as many arguments", error.Message);
    }

    static int Outputs(int n) => n * 7 % 11;

    static double[] Point(int n) => [.. Enumerable.Range(0, n).Select(i => 0.5 + i * 0.618033988749895 % 1)];

    static void Equal(double[,] dense, SparseMatrix<double> sparse)
    {
        var found = sparse.ToDense();
        Assert.Equal(dense.GetLength(0), found.GetLength(0));
        Assert.Equal(dense.GetLength(1), found.GetLength(1));
        for (var i = 0; i < dense.GetLength(0); i++)
            for (var j = 0; j < dense.GetLength(1); j++)
                Assert.True(Math.Abs(dense[i, j] - found[i, j]) <= 1e-12 * (1 + Math.Abs(dense[i, j])), $"[{i}, {j}]: {dense[i, j]} and {found[i, j]}");
    }

    /// <summary>Every variable interacts with the first.</summary>
    readonly struct Arrow : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
        {
            var sum = T.Zero;
            foreach (var each in x) sum += T.Sin(each) * x[0] * each;
            return sum;
        }
    }

    readonly struct Linear : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => Sum(x) * T.CreateChecked(2) + x[0] / T.CreateChecked(3);
    }

    readonly struct Band : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
                y[i] = x[i] + (i > 0 ? x[i] * x[i - 1] : T.Zero) + (i + 1 < x.Length ? T.Sin(x[i + 1]) : T.Zero);
        }
    }

    /// <summary>Pairs of variables that a seed decides.</summary>
    readonly struct RandomField : IScalarField
    {
        public static T Invoke<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
        {
            var (random, sum) = (new Random(x.Length), T.One);
            for (var k = 0; k < 2 * x.Length; k++) sum += T.Exp(x[random.Next(x.Length)] * x[random.Next(x.Length)] * T.CreateChecked(0.1));
            return sum;
        }
    }

    readonly struct RandomVector : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
        {
            var random = new Random(x.Length);
            foreach (ref var each in y) each = x.Length == 0 ? T.One : x[random.Next(x.Length)] / T.Exp(x[random.Next(x.Length)]);
        }
    }
}
