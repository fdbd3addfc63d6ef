using FsCheck;
using Functional.Primitives;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>Every primitive over a batch: as if it were applied to each element alone, whichever inputs differ, and whatever else is nested with it.</summary>
public partial class EveryPrimitive
{
    [PropertyTheory, MemberData(nameof(Names))]
    public Property Maps_over_a_batch_as_over_each(string name) => ForSamples(name, (sample, draw) =>
    {
        var lanes = Lanes(draw, sample, draw.Int(1, 3));
        for (var subset = 1; subset < 1 << sample.Inputs.Length; subset++)
        {
            var (axes, inputs) = Batch(lanes, i => (subset >> i & 1) == 1);
            var y = Vmap<Tensor[], Tensor>(Of(sample), axes)(inputs);
            Stacked(lanes.Select((_, lane) => Of(sample)(Lane(inputs, axes, lane))), y, 1e-13);
        }
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Maps_over_a_batch_of_nothing(string name) => ForSamples(name, sample =>
    {
        Tensor[] none = [.. sample.Inputs.Select(x => Tensor.Zeros([0, .. x.Shape], x.DType))];
        var y = Vmap(Of(sample))(none);
        var (dtype, shape) = sample.Op.Infer(new Few<Tensor>(sample.Inputs));
        Shape expected = [0, .. shape];
        Assert.Equal((dtype, expected), (y.DType, y.Shape));
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Maps_over_batches_of_batches(string name) => ForSamples(name, (sample, draw) =>
    {
        var (rows, columns) = (draw.Int(1, 2), draw.Int(1, 3));
        // Every input differs along the outer batch, the inner one, both or neither, but some along each.
        var kinds = sample.Inputs.Select(_ => draw.Int(0, 3)).ToArray();
        kinds[draw.Int(0, kinds.Length - 1)] = 3;
        var lanes = Lanes(draw, sample, rows * columns);
        Tensor[] inputs = [.. kinds.Select((kind, i) => kind switch
        {
            3 => Operations.Stack(0, [.. lanes.Select(lane => lane[i])]).Reshape([rows, columns, .. lanes[0][i].Shape]),
            2 => Operations.Stack(0, [.. lanes.Take(rows).Select(lane => lane[i])]),
            1 => Operations.Stack(0, [.. lanes.Take(columns).Select(lane => lane[i])]),
            _ => lanes[0][i],
        })];
        var inner = Vmap<Tensor[], Tensor>(Of(sample), BatchAxes.Of([.. kinds.Select(kind => kind % 2 == 1 ? 0 : default(int?))]));
        var y = Vmap(inner, BatchAxes.Of([.. kinds.Select(kind => kind >= 2 ? 0 : default(int?))]))(inputs);
        var expected = Enumerable.Range(0, rows * columns).Select(at => Of(sample)([.. kinds.Select((kind, i) => kind switch
        {
            3 => lanes[at][i],
            2 => lanes[at / columns][i],
            1 => lanes[at % columns][i],
            _ => lanes[0][i],
        })]));
        Assert.Equal([rows, columns], y.Shape.Take(2));
        Stacked(expected, y.Reshape([rows * columns, .. y.Shape.Skip(2)]), 1e-13);
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Pushes_the_tangents_of_a_batch(string name) => ForBatches(name, (draw, f, lanes, x, axes) =>
    {
        var dx = Directions(draw, x);
        var expected = lanes.Select((_, lane) => Jvp(f, Lane(x, axes, lane), Lane(dx, axes, lane)).Tangent).ToArray();
        Stacked(expected, Vmap<Tensor[], Tensor[], Tensor>((x, dx) => Jvp(f, x, dx).Tangent, axes, axes)(x, dx), 1e-12);
        Stacked(expected, Jvp(Vmap(f, axes), x, dx).Tangent, 1e-12);
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Pulls_back_the_cotangents_of_a_batch(string name) => ForBatches(name, (draw, f, lanes, x, axes) =>
    {
        var (y, pullback) = Vjp(Vmap(f, axes), x);
        var u = draw.Like(y);
        var expected = lanes.Select((_, lane) => Vjp(f, Lane(x, axes, lane)).Pullback(u[lane])).ToArray();
        var (ofEach, ofAll) = (Vmap<Tensor[], Tensor, Tensor[]>((x, u) => Vjp(f, x).Pullback(u), axes)(x, u), pullback(u));
        for (var i = 0; i < x.Length; i++)
        {
            Stacked(expected.Select(each => each[i]), ofEach[i], 1e-12);
            // What is the same for all is used by all, and the cotangents add up.
            if (axes.For(x)[i] is not null) Stacked(expected.Select(each => each[i]), ofAll[i], 1e-12);
            else Near(Reference.Numbers(expected.Select(each => each[i]).Aggregate((a, b) => a + b)), ofAll[i], 1e-12);
        }
    });

    /// <summary>Checks samples as functions of their differentiable inputs, some of which differ across a batch.</summary>
    static Property ForBatches(string name, Action<Draw, Func<Tensor[], Tensor>, Tensor[][], Tensor[], BatchAxes> check) => ForDifferentiable(name, (draw, f, x) =>
    {
        var lanes = Lanes(draw, x, draw.Int(1, 3), Samples.Of[Type(name)](new Draw(0)).Whole);
        var always = draw.Int(0, x.Length - 1);
        var (axes, inputs) = Batch(lanes, i => i == always || draw.Chance(0.5));
        check(draw, f, lanes, inputs, axes);
    });

    /// <summary>Inputs like those of a sample: the same numbers in other orders, and other keys.</summary>
    static Tensor[][] Lanes(Draw draw, Sample sample, int count) => sample.Op is RandomBits
        ? [.. Enumerable.Range(0, count).Select(_ => new[] { Tensor.Of(draw.Int(-9, 9), draw.Int(-9, 9)), Tensor.Scalar(draw.Int(0, 9)) })]
        : Lanes(draw, sample.Inputs, count, sample.Whole);

    static Tensor[][] Lanes(Draw draw, Tensor[] inputs, int count, int whole) => [.. Enumerable.Range(0, count).Select(_ =>
        inputs.Select(x => whole == 2 ? Exchanged(draw, x)
            : Operations.Gather(Operations.Ravel(x), Tensor.Of<int>(draw.Order(x.Size))).Reshape(x.Shape)).ToArray())];

    /// <summary>Matrices with rows and columns in other orders, square ones with both in the same, which keeps what makes them fit for their primitive.</summary>
    static Tensor Exchanged(Draw draw, Tensor x)
    {
        var rows = draw.Order(x.Shape[-2]);
        var columns = x.Shape[-1] == x.Shape[-2] ? rows : draw.Order(x.Shape[-1]);
        return Operations.Gather(Operations.Gather(x, Tensor.Of<int>(rows), -2), Tensor.Of<int>(columns), -1);
    }

    /// <summary>Inputs that differ stacked, the first of the others.</summary>
    static (BatchAxes Axes, Tensor[] Inputs) Batch(Tensor[][] lanes, Func<int, bool> differs)
    {
        var axes = Enumerable.Range(0, lanes[0].Length).Select(i => differs(i) ? 0 : default(int?)).ToArray();
        return (BatchAxes.Of(axes), [.. axes.Select((axis, i) => axis is null ? lanes[0][i] : Operations.Stack(0, [.. lanes.Select(lane => lane[i])]))]);
    }

    /// <summary>The inputs of one element of the batch.</summary>
    static Tensor[] Lane(Tensor[] inputs, BatchAxes axes, int lane) => [.. inputs.Zip(axes.For(inputs), (x, axis) => axis is null ? x : x[lane])];

    static Func<Tensor[], Tensor> Of(Sample sample) => inputs => sample.Op.Apply(new Few<Tensor>(inputs));

    static void Stacked(IEnumerable<Tensor> expected, Tensor found, double relative)
    {
        var stacked = Operations.Stack(0, [.. expected]);
        Assert.Equal((stacked.DType, stacked.Shape), (found.DType, found.Shape));
        Near(Reference.Numbers(stacked), found, relative);
    }
}
