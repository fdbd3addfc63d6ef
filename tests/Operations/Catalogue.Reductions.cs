using static Functional.Operations;

namespace Functional.Tests.Operations;

public static partial class Catalogue
{
    static IEnumerable<Operation> Reductions()
    {
        const string group = "Reductions and running results";
        Tensor x = R([2, 3, 2]), nothing = Tensor.Zeros([2, 0], DType.Float64);
        Func<Values[], Values> Over(Func<double[], double> f, params int[] axes) => x => x[0].Reduce(f, axes);
        Func<Values[], Values> Keeping(Func<double[], double> f, params int[] axes) => x => x[0].Reduce(f, axes, keep: true);
        Func<Values[], Values> Running(Func<double[], double> f) => x => x[0].Rows(row => [.. row.Select((_, i) => f(row[..(i + 1)]))], 1);

        yield return Op(group, "Sum", "sum", x => Sum(x[0], 0, 2), [x], Over(Enumerable.Sum, 0, 2))
            .And(x => Sum(x[0], [1], keepDims: true), [x], Keeping(Enumerable.Sum, 1)).And(x => Sum(x[0], 1), [nothing], _ => Values.Of(0, 0));
        yield return Op(group, "Mean", "mean", x => Mean(x[0], 1), [x], Over(Enumerable.Average, 1))
            .And(x => Mean(x[0], [1], keepDims: true), [x], Keeping(Enumerable.Average, 1));
        yield return Op(group, "Max", "max, amax, max", x => Max(x[0], 1), [Apart([2, 3, 2])], Over(Enumerable.Max, 1))
            .And(x => Max(x[0], [0, 1], keepDims: true), [x], Keeping(Enumerable.Max, 0, 1));
        yield return Op(group, "Min", "min, amin, min", x => Min(x[0], 1), [Apart([2, 3, 2])], Over(Enumerable.Min, 1))
            .And(x => Min(x[0], [0, 1], keepDims: true), [x], Keeping(Enumerable.Min, 0, 1));
        yield return Op(group, "ArgMax", "argmax", x => ArgMax(x[0], 1), [Apart([2, 3, 2])], Over(row => Array.IndexOf(row, row.Max()), 1))
            .And(x => ArgMax(x[0], 1, keepDims: true), [x], Keeping(row => Array.IndexOf(row, row.Max()), 1));
        yield return Op(group, "ArgMin", "argmin", x => ArgMin(x[0], 1), [Apart([2, 3, 2])], Over(row => Array.IndexOf(row, row.Min()), 1))
            .And(x => ArgMin(x[0], 1, keepDims: true), [x], Keeping(row => Array.IndexOf(row, row.Min()), 1));
        yield return Op(group, "Prod", "prod", x => Prod(x[0], 1), [x], Over(Product, 1))
            .And(x => Prod(x[0], [1], keepDims: true), [x], Keeping(Product, 1)).And(x => Prod(x[0], 1), [nothing], _ => Values.Of(1, 1));
        yield return Op(group, "Variance", "var", x => Variance(x[0], [1], correction: 1), [x], Over(row => Spread(row, 1), 1))
            .And(x => Variance(x[0], 1), [x], Over(row => Spread(row, 0), 1))
            .And(x => Variance(x[0], [0, 2], 0, keepDims: true), [x], Keeping(row => Spread(row, 0), 0, 2))
                .And(x => Variance(x[0], [0], 1), [V(3)], _ => Values.Scalar(NaN))
            .Refuses(() => Variance(nothing, [1], 1), "Variance: [2, 0] is empty over axes [1]");
        yield return Op(group, "Std", "std", x => Std(x[0], [1], correction: 1), [x], Over(row => Math.Sqrt(Spread(row, 1)), 1))
            .And(x => Std(x[0]), [V(2, 2, 2)], _ => Values.Scalar(0))
            .And(x => Std(x[0], [1], keepDims: true), [x], Keeping(row => Math.Sqrt(Spread(row, 0)), 1))
            .And(x => ReverseMode.Grad(v => Std(v))(x[0]), [V(2, 2, 2)], _ => Values.Of(0, 0, 0));
        yield return Op(group, "Norm", "linalg.norm", x => Norm(x[0], 3, [1]), [x],
            Over(row => Math.Pow(row.Sum(v => Math.Pow(Math.Abs(v), 3)), 1 / 3.0), 1))
            .And(x => Norm(x[0], Inf, [1]), [x], Over(row => row.Max(Math.Abs), 1))
                .And(x => Norm(x[0], -Inf, [1], keepDims: true), [x], Keeping(row => row.Min(Math.Abs), 1))
            .And(x => Norm(x[0], 0, []), [V(0, 2, -3)], _ => Values.Scalar(2)).And(x => Norm(x[0], 1, [0]), [V(0, 2, -3)], _ => Values.Scalar(5))
            .And(x => Norm(x[0], 0.5, [0]), [V(1, 4, 0)], _ => Values.Scalar(9)).And(x => Norm(x[0], -1, [0]), [V(1, 0)], _ => Values.Scalar(0))
                .And(x => Norm(x[0], -1, [0]), [V(2, 2)], _ => Values.Scalar(1))
            .And(x => Norm(x[0], 2, []), [V(3e200, 4e200)], _ => Values.Scalar(5e200)).And(x => Norm(x[0], 3, []), [V(0, 0)], _ => Values.Scalar(0))
                .And(x => Norm(x[0], 3, []), [V(1, Inf)], _ => Values.Scalar(Inf))
            .And(x => Norm(x[0], 3, []), [V(1, NaN)], _ => Values.Scalar(NaN)).And(x => Norm(x[0], 3, [1]), [nothing], _ => Values.Of(0, 0))
            .And(x => ReverseMode.Grad(v => Norm(v, 3, []))(x[0]), [V(0, 0)], _ => Values.Of(0, 0)) with { Tolerance = 1e-12 };
        yield return Op(group, "LogSumExp", "logsumexp", x => LogSumExp(x[0], 1), [x], Over(row => Math.Log(row.Sum(Math.Exp)), 1))
            .And(x => LogSumExp(x[0], [1], keepDims: true), [x], Keeping(row => Math.Log(row.Sum(Math.Exp)), 1));
        yield return Op(group, "Count", "count_nonzero", x => Count(x[0], 1), [I(0, 3, -1, 0, 0, 5).Reshape(2, 3)],
            Over(row => row.Count(v => v != 0), 1))
            .And(x => Count(x[0]), [V(0, NaN, 2)], _ => Values.Scalar(2))
            .And(x => Count(x[0], [1], keepDims: true), [Tensor.Of(true, false).Reshape(2, 1)], _ => new([2, 1], [1, 0]));
        yield return Op(group, "Any", "any", x => Any(x[0] > 0, 1), [V(-1, 2, -3, -4).Reshape(2, 2)], _ => Values.Of(1, 0))
            .And(x => Any(x[0], [0], keepDims: true), [Tensor.Of(true, false)], _ => Values.Of(1))
            .And(x => Any(x[0]), [Tensor.Zeros([0], DType.Bool)], _ => Values.Scalar(0));
        yield return Op(group, "All", "all", x => All(x[0] > 0, 1), [V(1, 2, -3, 4).Reshape(2, 2)], _ => Values.Of(1, 0))
            .And(x => All(x[0], [0], keepDims: true), [Tensor.Of(true, false)], _ => Values.Of(0))
            .And(x => All(x[0]), [Tensor.Zeros([0], DType.Bool)], _ => Values.Scalar(1));
        yield return Op(group, "Median", "median", x => Median(x[0], 1), [Apart([2, 4])], Over(row => Share(row, 0.5), 1))
            .And(x => Median(x[0], [0, 2], keepDims: true), [Apart([2, 3, 2])], Keeping(row => Share(row, 0.5), 0, 2))
            .And(x => Median(x[0]), [V(3, NaN, 1)], _ => Values.Scalar(NaN)).And(x => Median(x[0]), [V(1, Inf)], _ => Values.Scalar(Inf))
            .Refuses(() => Median(nothing, 1), "Median: [2, 0] is empty over axes [1]");
        yield return Op(group, "Quantile", "quantile", x => Quantile(x[0], 0.3, 1), [Apart([2, 4])], Over(row => Share(row, 0.3), 1))
            .And(x => Quantile(x[0], 0.9, [0, 1], keepDims: true), [Apart([2, 3])], Keeping(row => Share(row, 0.9), 0, 1))
            .And(x => Quantile(x[0], 1), [V(3, 1, 2)], _ => Values.Scalar(3))
                .Refuses(() => Quantile(x, 1.5), "Quantile: a share from 0 to 1, not 1.5");
        yield return Op(group, "CumSum", "cumsum", x => CumSum(x[0], 1), [x], Running(Enumerable.Sum)).Of(nothing);
        yield return Op(group, "CumProd", "cumprod", x => CumProd(x[0], 1), [x], Running(Product)).Of(nothing)
            .And(x => ReverseMode.Grad(v => Sum(CumProd(v)))(x[0]), [V(2, 0, 3)], _ => Values.Of(1, 2 * (1 + 3), 0));
        yield return Op(group, "CumMax", "maximum.accumulate, cummax, lax.cummax", x => CumMax(x[0], 1).Values, [Apart([2, 5])],
            Running(Enumerable.Max))
            .Of(nothing)
            .And(x => CumMax(x[0]).Indices, [V(1, 3, 3, 2, NaN, 5)], _ => Values.Of(0, 1, 1, 1, 4, 4))
                .And(x => CumMax(x[0]).Values, [V(1, NaN, 3)], _ => Values.Of(1, NaN, NaN));
        yield return Op(group, "CumMin", "minimum.accumulate, cummin, lax.cummin", x => CumMin(x[0], 1).Values, [Apart([2, 5])],
            Running(Enumerable.Min))
            .And(x => CumMin(x[0]).Indices, [V(3, 1, 1, 0)], _ => Values.Of(0, 1, 1, 3));
        yield return Op(group, "LogCumSumExp", "–, logcumsumexp, lax.cumlogsumexp", x => LogCumSumExp(x[0], 1), [x],
            Running(row => Math.Log(row.Sum(Math.Exp))))
            .Of(nothing)
            .And(x => LogCumSumExp(x[0]), [V(-Inf, -Inf, 1000, 1000)], _ => Values.Of(-Inf, -Inf, 1000, 1000 + Math.Log(2)));
        yield return Op(group, "Sort", "sort", x => Sort(x[0], 0).Values, [Apart([4, 2])], x => x[0].Rows(row => [.. row.Order()], 0));
        yield return Op(group, "ArgSort", "argsort", x => ArgSort(x[0]), [Apart([2, 4])],
            x => x[0].Rows(row => [.. Enumerable.Range(0, row.Length).OrderBy(i => row[i]).Select(i => (double)i)]));
        yield return Op(group, "TopK", "–, topk, lax.top_k", x => TopK(x[0], 2, 0).Values, [Apart([4, 2])],
            x => x[0].Rows(row => [.. row.OrderDescending().Take(2)], 0));
    }

    static double Product(double[] x) => x.Aggregate(1.0, (a, b) => a * b);

    static double Spread(double[] x, int correction) => x.Sum(v => Math.Pow(v - x.Average(), 2)) / (x.Length - correction);

    /// <summary>Between two neighbours in order.</summary>
    static double Share(double[] x, double q)
    {
        double[] ordered = [.. x.Order()];
        var place = q * (x.Length - 1);
        var (low, high) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        return ordered[low] + (place - low) * (ordered[high] - ordered[low]);
    }
}
