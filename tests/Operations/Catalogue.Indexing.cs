using static Functional.Operations;

namespace Functional.Tests.Operations;

public static partial class Catalogue
{
    static IEnumerable<Operation> Indexing()
    {
        const string group = "Indexing";
        Tensor x = R([3, 4]), nothing = Tensor.Zeros([0], DType.Float64), none = Tensor.Zeros([0], DType.Int32), at = I(2, 0, 2);

        yield return Op(group, "Item", "–", x => x[0][x[1], x[2]], [x, I(0, 2), I(3, -1)], x => Values.Of(x[0][0, 3], x[0][2, 3]))
            .And(x => x[0][x[1], x[2]], [R([3, 4]), I(0, 2).Reshape(2, 1), I(1, 3, 0)],
                x => Values.Tabulate([2, 3], at => x[0][(int)x[1][at[0], 0], (int)x[2][at[1]]]))
            .And(x => x[0][1.., x[1]], [R([3, 4]), I(0, 2, 2)], x => Values.Tabulate([2, 3], at => x[0][at[0] + 1, (int)x[1][at[1]]]))
            .And(x => x[0][x[1], .., x[2]], [R([3, 2, 4]), I(0, 2), I(1, -1)],
                x => Values.Tabulate([2, 2], at => x[0][(int)x[1][at[0]], at[1], at[0] == 0 ? 1 : 3]))
            .And(x => x[0][.., x[1], x[2]], [R([2, 3, 4]), I(0, 2), I(1, 3)],
                x => Values.Tabulate([2, 2], at => x[0][at[0], (int)x[1][at[1]], (int)x[2][at[1]]]))
            .And(x => x[0][..9, 2..^9], [x], _ => new([3, 0], []))
                .And(x => x[0][^9..2, 1..], [x], x => Values.Tabulate([2, 3], at => x[0][at[0], at[1] + 1]))
            .And(x => x[0].With(x[1], x[2], x[3]), [x, V(7, 8), I(0, 2), I(1, 3)],
                x => Values.Tabulate([3, 4], at => at is [0, 1] ? 7 : at is [2, 3] ? 8 : x[0][at]))
            .Refuses(() => x[I(0), I(4)], "index: index 4 is out of range for an axis of 4")
            .Refuses(() => x[I(0), Tensor.Of(true)], "a mask as an index stands alone: NonZero gives the indices where it holds");
        yield return Op(group, "TakeAlongAxis", "take_along_axis, gather, take_along_axis", x => TakeAlongAxis(x[0], x[1], 1),
            [x, I(0, 3, -1, 1, 1, 2).Reshape(3, 2)], x => Values.Tabulate([3, 2], at => x[0][at[0], Wrapped(x[1][at], 4)]))
            .And(x => TakeAlongAxis(x[0], x[1], 0), [x, I(1, 2).Reshape(2, 1)], x => Values.Tabulate([2, 4], at => x[0][at[0] + 1, at[1]]))
            .And(x => TakeAlongAxis(x[0], x[1], 0), [nothing, none], _ => new([0], []))
            .Refuses(() => TakeAlongAxis(x, I(0), 1), "TakeAlongAxis: the tensor is [3, 4], the indices are [1]: ranks differ")
            .Refuses(() => TakeAlongAxis(x, I(4).Reshape(1, 1), 1), "TakeAlongAxis: index 4 is out of range for an axis of 4");
        yield return Op(group, "PutAlongAxis", "put_along_axis, scatter, put_along_axis", x => PutAlongAxis(x[0], x[1], x[2], 1),
            [x, I(0, 3, -1, 1, 1, 1).Reshape(3, 2), R([3, 2], seed: 2)],
            x => x[0].Put((y, set) => { for (var i = 0; i < 3; i++) for (var j = 0; j < 2; j++) set([i, Wrapped(x[1][i, j], 4)], x[2][i, j]); }))
            .Refuses(() => PutAlongAxis(x, V(0, 0, 0).Reshape(3, 1), V(1), 1), "PutAlongAxis: the indices are float64, not integers");
        yield return Op(group, "ScatterAdd", "–, index_add, –", x => ScatterAdd(x[0], x[1], x[2]), [x, at, R([3, 4], seed: 2)],
            Scattered((old, update) => old + update))
            .Refuses(() => ScatterAdd(x, I(3), V(1)), "Scatter: index 3 is out of range for an axis of 3");
        yield return Op(group, "ScatterSet", "–, index_copy, –", x => ScatterSet(x[0], x[1], x[2]), [x, at, R([3, 4], seed: 2)],
            Scattered((_, update) => update))
            .And(x => ScatterSet(x[0], x[1], x[2], 1), [x, I(-1, 0), R([3, 2], seed: 2)],
                x => Values.Tabulate([3, 4], at => at[1] == 0 ? x[2][at[0], 1] : at[1] == 3 ? x[2][at[0], 0] : x[0][at]))
            .And(x => ScatterSet(x[0], x[1], x[2]), [Tensor.Of(true, true), I(0), Tensor.Of(false)], _ => Values.Of(0, 1))
                .And(x => ScatterSet(x[0], x[1], x[2]), [V(1, 2), none, nothing], _ => Values.Of(1, 2))
            .Refuses(() => ScatterSet(x, I(-4), V(1)), "ScatterSet: index -4 is out of range for an axis of 3");
        yield return Op(group, "ScatterMax", "–, index_reduce, –", x => ScatterMax(x[0], x[1], x[2]),
            [Apart([3, 2], 3), at, Apart([3, 2], 4, 0.41)], Scattered(Math.Max))
            .And(x => ScatterMax(x[0], x[1], x[2]), [V(1, 2), I(0, 0, 1), V(NaN, 5, -1)], _ => Values.Of(NaN, 2))
                .And(x => ScatterMax(x[0], x[1], x[2]), [V(1, 2), none, nothing], _ => Values.Of(1, 2));
        yield return Op(group, "ScatterMultiply", "–, index_reduce, –", x => ScatterMultiply(x[0], x[1], x[2]),
            [x, I(2, 0, 2, 2), R([4, 4], seed: 2)], Scattered((old, update) => old * update))
            .And(x => ScatterMultiply(x[0], x[1], x[2]), [V(1, 2), none, nothing], _ => Values.Of(1, 2));
        yield return Op(group, "Gather", "take, index_select, take", x => Gather(x[0], x[1], 1), [x, I(3, -1, 0)],
            x => Values.Tabulate([3, 3], at => x[0][at[0], Wrapped(x[1][at[1]], 4)]));
        yield return Op(group, "Pick", "–", x => Pick(x[0], x[1]), [x, I(3, -1, 0)],
            x => Values.Tabulate([3], at => x[0][at[0], Wrapped(x[1][at[0]], 4)]))
            .Refuses(() => Pick(x, I(0, 1, 4)), "Pick: index 4 is out of range for an axis of 4");
        yield return Op(group, "OneHot", "–, one_hot, one_hot", x => Tensor.OneHot(x[0], 3), [I(2, 0, -1)],
            _ => new([3, 3], [0, 0, 1, 1, 0, 0, 0, 0, 1]))
            .Refuses(() => Tensor.OneHot(I(3), 3), "OneHot: index 3 is out of range for an axis of 3");
        yield return Op(group, "NonZero", "nonzero", x => NonZero(x[0]), [V(0, 1, 2, 0, 0, 3).Reshape(2, 3)], _ => new([3, 2], [0, 1, 0, 2, 1, 2]))
            .And(x => NonZero(x[0]), [V(0)], _ => new([0, 1], [])).And(x => NonZero(x[0]), [nothing], _ => new([0, 1], []))
            with { ReadsElements = true };
        yield return Op(group, "NonZero (size)", "–, –, nonzero", x => NonZero(x[0], size: 4), [V(0, 1, 2, 0, 0, 3).Reshape(2, 3)],
            _ => new([4, 2], [0, 1, 0, 2, 1, 2, -1, -1]))
            .And(x => NonZero(x[0], size: 2), [Tensor.Of(true, false, true, true)], _ => new([2, 1], [0, 2]))
                .And(x => NonZero(x[0], 3, fill: 9), [V(0, 1)], _ => new([3, 1], [1, 9, 9]));
        yield return Op(group, "Unique", "unique", x => Unique(x[0]).Values, [V(3, 1, 4, 2)], _ => Values.Of(1, 2, 3, 4)).Of(V(4, 3, 1, 3, 2, 1))
            .And(x => Unique(x[0]).Inverse, [V(3, 1, 3, 2).Reshape(2, 2)], _ => new([2, 2], [2, 0, 2, 1]))
            .And(x => Unique(x[0]).Counts, [V(3, 1, 3, NaN, NaN)], _ => Values.Of(1, 2, 2))
                .And(x => Unique(x[0]).Values, [nothing], _ => new([0], [])) with { ReadsElements = true };
        yield return Op(group, "Unique (size)", "–, –, unique", x => Unique(x[0], size: 4).Values, [V(3, 1, 2)], _ => Values.Of(1, 2, 3, 3))
            .Of(V(3, 1, 3, 2, 1)).And(x => Unique(x[0], 4).Counts, [V(3, 1, 3, 2, 1)], _ => Values.Of(2, 1, 2, 0))
            .And(x => Unique(x[0], 2).Values, [V(3, 1, 3, 2, 1)], _ => Values.Of(1, 2))
                .Refuses(() => Unique(nothing, 2), "Unique: [0] is empty and has no 2 values");
        yield return Op(group, "BinCount", "bincount", x => BinCount(x[0]), [I(1, 3, 1, 0)], _ => Values.Of(1, 2, 0, 1))
            .And(x => BinCount(x[0], x[1]), [I(1, 1, 0), V(0.5, 2, 3)], _ => Values.Of(3, 2.5)).And(x => BinCount(x[0]), [none], _ => new([0], []))
            .Refuses(() => BinCount(I(-1), size: 3), "BinCount: index -1 is out of range for an axis of 3") with { ReadsElements = true };
        yield return Op(group, "BinCount (size)", "–, –, bincount", x => BinCount(x[0], size: 5), [I(1, 3, 1, 0)], _ => Values.Of(1, 2, 0, 1, 0))
            .Refuses(() => BinCount(I(5), size: 5), "BinCount: index 5 is out of range for an axis of 5");
        yield return Op(group, "Histogram", "histogram, histc, histogram", x => Histogram(x[0], 4, -1, 1), [R([20])],
            x => Values.Tabulate([4], at => x[0].Numbers.Count(v => v >= -1 + 0.5 * at[0] && v < -0.5 + 0.5 * at[0])))
            .At([-1, 1, 1.5, NaN, -0.5, Inf, 0.99], [1, 1, 0, 2]).And(x => Histogram(x[0], 2, 0, 1), [nothing], _ => Values.Of(0, 0));
        yield return Op(group, "SearchSorted", "searchsorted", x => SearchSorted(x[0], x[1]), [V(1, 2, 2, 5), V(0, 1, 2, 3, 5, 9).Reshape(2, 3)],
            x => x[1].Map(v => x[0].Numbers.Count(s => s < v)))
            .And(x => SearchSorted(x[0], x[1], right: true), [V(1, 2, 2, 5), V(0, 1, 2, 3, 5, 9, NaN, Inf)], _ => Values.Of(0, 1, 3, 3, 4, 4, 4, 4))
            .And(x => SearchSorted(x[0], x[1]), [V(1, 2, 3, 4, 5, 6).Reshape(2, 3), V(2, 5).Reshape(2, 1)], _ => new([2, 1], [1, 1]))
                .And(x => SearchSorted(x[0], x[1]), [nothing, V(1)], _ => Values.Of(0))
            .And(x => SearchSorted(x[0], x[1]), [I(1, 2, 4), I(4)], _ => Values.Of(2))
            .Refuses(() => SearchSorted(R([2, 3]), V(1)), "SearchSorted: the sorted numbers are [2, 3], the values [1]: the leading axes differ");
    }

    static int Wrapped(double index, int extent) => (int)index < 0 ? (int)index + extent : (int)index;

    /// <summary>Rows of updates that meet rows of x, one after the other.</summary>
    static Func<Values[], Values> Scattered(Func<double, double, double> join) => x => x[0].Put((y, set) =>
    {
        for (var i = 0; i < x[1].Numbers.Length; i++)
            for (var j = 0; j < x[0].Shape[1]; j++)
                if ((int)x[1][i] is var row) set([row, j], join(y([row, j]), x[2][i, j]));
    });

    /// <summary>A copy of the elements that a program has changed.</summary>
    static Values Put(this Values x, Action<Func<int[], double>, Action<int[], double>> change)
    {
        var all = Values.Places(x.Shape).ToDictionary(at => string.Join(",", at), at => x[at]);
        change(at => all[string.Join(",", at)], (at, value) => all[string.Join(",", at)] = value);
        return Values.Tabulate(x.Shape, at => all[string.Join(",", at)]);
    }
}
