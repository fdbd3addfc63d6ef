using Functional.Primitives;
using Xunit;
using static Functional.Operations;
using static Functional.Tests.Properties.Property;

namespace Functional.Tests.Properties;

public class LayoutLaws
{
    [Fact]
    public void Broadcasting_is_that_of_numpy() => ForShapes(c =>
    {
        var (a, b) = (Shrunk(c.Shape, new Draw(c.Seed)), Shrunk(c.Shape, new Draw(c.Seed + 1)));
        var (x, y) = (c.Draw.Numbers(a), c.Draw.AwayFromZero(b));
        var sum = x + y;
        var both = Functional.Shape.Broadcast(a, b, "test");
        Assert.Equal(both, sum.Shape);
        Near.Same(Broadcast(x, both) + Broadcast(y, both), sum);
        var (p, q, s) = (x.ToArray<double>(), y.ToArray<double>(), sum.ToArray<double>());
        for (var i = 0; i < s.Length; i++) Assert.Equal(p[Source(i, both, a)] + q[Source(i, both, b)], s[i]);
    }, maxRank: 4);

    [Fact]
    public void Broadcasting_commutes() => ForShapes(c =>
    {
        var (x, y) = (c.Draw.Numbers(Shrunk(c.Shape, new Draw(c.Seed))), c.Draw.Numbers(Shrunk(c.Shape, new Draw(c.Seed + 1))));
        Near.Same(x + y, y + x);
        Near.Same(x * y, y * x);
        Near.Same(x - y, -(y - x));
        Near.Same(Maximum(x, y), -Minimum(-x, -y));
    });

    [Fact]
    public void Summing_back_is_the_transpose_of_broadcasting() => ForShapes(c =>
    {
        var from = Shrunk(c.Shape, c.Draw);
        var (x, u) = (new Draw(c.Seed + 1).Numbers(from), c.Tensor);
        Near.Equal(Sum(Broadcast(x, c.Shape) * u), Sum(x * Formulas.SumTo(u, from)));
    });

    [Fact]
    public void Reshaping_and_back_changes_nothing() => ForShapes(c =>
    {
        foreach (var view in Views.All)
        {
            var x = view(c.Tensor);
            Near.Same(x, x.Reshape(x.Size).Reshape(x.Shape));
            Near.Same(x, ExpandDims(x, c.Draw.Int(-x.Rank - 1, x.Rank)).Reshape(x.Shape));
            Near.Same(x, Ravel(x).Reshape(x.Shape));
        }
    });

    [Fact]
    public void Reshaped_slices_read_the_right_elements() => ForShapes(c =>
    {
        var wide = c.Draw.Numbers((int[])[.. c.Shape, 5]);
        var part = ExpandDims(wide[Subscript.Ellipsis, 1..4], -2);
        Near.Same(Views.Copy(part).Reshape(-1), part.Reshape(-1));
    }, empty: false);

    [Fact]
    public void Permuting_there_and_back_changes_nothing() => ForShapes(c =>
    {
        var order = c.Draw.Order(c.Shape.Rank);
        var inverse = order.Select((axis, i) => (axis, i)).OrderBy(each => each.axis).Select(each => each.i).ToArray();
        Near.Same(c.Tensor, c.Tensor.Permute(order).Permute(inverse));
    }, maxRank: 4);

    [Fact]
    public void Moving_an_axis_back_changes_nothing() => ForShapes(c =>
    {
        var (from, to) = (c.Draw.Int(0, c.Shape.Rank - 1), new Draw(c.Seed + 1).Int(-c.Shape.Rank, -1));
        Near.Same(c.Tensor, MoveAxis(MoveAxis(c.Tensor, from, to), to, from));
    }, minRank: 1, maxRank: 4);

    [Fact]
    public void Transposing_twice_changes_nothing() => ForShapes(c => Near.Same(c.Tensor, c.Tensor.T.T), minRank: 2);

    [Fact]
    public void Flipping_twice_changes_nothing() => ForShapes(c => Near.Same(c.Tensor, Flip(Flip(c.Tensor))), minRank: 1);

    [Fact]
    public void Unpadding_undoes_padding() => ForShapes(c =>
    {
        var paddings = c.Shape.Select(_ => (Low: c.Draw.Int(0, 3), High: c.Draw.Int(0, 3))).ToArray();
        var padded = Pad(c.Tensor, paddings, 7);
        Near.Same(c.Tensor, Pad(padded, [.. paddings.Select(p => (-p.Low, -p.High))]));
        Near.Equal(Sum(c.Tensor) + 7 * (padded.Size - c.Shape.Size), Sum(padded));
    });

    [Fact]
    public void Splitting_undoes_concatenation() => ForShapes(c =>
    {
        var axis = c.Draw.Int(0, c.Shape.Rank - 1);
        var parts = Enumerable.Range(0, c.Draw.Int(1, 5)).Select(i => new Draw(c.Seed + i).Numbers(c.Shape.With(axis, new Draw(c.Seed - i).Int(0, 3)))).ToArray();
        var joined = Concat(axis, parts);
        foreach (var (part, piece) in parts.Zip(Split(joined, axis, [.. parts.Select(part => part.Shape[axis])]))) Near.Same(part, piece);
    }, minRank: 1);

    [Fact]
    public void Indexing_undoes_stacking() => ForShapes(c =>
    {
        var axis = c.Draw.Int(0, c.Shape.Rank);
        var stacked = MoveAxis(Stack(axis, c.Tensor, c.Other), axis, 0);
        Near.Same(c.Tensor, stacked[0]);
        Near.Same(c.Other, stacked[1]);
    });

    [Fact]
    public void A_replaced_part_is_read_back_and_the_rest_stays() => ForShapes(c =>
    {
        Subscript[] part = [.. c.Shape.Select((extent, i) => (Subscript)(new Draw(c.Seed + i) is var d && d.Chance(0.3) ? d.Int(-extent, extent - 1)
            : Subscript.Step(d.Int(0, extent / 2)..extent, d.OneOf(1, 2, -1, -2))))];
        var value = c.Draw.Numbers(c.Tensor[part].Shape);
        var changed = c.Tensor.With(value, part);
        Near.Same(value, changed[part]);
        Near.Same(c.Tensor, changed.With(c.Tensor[part], part));
    }, empty: false);

    [Fact]
    public void Gathering_with_a_permutation_and_its_inverse_changes_nothing() => ForShapes(c =>
    {
        var axis = c.Draw.Int(0, c.Shape.Rank - 1);
        var order = new Key(c.Seed).Permutation(c.Shape[axis]);
        Near.Same(c.Tensor, Gather(Gather(c.Tensor, order, axis), ArgSort(order), axis));
        Near.Same(Gather(c.Tensor, ArgSort(order), axis), Scatter(c.Tensor, order, c.Shape[axis], axis));
    }, minRank: 1);

    [Fact]
    public void Sorting_puts_in_order() => ForShapes(c =>
    {
        var order = ArgSort(c.Tensor).Reshape(-1, c.Shape[-1]);
        var rows = c.Tensor.Reshape(-1, c.Shape[-1]);
        for (var row = 0; row < rows.Shape[0]; row++)
            Assert.Equal(rows[row].ToArray<double>().Order(), Gather(rows[row], order[row]).ToArray<double>());
    }, minRank: 1, empty: false);

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
