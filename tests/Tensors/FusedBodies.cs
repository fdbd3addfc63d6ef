using Functional.Graphs;
using static Functional.Operations;

namespace Functional.Tests;

/// <summary>
/// Draws functions that fuse: elementwise steps over one shape, with inputs that broadcast to it, choices, conversions, and sums and extrema of rows;
/// and arguments for them, of which some are views with gaps, backwards, transposed or repeated, and some elements are NaN, infinite or zero.
/// </summary>
internal sealed class FusedBodies(int seed)
{
    readonly Random random = new(seed);

    /// <summary>Shapes with the number of trailing axes that make a row: empty, single, odd, around a block and above what one thread computes.</summary>
    static readonly (Shape Shape, int RowAxes)[] spaces =
    [
        ([0], 1), ([3, 0], 1), ([0, 5], 1), ([1], 1), ([5], 1), ([2, 3], 1), ([7, 5], 1), ([3, 1, 4], 2), ([17, 31], 1), ([2, 3, 5, 7], 2), ([2047], 1), ([2048], 1),
        ([2049], 1), ([3, 683], 1), ([1, 2048], 1), ([5, 511], 1), ([5, 512], 1), ([4, 513, 1], 2), ([9, 3, 300], 2), ([3, 4, 1000], 1), ([6, 16384], 1), ([4, 8, 33, 35], 3),
        ([70001], 1), ([70001, 3], 1), ([1300, 70], 1), ([3, 2, 20001], 1),
    ];

    /// <summary>A graph with arguments for it.</summary>
    internal (Graph Body, Tensor[] Arguments) Next()
    {
        var (space, rowAxes) = spaces[random.Next(spaces.Length)];
        var type = random.Next(2) == 0 ? DType.Float32 : DType.Float64;
        var arguments = Enumerable.Range(0, random.Next(1, 6)).Select(i => Argument(i == 0 ? 0 : random.Next(7), space, rowAxes).Cast(type)).Append(Truths(space)).ToArray();
        var isReduced = space.Skip(space.Rank - rowAxes).Aggregate(1, (a, b) => a * b) is > 1 and <= FusedSpace.LongestRow && random.Next(3) > 0;
        var body = Tracing.Run([.. arguments.Select((x, i) => new Parameter($"x{i}", TensorType.Of(x)))], [.. arguments.Select(x => x.Device)],
            x => Body(x, space, isReduced ? rowAxes : 0)).Graph;
        return (body, arguments);
    }

    List<Tensor> Body(Tensor[] x, Shape space, int rowAxes)
    {
        // Every value as it broadcasts to the space; the last argument is bool.
        var (values, rows, truths) = (x[..^1].ToList(), new List<Tensor>(), new List<Tensor> { x[^1] });
        values[0] = Unary(values[0]);
        for (var step = random.Next(2, 25); step > 0; step--)
            switch (random.Next(rowAxes > 0 ? 14 : 8))
            {
                case 0 or 1: values.Add(Unary(Whole())); break;
                case 2 or 3 or 4: values.Add(Binary(Whole(), Any(values))); break;
                case 5: truths.Add(random.Next(3) switch { 0 => Less(Whole(), Any(values)), 1 => Equal(Whole(), Whole()), _ => And(Any(truths), Any(truths)) }); break;
                case 6: values.Add(Where(Any(truths), Whole(), Any(values))); break;
                case 7: values.Add(random.Next(2) == 0 ? Cast(Any(truths), x[0].DType) : Cast(Cast(Whole(), DType.Float32), x[0].DType)); break;
                case 8 or 9 or 10: rows.Add(Reduced(Whole(), rowAxes)); break;
                case 11: if (rows.Count > 0) rows.Add(Unary(Any(rows))); break;
                case 12: if (rows.Count > 0) rows.Add(Binary(Any(rows), random.Next(2) == 0 ? Any(rows) : Tensor.Scalar(0.75).Cast(x[0].DType))); break;
                default: if (rows.Count > 0) values.Add(Binary(Whole(), Any(rows))); break;
            }
        values.RemoveRange(0, x.Length - 1);
        var results = new List<Tensor> { Unary(values.Count > 0 ? Broadcast(values[^1], space) : x[0]) };
        if (random.Next(2) == 0) results.Add(values.Count > 0 ? Unary(Whole()) : results[0]);
        if (random.Next(2) == 0) results.Add(Abs(results[^1]));
        if (random.Next(2) == 0 && truths.Count > 1) results.Add(truths[^1]);
        if (rows.Count > 0) results.Add(random.Next(2) == 0 ? Any(rows) : Broadcast(Any(rows), space));
        return results;

        Tensor Whole() => Broadcast(Any(values), space);
    }

    Tensor Reduced(Tensor x, int rowAxes)
    {
        var axes = Enumerable.Range(x.Rank - rowAxes, rowAxes).ToArray();
        var kept = Shape.Of(x.Shape.Select((extent, axis) => axis < x.Rank - rowAxes ? extent : 1));
        return random.Next(4) switch
        {
            0 => Reshape(x.Sum(axes), kept),
            1 => new Primitives.Sum(axes).Apply(x),
            2 => new Primitives.Extremum(Primitives.End.Max, axes).Apply(x),
            _ => new Primitives.Extremum(Primitives.End.Min, axes).Apply(x),
        };
    }

    Tensor Unary(Tensor x) => random.Next(9) switch
    {
        0 => Exp(x), 1 => Tanh(x), 2 => -x, 3 => Abs(x), 4 => Sqrt(x), 5 => Square(x), 6 => Sigmoid(x), 7 => Relu(x), _ => Log(x),
    };

    Tensor Binary(Tensor a, Tensor b) => random.Next(9) switch
    {
        0 => a + b, 1 => a - b, 2 => b - a, 3 => a * b, 4 => a / b, 5 => Maximum(a, b), 6 => Minimum(b, a),
        7 => Primitives.Formulas.ChainProduct(a, b),
        _ => Primitives.ZipChain<Functions.Divide>.Of(1).Apply(new Primitives.Few<Tensor>(Broadcast(b, a.Shape), a, a)),
    };

    T Any<T>(List<T> values) => values[random.Next(values.Count)];

    /// <summary>An argument that broadcasts to the space.</summary>
    Tensor Argument(int kind, Shape space, int rowAxes) => kind switch
    {
        0 => Plain(space),
        1 => Plain(Shape.Scalar),
        2 => Plain(Shape.Of(space.Skip(space.Rank - rowAxes))),
        3 => Plain(Shape.Of(space.Select((extent, axis) => axis < space.Rank - rowAxes ? extent : 1))),
        4 => Plain(Shape.Of(space.Reverse())).Permute([.. Enumerable.Range(0, space.Rank).Reverse()]),
        5 => Broadcast(Plain(Shape.Of(space.Select((extent, axis) => axis == 1 % space.Rank ? extent : 1))), space),
        _ => new Primitives.Slice(space.Select(extent => random.Next(2) == 0 ? new Primitives.Run(1, extent, 2) : new Primitives.Run(2 * extent, extent, -1)).ToSequence())
            .Apply(Plain(Shape.Of(space.Select(extent => 2 * extent + 1)))),
    };

    Tensor Plain(Shape shape) => Reshape(Tensor.Of(Enumerable.Range(0, shape.Size).Select(_ => Number()).ToArray()), shape);

    Tensor Truths(Shape shape) => Reshape(Tensor.Of(Enumerable.Range(0, shape.Size).Select(_ => random.Next(2) == 0).ToArray()), shape);

    double Number() => random.Next(400) switch
    {
        0 => double.NaN, 1 => double.PositiveInfinity, 2 => double.NegativeInfinity, 3 => -0.0, 4 => 0.0, 5 => 1e-310, _ => 4 * random.NextDouble() - 2,
    };
}
