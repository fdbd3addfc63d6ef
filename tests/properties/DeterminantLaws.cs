using FsCheck;
using FsCheck.Xunit;
using Functional.Primitives;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>Determinants are polynomials, whose derivatives exist at every matrix.</summary>
public class DeterminantLaws
{
    static readonly Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>>[] modes = [f => Derivative(f), f => Grad(f)];

    [Property]
    public Property Determinants_multiply() => ForAll(Cases(minRank: 1), c =>
    {
        int[] square = [.. c.Shape, c.Shape[-1]];
        Tensor a = c.Draw.Numbers(square), b = c.Another(1).Numbers(square);
        Near.Equal(Det(a) * Det(b), Det(a.MatMul(b)), 1e-12);
        Near.Equal(Det(a), Det(a.T), 1e-12);
        Near.Equal(Det(a) * Math.Pow(2, c.Shape[-1]), Det(a * 2));
        Near.Equal(Abs(Det(a)), Exp(LogDet(a)), 1e-12);
        Near.Equal(Abs(Det(a)), Prod(Svd(a).S, -1), 1e-12);
        Near.Equal(Det(a + a.T), Prod(Eigh(a).Values * 2, -1), 1e-11);
    });

    [Property]
    public Property The_product_with_the_transposed_cofactors_is_the_determinant() => ForAll(Cases(minRank: 1), c =>
    {
        var n = c.Shape[-1];
        var a = c.Draw.Numbers((int[])[.. c.Shape, n]);
        // Of full rank, of rank n − 1 and below.
        for (var rank = n; rank >= Math.Max(0, n - 2); rank--)
        {
            var deficient = a[Subscript.Ellipsis, ..rank, ..].T.MatMul(a[Subscript.Ellipsis, ..rank, ..]);
            var cofactors = Primitives.Cofactor.Instance.Apply(deficient);
            Near.Equal(Formulas.PerMatrix(Det(deficient)) * Eye(deficient), deficient.MatMul(cofactors.T), 1e-9);
            if (rank < n - 1) Near.Equal(cofactors * 0, cofactors, 1e-9);
        }
    });

    [Property]
    public Property Gradients_and_curvatures_are_those_of_the_expansion() => ForMatrices((d, a) =>
    {
        var (weights, v) = (d.Numbers(Shape.Of(a.Shape.SkipLast(2))), d.Like(a));
        Func<Tensor, Tensor> f = x => Sum(weights * Det(x)), expanded = x => Sum(weights * Expanded(x));
        Near.Equal(Grad(expanded)(a), Grad(f)(a), 1e-13);
        Near.Equal(Jvp(expanded, a, v).Tangent, Jvp(f, a, v).Tangent, 1e-13);

        var curvature = HessianVector(expanded, a, v);
        Near.Equal(curvature, Jvp(Grad(f), a, v).Tangent, 1e-13);
        Near.Equal(curvature, Grad(x => Jvp(f, x, v).Tangent)(a), 1e-13);
        Near.Equal(curvature, Grad(x => Sum(Grad(f)(x) * v))(a), 1e-13);
        Near.Equal(Sum(curvature * v), Jvp(x => Jvp(f, x, v).Tangent, a, v).Tangent, 1e-13);

        Func<Tensor, Tensor> single = x => Sum(weights.Cast(DType.Float32) * Det(x));
        var (gradient, change) = Jvp(Grad(single), a.Cast(DType.Float32), v.Cast(DType.Float32));
        Assert.Equal((DType.Float32, DType.Float32), (gradient.DType, change.DType));
        Near.Equal(Grad(expanded)(a), gradient.Cast(DType.Float64), 1e-5);
        Near.Equal(curvature, change.Cast(DType.Float64), 1e-5);
    });

    [Property]
    public Property Derivatives_of_all_orders_are_those_of_the_expansion_in_all_mixtures_of_modes() => ForMatrices((d, a) =>
    {
        var (weights, u, v, zero) = (d.Numbers(Shape.Of(a.Shape.SkipLast(2))), d.Like(a), d.Like(a), Tensor.Scalar(0.0));
        for (var order = 1; order <= 4; order++)
        {
            var expected = Enumerable.Repeat(modes[0], order).Aggregate(Along(Expanded), (f, mode) => mode(f))(zero);
            for (var mixture = 0; mixture < 1 << order; mixture++)
                Near.Equal(expected, Enumerable.Range(0, order).Aggregate(Along(Det), (f, k) => modes[mixture >> k & 1](f))(zero), 1e-12);
        }

        Func<Tensor, Tensor> Along(Func<Tensor, Tensor> f) => t => Sum(weights * f(a + Sin(t) * u + t * t * v));
    });

    [Property]
    public Property Batches_of_gradients_and_whole_hessians_are_those_of_the_expansion() => ForMatrices((d, a) =>
    {
        var (n, v) = (a.Shape[-1], d.Like(a));
        var matrices = a.Reshape(a.Size == 0 ? 0 : -1, n, n);
        if (n == 0) return;
        Near.Equal(Vmap(Grad(Expanded))(matrices), Vmap(Grad(Det))(matrices), 1e-13);
        Near.Equal(Vmap(Hessian(Expanded))(matrices), Vmap(Hessian(Det))(matrices), 1e-13);
        Near.Equal(Grad(x => Sum(Square(Vmap(Expanded)(x))))(matrices), Grad(x => Sum(Square(Vmap(Det)(x))))(matrices), 1e-12);
        // One matrix, many directions, and the other way round.
        foreach (var i in Enumerable.Range(0, Math.Min(2, matrices.Shape[0])))
        {
            var (one, directions) = (matrices[i], v.Reshape(-1, n, n));
            Near.Equal(Vmap(v => HessianVector(Expanded, one, v))(directions), Vmap(v => HessianVector(Det, one, v))(directions), 1e-13);
            Near.Equal(Vmap(x => HessianVector(Expanded, x, one))(matrices), Vmap(x => HessianVector(Det, x, one))(matrices), 1e-12);
            Near.Equal(Hessian(Expanded)(one), JacobianReverse(Grad(Det))(one), 1e-13);
        }
    });

    /// <summary>The determinant, developed along the first row: sums and products alone.</summary>
    static Tensor Expanded(Tensor a)
    {
        var n = a.Shape[-1];
        if (n == 0) return Sum(a, -1, -2) + 1;
        var below = a[Subscript.Ellipsis, 1.., ..];
        return Enumerable.Range(0, n).Select(j => a[Subscript.Ellipsis, 0, j] * Expanded(Without(j)) * (j % 2 == 0 ? 1 : -1)).Aggregate((x, y) => x + y);

        Tensor Without(int column) => Concat(-1, below[Subscript.Ellipsis, ..column], below[Subscript.Ellipsis, (column + 1)..]);
    }

    static Tensor Eye(Tensor like) => Tensor.Eye(like.Shape[-1], dtype: DType.Float64).Broadcast(like.Shape);

    static Property ForMatrices(Action<Draw, Tensor> law) => ForAll(Of(MatrixSamples.Any), drawn => law(drawn.More, drawn.Value));
}
