using FsCheck;
using FsCheck.Xunit;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.Operations;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

public class ReductionLaws
{
    [Property]
    public Property Sums_do_not_depend_on_the_order_of_the_axes() => ForAll(Cases(maxRank: 4), c =>
    {
        var expected = c.Tensor.ToArray<double>().Sum();
        Near.Equal(Tensor.Scalar(expected), Sum(c.Tensor));
        var (once, order) = (c.Tensor, c.Draw.Order(c.Shape.Rank));
        for (var i = 0; i < order.Length; i++) once = Sum(once, order[i] - order[..i].Count(axis => axis < order[i]));
        Near.Equal(Tensor.Scalar(expected), once);
    });

    [Property]
    public Property Reductions_over_some_axes_equal_those_over_one_after_moving_them_together() => ForAll(Cases(minRank: 1, maxRank: 4), c =>
    {
        int[] over = [.. Enumerable.Range(0, c.Shape.Rank).Where(axis => c.Another(axis).Chance(0.5)).DefaultIfEmpty(0)];
        int[] kept = [.. Enumerable.Range(0, c.Shape.Rank).Except(over)];
        Shape rest = kept.Select(axis => c.Shape[axis]).ToArray();
        if (rest.Size == 0) return;
        var rows = c.Tensor.Permute([.. kept, .. over]).Reshape(rest.Size, c.Shape.Size / rest.Size);
        Near.Equal(Sum(rows, 1).Reshape(rest), Sum(c.Tensor, over));
        Near.Equal(Prod(rows, 1).Reshape(rest), Prod(c.Tensor, over));
        if (rows.Size == 0) return;
        Near.Same(Max(rows, 1).Reshape(rest), Max(c.Tensor, over));
        Near.Same(Min(rows, 1).Reshape(rest), -Max(-c.Tensor, over));
        Near.Equal(Mean(rows, 1).Reshape(rest), Mean(c.Tensor, over));
        Near.Equal(Variance(rows, 1).Reshape(rest), Variance(c.Tensor, over));
        Near.Equal(LogSumExp(rows, 1).Reshape(rest), LogSumExp(c.Tensor, over));
        Near.Equal(Norm(rows, 1).Reshape(rest), Norm(c.Tensor, over));
    });

    [Property]
    public void Reductions_have_their_formulas(Case c)
    {
        var all = c.Tensor.ToArray<double>();
        Near.Equal(Tensor.Scalar(all.Aggregate(1.0, (a, b) => a * b)), Prod(c.Tensor));
        Near.Equal(Tensor.Scalar(Math.Sqrt(all.Sum(v => v * v))), Norm(c.Tensor));
        if (all.Length == 0) return;
        Near.Equal(Tensor.Scalar(all.Max()), Max(c.Tensor));
        Near.Equal(Tensor.Scalar(all.Average()), Mean(c.Tensor));
        Near.Equal(Tensor.Scalar(all.Average(v => (v - all.Average()) * (v - all.Average()))), Variance(c.Tensor));
        Near.Equal(Tensor.Scalar(Math.Log(all.Sum(Math.Exp))), LogSumExp(c.Tensor));
        Near.Equal(LogSumExp(c.Tensor) + 1000, LogSumExp(c.Tensor + 1000));
    }

    [Property]
    public Property The_element_at_the_argument_of_the_maximum_is_the_maximum() => ForAll(Cases(minRank: 1, empty: false), c =>
    {
        Near.Same(Max(c.Tensor, -1), Pick(c.Tensor, ArgMax(c.Tensor)));
        Near.Same(Min(c.Tensor, -1), Pick(c.Tensor, ArgMin(c.Tensor)));
    });

    [Fact]
    public void Long_sums_are_accurate()
    {
        var many = new Key(1).Uniform([1_000_003]);
        var exact = many.ToArray<float>().Sum(v => (double)v);
        Assert.Equal(exact, Sum(many).ToScalar(), exact * 2e-7);
    }

    [Property]
    public Property Matrix_products_associate() => ForAll(Cases(minRank: 2, maxRank: 2), c =>
    {
        var (m, k) = (c.Shape[0], c.Shape[1]);
        var (a, b, d) = (c.Tensor, c.Another(1).Numbers([k, 3]), c.Another(2).Numbers([3, m]));
        Near.Equal(a.MatMul(b).MatMul(d), a.MatMul(b.MatMul(d)));
        Near.Equal(a.MatMul(b).T, b.T.MatMul(a.T));
        Near.Equal(a, a.MatMul(Tensor.Eye(k, dtype: DType.Float64)));
    });

    [Property]
    public Property Matrix_products_distribute() => ForAll(Cases(minRank: 1, maxRank: 4), c =>
    {
        var (b, d) = (c.Another(1).Numbers([c.Shape[-1], 2]), c.Another(2).Numbers([c.Shape[-1], 2]));
        Near.Equal(c.Tensor.MatMul(b) + c.Tensor.MatMul(d), c.Tensor.MatMul(b + d));
    });

    [Property]
    public Property Matrix_products_broadcast_their_leading_axes() => ForAll(Cases(maxRank: 2), c =>
    {
        var (a, b) = (c.Draw.Numbers((int[])[.. c.Shape, 2, 3]), c.Draw.Numbers([3, 2]));
        var products = a.MatMul(b);
        Near.Equal(Broadcast(a, a.Shape).MatMul(Broadcast(b, (int[])[.. c.Shape, 3, 2])), products);
        Near.Equal(b.MatMul(a), b.Broadcast((int[])[.. c.Shape, 3, 2]).MatMul(a));
        Near.Equal(Sum(a * b[.., 0], -1), a.MatMul(b[.., 0]));
        Near.Equal(Sum(a * b.T, -1)[Subscript.Ellipsis, 0], b[.., 0].MatMul(a.T)[Subscript.Ellipsis, 0]);
    });

    [Property]
    public Property A_convolution_with_one_element_windows_is_a_matrix_product() => ForAll(Cases(minRank: 3, maxRank: 3, empty: false), c =>
    {
        var (n, channels, length) = (c.Shape[0], c.Shape[1], c.Shape[2]);
        var filters = c.Another(1).Numbers([2, channels, 1]);
        Near.Equal(filters[.., .., 0].MatMul(c.Tensor), Conv(c.Tensor, filters));
    });
}
