using FsCheck;
using FsCheck.Xunit;
using Functional.Primitives;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.Operations;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

public class LayoutLaws
{
    [Property]
    public Property Broadcasting_is_that_of_numpy() => ForAll(Cases(maxRank: 4), c =>
    {
        var (a, b) = (Shrunk(c.Shape, c.Draw), Shrunk(c.Shape, c.Another(1)));
        var (x, y) = (c.Draw.Numbers(a), c.Draw.AwayFromZero(b));
        var sum = x + y;
        var both = Functional.Shape.Broadcast(a, b, "test");
        Assert.Equal(both, sum.Shape);
        Near.Same(Broadcast(x, both) + Broadcast(y, both), sum);
        var (p, q, s) = (x.ToArray<double>(), y.ToArray<double>(), sum.ToArray<double>());
        for (var i = 0; i < s.Length; i++) Assert.Equal(p[Source(i, both, a)] + q[Source(i, both, b)], s[i]);
    });

    [Property]
    public void Broadcasting_commutes(Case c)
    {
        var (x, y) = (c.Draw.Numbers(Shrunk(c.Shape, c.Draw)), c.Draw.Numbers(Shrunk(c.Shape, c.Another(1))));
        Near.Same(x + y, y + x);
        Near.Same(x * y, y * x);
        Near.Same(x - y, -(y - x));
        Near.Same(Maximum(x, y), -Minimum(-x, -y));
    }

    [Property]
    public void Summing_back_is_the_transpose_of_broadcasting(Case c)
    {
        var from = Shrunk(c.Shape, c.Draw);
        var (x, u) = (c.Another(1).Numbers(from), c.Tensor);
        Near.Equal(Sum(Broadcast(x, c.Shape) * u), Sum(x * Formulas.SumTo(u, from)));
    }

    [Property]
    public void Reshaping_and_back_changes_nothing(Case c)
    {
        foreach (var view in Views.All)
        {
            var x = view(c.Tensor);
            Near.Same(x, x.Reshape(x.Size).Reshape(x.Shape));
            Near.Same(x, ExpandDims(x, c.Draw.Int(-x.Rank - 1, x.Rank)).Reshape(x.Shape));
            Near.Same(x, Ravel(x).Reshape(x.Shape));
        }
    }

    [Property]
    public Property Reshaped_slices_read_the_right_elements() => ForAll(Cases(empty: false), c =>
    {
        var wide = c.Draw.Numbers((int[])[.. c.Shape, 5]);
        var part = ExpandDims(wide[Subscript.Ellipsis, 1..4], -2);
        Near.Same(Views.Copy(part).Reshape(-1), part.Reshape(-1));
    });

    [Property]
    public Property Permuting_there_and_back_changes_nothing() => ForAll(Cases(maxRank: 4), c =>
    {
        var order = c.Draw.Order(c.Shape.Rank);
        var inverse = order.Select((axis, i) => (axis, i)).OrderBy(each => each.axis).Select(each => each.i).ToArray();
        Near.Same(c.Tensor, c.Tensor.Permute(order).Permute(inverse));
    });

    [Property]
    public Property Moving_an_axis_back_changes_nothing() => ForAll(Cases(minRank: 1, maxRank: 4), c =>
    {
        var (from, to) = (c.Draw.Int(0, c.Shape.Rank - 1), c.Another(1).Int(-c.Shape.Rank, -1));
        Near.Same(c.Tensor, MoveAxis(MoveAxis(c.Tensor, from, to), to, from));
    });

    [Property]
    public Property Transposing_twice_changes_nothing() => ForAll(Cases(minRank: 2), c => Near.Same(c.Tensor, c.Tensor.T.T));

    [Property]
    public Property Flipping_twice_changes_nothing() => ForAll(Cases(minRank: 1), c => Near.Same(c.Tensor, Flip(Flip(c.Tensor))));

    [Property]
    public Property Rolling_moves_every_element_around() => ForAll(Cases(minRank: 1), c =>
    {
        var (axis, shift) = (c.Draw.Int(-c.Shape.Rank, c.Shape.Rank - 1), c.Another(1).Int(-9, 9));
        var (rolled, extent) = (MoveAxis(Roll(c.Tensor, shift, axis), axis, 0), c.Shape[axis]);
        for (var i = 0; i < extent; i++) Near.Same(MoveAxis(c.Tensor, axis, 0)[i], rolled[((i + shift) % extent + extent) % extent]);
        Near.Same(c.Tensor, Roll(Roll(c.Tensor, shift, axis), -shift, axis));
        Assert.StartsWith("Roll: ", Assert.Throws<ShapeException>(() => Roll(c.Tensor, shift, c.Shape.Rank)).Message, StringComparison.Ordinal);
    });

    [Property]
    public void Unpadding_undoes_padding(Case c)
    {
        var paddings = c.Shape.Select(_ => (Low: c.Draw.Int(0, 3), High: c.Draw.Int(0, 3))).ToArray();
        var padded = Pad(c.Tensor, paddings, 7);
        Near.Same(c.Tensor, Pad(padded, [.. paddings.Select(p => (-p.Low, -p.High))]));
        Near.Equal(Sum(c.Tensor) + 7 * (padded.Size - c.Shape.Size), Sum(padded));
    }

    [Property]
    public Property Splitting_undoes_concatenation() => ForAll(Cases(minRank: 1), c =>
    {
        var axis = c.Draw.Int(0, c.Shape.Rank - 1);
        var parts = Enumerable.Range(0, c.Draw.Int(1, 5)).Select(i => c.Another(i).Numbers(c.Shape.With(axis, c.Another(~i).Int(0, 3)))).ToArray();
        var joined = Concat(axis, parts);
        foreach (var (part, piece) in parts.Zip(Split(joined, axis, [.. parts.Select(part => part.Shape[axis])]))) Near.Same(part, piece);
    });

    [Property]
    public void Indexing_undoes_stacking(Case c)
    {
        var axis = c.Draw.Int(0, c.Shape.Rank);
        var stacked = MoveAxis(Stack(axis, c.Tensor, c.Other), axis, 0);
        Near.Same(c.Tensor, stacked[0]);
        Near.Same(c.Other, stacked[1]);
    }

    [Property]
    public Property A_replaced_part_is_read_back_and_the_rest_stays() => ForAll(Cases(empty: false), c =>
    {
        Subscript[] part = [.. c.Shape.Select((extent, i) => (Subscript)(c.Another(i) is var d && d.Chance(0.3) ? d.Int(-extent, extent - 1)
            : Subscript.Step(d.Int(0, extent / 2)..extent, d.OneOf(1, 2, -1, -2))))];
        var value = c.Draw.Numbers(c.Tensor[part].Shape);
        var changed = c.Tensor.With(value, part);
        Near.Same(value, changed[part]);
        Near.Same(c.Tensor, changed.With(c.Tensor[part], part));
    });

    [Property]
    public Property Gathering_with_a_permutation_and_its_inverse_changes_nothing() => ForAll(Cases(minRank: 1), c =>
    {
        var axis = c.Draw.Int(0, c.Shape.Rank - 1);
        var order = new Key(c.Draw.Int(0, int.MaxValue)).Permutation(c.Shape[axis]);
        Near.Same(c.Tensor, Gather(Gather(c.Tensor, order, axis), ArgSort(order), axis));
        Near.Same(Gather(c.Tensor, ArgSort(order), axis), Scatter(c.Tensor, order, c.Shape[axis], axis));
    });

    [Property]
    public Property Sorting_puts_in_order() => ForAll(Cases(minRank: 1, empty: false), c =>
    {
        var order = ArgSort(c.Tensor).Reshape(-1, c.Shape[-1]);
        var rows = c.Tensor.Reshape(-1, c.Shape[-1]);
        for (var row = 0; row < rows.Shape[0]; row++)
            Assert.Equal(rows[row].ToArray<double>().Order(), Gather(rows[row], order[row]).ToArray<double>());
    });

    /// <summary>A shape that broadcasts to the given one.</summary>
    static Shape Shrunk(Shape shape, Draw d) => shape.Skip(d.Int(0, shape.Rank)).Select(extent => d.Chance(0.3) ? 1 : extent).ToArray();

    static int Source(int flat, Shape to, Shape from)
    {
        var (source, stride) = (0, 1);
        for (var i = 1; i <= to.Rank; flat /= to[-i], i++)
        {
            if (i > from.Rank) continue;
            if (from[-i] != 1) source += flat % to[-i] * stride;
            stride *= from[-i];
        }
        return source;
    }
}
