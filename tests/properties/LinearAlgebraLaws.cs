using FsCheck;
using FsCheck.Xunit;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.Operations;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

public class LinearAlgebraLaws
{
    [Property]
    public Property The_product_with_a_solution_is_the_right_hand_side() => ForMatrices((d, a) =>
    {
        var (vectors, columns) = (d.Numbers(Shape.Of(a.Shape.SkipLast(1))), d.Numbers(a.Shape.With(a.Rank - 1, 3)));
        Near.Equal(vectors, Squeeze(a.MatMul(ExpandDims(Solve(a, vectors), -1)), -1), 1e-12);
        Near.Equal(columns, a.MatMul(Solve(a, columns)), 1e-12);
        Near.Equal(columns, Tril(a + 3 * Eye(a)).MatMul(TriangularSolve(a + 3 * Eye(a), columns)), 1e-12);
        Near.Equal(columns, Triu(a + 3 * Eye(a)).MatMul(TriangularSolve(a + 3 * Eye(a), columns, Triangle.Upper)), 1e-12);
        Near.Equal(Eye(a), a.MatMul(Inverse(a)), 1e-12);
        Near.Equal(Eye(a), Inverse(a).MatMul(a), 1e-12);
    });

    [Property]
    public Property Solving_broadcasts_the_leading_axes() => ForMatrices((d, a) =>
    {
        var n = a.Shape[-1];
        var b = d.Numbers([n, 2]);
        if (a.Rank > 2) Near.Same(Solve(a, b[.., 0].Broadcast(Shape.Of(a.Shape.SkipLast(1)))), Solve(a, b[.., 0]));
        Near.Same(Solve(a, b.Broadcast(a.Shape.With(a.Rank - 1, 2))), Solve(a, b.Reshape(Shape.Of([.. Enumerable.Repeat(1, a.Rank - 2), n, 2]))));
        // One matrix for many right-hand sides.
        var (one, many) = (a.Size == 0 ? Tensor.Eye(n, dtype: DType.Float64) : a.Reshape(-1, n, n)[0], d.Numbers([2, 3, n, 2]));
        Near.Same(Solve(one.Broadcast([2, 3, n, n]), many), Solve(one, many));
    });

    [Property]
    public Property Factors_multiply_to_the_matrix() => ForAll(Cases(minRank: 2, maxRank: 4), c =>
    {
        var a = c.Tensor;
        var square = a.MatMul(a.T) + 0.1 * Eye(a.MatMul(a.T));
        var l = Cholesky(square);
        Near.Equal(square, l.MatMul(l.T), 1e-12);
        Near.Same(l, Tril(l));

        var tall = a.Shape[-2] >= a.Shape[-1] ? a : a.T;
        var (q, r) = Qr(tall);
        Near.Equal(tall, q.MatMul(r), 1e-12);
        Near.Equal(Eye(r), q.T.MatMul(q), 1e-12);
        Near.Same(r, Triu(r));
        Assert.All(Diagonal(r).ToArray<double>(), each => Assert.True(each >= 0));

        var (u, s, v) = Svd(a);
        Near.Equal(a, (u * ExpandDims(s, -2)).MatMul(v.T), 1e-12);
        Near.Equal(Eye(u.T.MatMul(u)), u.T.MatMul(u), 1e-12);
        Near.Equal(Eye(u.T.MatMul(u)), v.T.MatMul(v), 1e-12);
        Near.Same(Sort(s).Values, Flip(Abs(s), -1));
        Near.Same(s, Svdvals(a));

        var symmetric = a.MatMul(a.T) - 2 * Eye(square);
        var (w, vectors) = Eigh(symmetric);
        Near.Equal(symmetric, (vectors * ExpandDims(w, -2)).MatMul(vectors.T), 1e-12);
        Near.Equal(Eye(symmetric), vectors.T.MatMul(vectors), 1e-12);
        Near.Same(Sort(w).Values, w);
        Near.Same(w, Eigvalsh(symmetric));
    });

    /// <summary>Rows that are multiples of each other, rows of zeros, and sizes that differ by hundreds of orders of magnitude.</summary>
    [Property]
    public Property Deficient_matrices_have_decompositions() => ForAll(Cases(minRank: 2, maxRank: 2, empty: false), c =>
    {
        var (n, m) = (c.Shape[0], c.Shape[1]);
        foreach (var scale in (double[])[1, 1e-200, 1e200])
        {
            var a = c.Draw.Numbers([n, 1]).MatMul(c.Another(1).Numbers([1, m])) * Cast(c.Draw.Truths([n, 1]), DType.Float64) * scale;
            var (u, s, v) = Svd(a);
            Near.Equal(a / scale, (u * (s / scale)).MatMul(v.T), 1e-12);
            Near.Equal(Eye(u.T.MatMul(u)), u.T.MatMul(u), 1e-12);
            Near.Equal(Eye(u.T.MatMul(u)), v.T.MatMul(v), 1e-12);
            if (n < m) continue;
            var (q, r) = Qr(a);
            Near.Equal(a / scale, q.MatMul(r / scale), 1e-12);
            Near.Equal(Eye(r), q.T.MatMul(q), 1e-12);
        }
    });

    [Property]
    public Property Triangles_and_diagonals_are_parts() => ForAll(Cases(minRank: 2), c =>
    {
        var a = c.Tensor;
        for (var k = -4; k <= 4; k++)
        {
            Near.Same(a, Tril(a, k) + Triu(a, k + 1));
            Near.Same(Tril(a, k), Triu(a.T, -k).T);
        }
        var square = c.Draw.Numbers((int[])[.. c.Shape, c.Shape[-1]]);
        Near.Same(Tril(Triu(square)), Diag(Diagonal(square)));
        Near.Equal(Sum(square * Eye(square), -2, -1), Trace(square));
    });

    [Property]
    public Property Running_sums_end_in_the_sum_and_differ_by_the_elements() => ForAll(Cases(minRank: 1, maxRank: 4), c =>
    {
        for (var axis = 0; axis < c.Shape.Rank; axis++)
        {
            var sums = MoveAxis(CumSum(c.Tensor, axis), axis, 0);
            var x = MoveAxis(c.Tensor, axis, 0);
            var running = Tensor.ZerosLike(Sum(x, 0));
            for (var i = 0; i < c.Shape[axis]; i++) Near.Equal(running += x[i], sums[i]);
        }
    });

    [Property]
    public Property Sorting_agrees_with_that_of_the_platform() => ForAll(Cases(minRank: 1), c =>
    {
        // Few different numbers, so that many are equal.
        var x = Round(c.Tensor);
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var k = c.Another(axis).Int(0, c.Shape[axis]);
            var ((values, indices), (top, places)) = (Sort(x, axis), TopK(x, k, axis));
            var rows = Rows(x, axis);
            for (var row = 0; row < rows.Length; row++)
            {
                var ascending = rows[row].Select((value, i) => (value, i)).OrderBy(each => each.value).ToArray();
                var descending = rows[row].Select((value, i) => (value, i)).OrderByDescending(each => each.value).Take(k).ToArray();
                Assert.Equal(ascending.Select(each => each.value), Rows(values, axis)[row]);
                Assert.Equal(ascending.Select(each => (double)each.i), Rows(indices, axis)[row]);
                if (k == 0) continue;
                Assert.Equal(descending.Select(each => each.value), Rows(top, axis)[row]);
                Assert.Equal(descending.Select(each => (double)each.i), Rows(places, axis)[row]);
            }
        }

        static double[][] Rows(Tensor x, int axis) => [.. Reference.Numbers(MoveAxis(x, axis, -1)).Chunk(Math.Max(1, x.Shape[axis]))];
    });

    static Tensor Eye(Tensor like) => Tensor.Eye(like.Shape[-1], dtype: DType.Float64).Broadcast(like.Shape);

    static Property ForMatrices(Action<Draw, Tensor> law) => ForAll(Of(MatrixSamples.Invertible), drawn => law(drawn.More, drawn.Value));
}
