using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Reverse.BothModes;

namespace Functional.Tests.Reverse;

/// <summary>Derivatives of linear algebra with known answers, at the places where they are not matters of course.</summary>
public class MatrixTests
{
    static readonly Tensor identity = Tensor.Eye(3, dtype: DType.Float64);

    static Tensor Draw(int seed, params int[] shape) => new Key(seed).Normal(shape, dtype: DType.Float64);

    static Tensor PositiveDefinite(int seed, int n) => Draw(seed, n, n) is var a ? a.MatMul(a.T) + Tensor.Eye(n, dtype: DType.Float64) : a;

    static void Same(Tensor expected, Tensor found, double tolerance = 1e-11)
    {
        Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
        Assert.True((Abs(expected - found) / (Abs(expected) + 1)).Max().ToScalar() < tolerance, $"{found} is not {expected}");
    }

    /// <summary>The gradient of a function of a matrix with a scalar result, by both modes.</summary>
    static void HasGradient(Tensor expected, Func<Tensor, Tensor> f, Tensor at, double tolerance = 1e-11)
    {
        Same(expected, Grad(f)(at), tolerance);
        var axes = Enumerable.Range(0, at.Size).Select(i => Tensor.Zeros([at.Size], DType.Float64).With(1, i).Reshape(at.Shape));
        Same(expected, Stack(0, [.. axes.Select(axis => Jvp(f, at, axis).Tangent)]).Reshape(at.Shape), tolerance);
    }

    [Fact]
    public void A_determinant_has_its_cofactors_at_singular_matrices_too()
    {
        HasGradient(Tensor.Of(new double[,] { { 4, -2 }, { -2, 1 } }), Det, Tensor.Of(new double[,] { { 1, 2 }, { 2, 4 } }), 1e-14);
        HasGradient(
            Tensor.Of(new double[,] { { -3, 6, -3 }, { 6, -12, 6 }, { -3, 6, -3 } }), Det,
            Tensor.Of(new double[,] { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }), 1e-13);
        HasGradient(Tensor.Zeros([3, 3], DType.Float64), Det, Tensor.Ones([3, 3], DType.Float64), 1e-14);
        HasGradient(Tensor.Zeros([3, 3], DType.Float64), Det, Tensor.Zeros([3, 3], DType.Float64), 1e-14);
        HasGradient(Tensor.Ones([1, 1], DType.Float64), Det, Tensor.Zeros([1, 1], DType.Float64), 1e-14);
    }

    [Fact]
    public void A_determinant_has_all_its_derivatives_at_singular_matrices_too()
    {
        var (e, ones) = (Draw(1, 3, 3), Tensor.Ones([3, 3], DType.Float64));
        // det(1 + t·E) = 1 + t·tr E + t²·(tr² E − tr E²)/2 + t³·det E, and det(t·E) has the last term alone.
        var second = Square(Trace(e)) - Trace(e.MatMul(e));
        foreach (var derivatives in Repeated(3))
        {
            Same(6 * Det(e), derivatives(t => Det(identity + t * e))(N(0)), 1e-13);
            Same(6 * Det(e), derivatives(t => Det(t * e))(N(0)), 1e-13);
            Same(6 * Det(e), derivatives(t => Det(ones + t * e))(N(0)), 1e-13);
        }
        foreach (var derivatives in Repeated(2))
        {
            Same(second, derivatives(t => Det(identity + t * e))(N(0)), 1e-13);
            Same(N(0), derivatives(t => Det(t * e))(N(0)), 1e-13);
            // Rows (1, 1, 1) in place of one row of E, in all three ways.
            Same(2 * (Det(Concat(0, e[..2], ones[..1])) + Det(Concat(0, e[..1], ones[..1], e[2..])) + Det(Concat(0, ones[..1], e[1..]))),
                derivatives(t => Det(ones + t * e))(N(0)), 1e-13);
        }
        foreach (var derivatives in Repeated(4)) Same(N(0), derivatives(t => Det(ones + t * e))(N(0)), 1e-13);

        static IEnumerable<Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>>> Repeated(int order)
            => Modes.Select<(string, Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>> Derivative), Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>>>(
                mode => f => Enumerable.Repeat(mode.Derivative, order).Aggregate(f, (f, derivative) => derivative(f)));
    }

    [Fact]
    public void Near_a_singular_matrix_no_digits_are_lost()
    {
        // Formulas with the inverse take terms of the size 10⁵ from each other here.
        var (a, e) = (Diag(Tensor.Of(1.0, 1e-8, 1e-13)), Draw(1, 3, 3));
        var expected = 2 * (Minor(0, 1) * 1e-13 + Minor(0, 2) * 1e-8 + Minor(1, 2));
        foreach (var (_, outer) in Modes)
            foreach (var (_, inner) in Modes) Same(expected, outer(inner(t => Det(a + t * e)))(N(0)), 1e-14);

        Tensor Minor(int i, int j) => e[i, i] * e[j, j] - e[i, j] * e[j, i];
    }

    public static TheoryData<string, Func<Tensor, Tensor>, Tensor> WithoutDerivatives => new()
    {
        { "LogDet, derivative: the matrix is singular: elimination finds no pivot in column 1", LogDet, Tensor.Ones([2, 2]) },
        { "LogDet, derivative: matrix 1 of 2 is singular: elimination finds no pivot in column 0", LogDet, Stack(0, Tensor.Eye(2), Tensor.Zeros([2, 2])) },
        { "Inverse: the matrix is singular: elimination finds no pivot in column 1", Inverse, Tensor.Ones([2, 2]) },
        { "Solve: the matrix is singular: elimination finds no pivot in column 1", a => Solve(a, a), Tensor.Ones([2, 2]) },
        { "Qr, derivative: the matrix is singular: element 1 of its diagonal is 0", a => Qr(a).Q, Tensor.Ones([3, 2], DType.Float64) },
    };

    [Theory, MemberData(nameof(WithoutDerivatives), DisableDiscoveryEnumeration = true)]
    public void Errors_name_the_operation_that_was_called(string message, Func<Tensor, Tensor> f, Tensor a)
    {
        Assert.StartsWith(message, Assert.Throws<MatrixException>(() => Grad(a => Sum(f(a)))(a)).Message, StringComparison.Ordinal);
        Assert.StartsWith(message, Assert.Throws<MatrixException>(() => Jvp(f, a, a)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Symmetric_functions_of_equal_eigenvalues_have_gradients()
    {
        foreach (var a in (Tensor[])[identity * 2, Diag(Tensor.Of(2.0, 2, 5)), Tensor.Ones([3, 3], DType.Float64) + identity])
        {
            HasGradient(identity, a => Sum(Eigvalsh(a)), a);
            HasGradient(2 * a, a => Sum(Square(Eigvalsh(a))), a);
            HasGradient(Inverse(a), a => Sum(Log(Eigvalsh(a))), a);
            HasGradient(identity, a => Sum(Svdvals(a)), a);
            HasGradient(2 * a, a => Sum(Square(Svdvals(a))), a);
        }
    }

    [Fact]
    public void Vectors_of_equal_values_have_no_derivative_and_say_so()
    {
        var weights = Draw(1, 3, 3);
        // The last one, the logarithm of a matrix, has a derivative, but not one that values and vectors tell.
        Func<Tensor, Tensor>[] functions =
        [
            a => Sum(Eigh(a).Vectors * weights), a => Sum(Svd(a).U * weights), a => Sum(Svd(a).V * weights),
            a => Eigh(a) is var (w, v) ? Sum((v * Log(w)).MatMul(v.T) * weights) : a,
        ];
        foreach (var f in functions)
        {
            Assert.DoesNotContain(Grad(f)(identity).ToArray<double>(), double.IsFinite);
            Assert.False(double.IsFinite(Jvp(f, identity, weights).Tangent.ToScalar()));
        }
    }

    [Fact]
    public void Equal_values_have_no_second_derivative_and_say_so()
    {
        var direction = Draw(1, 3, 3);
        Func<Tensor, Tensor>[] functions = [a => Sum(Square(Eigvalsh(a))), a => Sum(Square(Svdvals(a)))];
        foreach (var f in functions)
        {
            Assert.DoesNotContain(Jvp(Grad(f), identity, direction).Tangent.ToArray<double>(), double.IsFinite);
            Assert.DoesNotContain(Grad(a => Sum(Grad(f)(a) * direction))(identity).ToArray<double>(), double.IsFinite);
        }
    }

    [Fact]
    public void Singular_values_have_slopes_at_zero()
    {
        HasGradient(
            Tensor.Of(new double[,] { { 1, 0 }, { 0, 1 }, { 0, 0 } }), a => Sum(Svdvals(a)),
            Tensor.Of(new double[,] { { 3, 0 }, { 0, 0 }, { 0, 0 } }), 1e-14);
        Assert.All(Grad(a => Sum(Svdvals(a)))(Tensor.Zeros([4, 2], DType.Float64)).ToArray<double>(), each => Assert.True(double.IsFinite(each)));
    }

    /// <summary>∂²/∂s∂t log det (A + s·B + t·C) = −tr(A⁻¹·B·A⁻¹·C), with s captured by the derivative in t.</summary>
    [Fact]
    public void Captured_parameters_are_differentiated_in_all_mixtures()
    {
        var (a, b, c) = (PositiveDefinite(1, 4), Draw(2, 4, 4), Draw(3, 4, 4));
        Func<Tensor, Tensor>[] general =
            [LogDet, a => Log(Abs(Det(a))), a => Sum(Log(Diagonal(Qr(a).R))), a => Sum(Log(Svd(a).S)), a => Sum(Log(Svdvals(a)))];
        Func<Tensor, Tensor>[] symmetric = [a => 2 * Sum(Log(Diagonal(Cholesky(a)))), a => Sum(Log(Eigh(a).Values)), a => Sum(Log(Eigvalsh(a)))];
        foreach (var f in general) Check(f, b, c);
        foreach (var f in symmetric) Check(f, b + b.T, c + c.T);

        void Check(Func<Tensor, Tensor> f, Tensor b, Tensor c)
        {
            var expected = -Trace(Solve(a, b).MatMul(Solve(a, c)));
            foreach (var (_, outer) in Modes)
                foreach (var (_, inner) in Modes)
                    Same(expected, outer(s => inner(t => f(a + s * b + t * c))(N(0)))(N(0)), 1e-10);
        }
    }

    [Fact]
    public void Leading_axes_are_differentiated_each_for_itself()
    {
        Tensor batch = Draw(1, 2, 3, 4, 3), squares = batch.T.MatMul(batch) + identity, b = Draw(2, 3);
        Func<Tensor, Tensor>[] functions =
        [
            a => Sum(Solve(a, b.Cast(a.DType)), -1), LogDet, Det, a => Sum(Cholesky(a), -1, -2),
            a => Qr(a) is var (q, r) ? Sum(q * Square(r), -1, -2) : a,
            a => Eigh(a) is var (w, v) ? Sum(Square(v) * ExpandDims(w, -2), -1, -2) : a,
            a => Svd(a) is var (u, s, v) ? Sum(Square(u) * v * ExpandDims(s, -2), -1, -2) : a,
        ];
        foreach (var f in functions)
        {
            var gradients = Grad(a => Sum(f(a)))(squares);
            for (var i = 0; i < 2; i++)
                for (var j = 0; j < 3; j++) Same(Grad(f)(squares[i, j]), gradients[i, j], 1e-9);
            Same(gradients.Cast(DType.Float32), Grad(a => Sum(f(a)))(squares.Cast(DType.Float32)), 1e-3);
        }
    }

    /// <summary>Large enough for arrays to be used again, in derivatives that step into each other.</summary>
    [Fact]
    public void Large_matrices_keep_their_numbers()
    {
        const int n = 80;
        Tensor a = PositiveDefinite(1, n) / n, v = Draw(2, n, n);
        var inverse = Inverse(a).T;
        var (gradient, curvature) = Jvp(Grad(LogDet), a, v);
        var mixed = Grad(a => Sum(Grad(LogDet)(a) * v))(a);
        var (_, pullback) = Vjp(a => Solve(a, v), a);
        var ratio = (Tensor x) => Det(x) / Det(a);
        var (cofactors, change) = Jvp(Grad(ratio), a, v);
        var mixedChange = Grad(x => Sum(Grad(ratio)(x) * v))(a);
        Disturb();
        Same(inverse, cofactors);
        Same(Trace(Solve(a, v)) * inverse - inverse.MatMul(v.T).MatMul(inverse), change, 1e-8);
        Same(change, mixedChange);
        Same(inverse, gradient);
        Same(-inverse.MatMul(v.T).MatMul(inverse), curvature, 1e-8);
        Same(-inverse.MatMul(v.T).MatMul(inverse), mixed, 1e-8);
        Same(-inverse.MatMul(v).MatMul(Solve(a, v).T), pullback(v), 1e-8);
        Same(0.5 * inverse, Grad(a => Sum(Log(Diagonal(Cholesky(a)))))(a), 1e-9);
        Same(inverse, Grad(a => Sum(Log(Eigh(a).Values)))(a), 1e-9);
        Same(inverse, Grad(a => Sum(Log(Svd(a).S)))(a), 1e-9);
        Same(inverse, Grad(a => Sum(Log(Diagonal(Qr(a).R))))(a), 1e-9);

        void Disturb()
        {
            for (var i = 0; i < 3; i++) Grad(x => (x * x * x * x).Sum())(v * i);
        }
    }

    [Fact]
    public void Derivatives_go_where_sorted_elements_came_from()
    {
        var x = V(3, 1, 2, 1);
        var weights = V(1, 10, 100, 1000);
        Assert.Equal([1000, 1, 100, 10], Grad(x => Sum(Sort(x).Values * weights))(x).ToArray<double>());
        Assert.Equal([1, 0, 10, 0], Grad(x => Sum(TopK(x, 2).Values * weights[..2]))(x).ToArray<double>());
        Assert.Equal([1, 10, 1000, 100], Jvp(x => Sort(x).Values, x, V(100, 1, 1000, 10)).Tangent.ToArray<double>());
        Assert.Equal([1111, 1110, 1100, 1000], Grad(x => Sum(CumSum(x) * weights))(x).ToArray<double>());
        Assert.Equal([1, 11, 111, 1111], Jvp(x => CumSum(x), x, weights).Tangent.ToArray<double>());
    }
}
