using Functional.Functions;
using Functional.Primitives;

namespace Functional.Tests.Properties;

/// <summary>A primitive with random attributes, and inputs that fit it.</summary>
public sealed record Sample(Primitive Op, params Tensor[] Inputs)
{
    /// <summary>How many of the last axes must not repeat one element: 2 where the inputs are matrices that may not be singular.</summary>
    public int Whole { get; init; } = 1;

    public override string ToString() => $"{Op} of {string.Join(", ", Inputs.Select(x => $"{x.DType.Name()} {x.Shape}"))}";
}

/// <summary>One generator of samples per primitive and per elementwise function. Numbers keep away from kinks and singularities.</summary>
public static class Samples
{
    public static readonly IReadOnlyDictionary<Type, Func<Draw, Sample>> Of = new Dictionary<Type, Func<Draw, Sample>>
    {
        // functions of one number
        [typeof(FloatMap<Exponential>)] = Map<FloatMap<Exponential>>(-2, 2),
        [typeof(FloatMap<ExponentialMinus1>)] = Map<FloatMap<ExponentialMinus1>>(-2, 2),
        [typeof(FloatMap<Logarithm>)] = Map<FloatMap<Logarithm>>(0.3, 4),
        [typeof(FloatMap<Logarithm1Plus>)] = Map<FloatMap<Logarithm1Plus>>(-0.7, 4),
        [typeof(FloatMap<SquareRoot>)] = Map<FloatMap<SquareRoot>>(0.3, 4),
        [typeof(FloatMap<Sine>)] = Map<FloatMap<Sine>>(-4, 4),
        [typeof(FloatMap<Cosine>)] = Map<FloatMap<Cosine>>(-4, 4),
        [typeof(FloatMap<Tangent>)] = Map<FloatMap<Tangent>>(-1, 1),
        [typeof(FloatMap<ArcSine>)] = Map<FloatMap<ArcSine>>(-0.7, 0.7),
        [typeof(FloatMap<ArcCosine>)] = Map<FloatMap<ArcCosine>>(-0.7, 0.7),
        [typeof(FloatMap<ArcTangent>)] = Map<FloatMap<ArcTangent>>(-3, 3),
        [typeof(FloatMap<HyperbolicSine>)] = Map<FloatMap<HyperbolicSine>>(-2, 2),
        [typeof(FloatMap<HyperbolicCosine>)] = Map<FloatMap<HyperbolicCosine>>(-2, 2),
        [typeof(FloatMap<HyperbolicTangent>)] = Map<FloatMap<HyperbolicTangent>>(-2, 2),
        [typeof(FloatMap<Logistic>)] = Map<FloatMap<Logistic>>(-4, 4),
        [typeof(FloatMap<SoftPlus>)] = Map<FloatMap<SoftPlus>>(-4, 4),
        [typeof(FloatMap<NormalQuantile>)] = Map<FloatMap<NormalQuantile>>(0.15, 0.85),
        [typeof(FloatMap<ErrorFunction>)] = Map<FloatMap<ErrorFunction>>(-2, 2),
        [typeof(FloatMap<ComplementaryErrorFunction>)] = Map<FloatMap<ComplementaryErrorFunction>>(-2, 2),
        [typeof(FloatMap<LogarithmOfGamma>)] = Map<FloatMap<LogarithmOfGamma>>(0.6, 12),
        [typeof(FloatMap<Digamma>)] = Map<FloatMap<Digamma>>(0.6, 12),
        [typeof(FloatMap<Stop>)] = Map<FloatMap<Stop>>(-2, 2),
        [typeof(FloatMap<Rectifier>)] = d => new(new FloatMap<Rectifier>(), d.AwayFromZero(d.Shape())),
        [typeof(FloatMap<Floored>)] = d => new(new FloatMap<Floored>(), d.BetweenHalves(d.Shape())),
        [typeof(FloatMap<Ceiled>)] = d => new(new FloatMap<Ceiled>(), d.BetweenHalves(d.Shape())),
        [typeof(FloatMap<Rounded>)] = d => new(new FloatMap<Rounded>(), d.BetweenHalves(d.Shape())),
        [typeof(NumberMap<Absolute>)] = d => new(new NumberMap<Absolute>(), d.AwayFromZero(d.Shape())),
        [typeof(NumberMap<Signum>)] = d => new(new NumberMap<Signum>(), d.AwayFromZero(d.Shape())),
        [typeof(NumberMap<Negate>)] = Map<NumberMap<Negate>>(-2, 2),

        // functions of two
        [typeof(NumberZip<Add>)] = Zip<NumberZip<Add>>(),
        [typeof(NumberZip<Subtract>)] = Zip<NumberZip<Subtract>>(),
        [typeof(NumberZip<Multiply>)] = Zip<NumberZip<Multiply>>(),
        [typeof(NumberZip<Divide>)] = Zip<NumberZip<Divide>>(),
        [typeof(NumberZip<Gate>)] = Zip<NumberZip<Gate>>(),
        [typeof(NumberZip<Maximum>)] = Pairs<NumberZip<Maximum>>(),
        [typeof(NumberZip<Minimum>)] = Pairs<NumberZip<Minimum>>(),
        [typeof(FloatZip<Preference>)] = Pairs<FloatZip<Preference>>(),
        [typeof(FloatZip<Power>)] = d => d.Shape() is var s ? new(new FloatZip<Power>(), d.Numbers(s, 0.4, 2), d.Numbers(s, -2, 3)) : null!,
        [typeof(FloatZip<Polygamma>)] = d => d.Shape() is var s
            ? new(new FloatZip<Polygamma>(), Operations.Round(d.Numbers(s, 0, 3)), d.Numbers(s, 0.6, 4)) : null!,
        [typeof(FloatZip<ArcTangent2>)] = Zip<FloatZip<ArcTangent2>>(),
        [typeof(Compare<IsEqual>)] = Pairs<Compare<IsEqual>>(),
        [typeof(Compare<IsNotEqual>)] = Pairs<Compare<IsNotEqual>>(),
        [typeof(Compare<IsLess>)] = Pairs<Compare<IsLess>>(),
        [typeof(Compare<IsLessOrEqual>)] = Pairs<Compare<IsLessOrEqual>>(),
        [typeof(Logic<Conjunction>)] = Truths<Logic<Conjunction>>(),
        [typeof(Logic<Disjunction>)] = Truths<Logic<Disjunction>>(),
        [typeof(Logic<ExclusiveOr>)] = Truths<Logic<ExclusiveOr>>(),
        [typeof(Select)] = d => d.Shape() is var s ? new(new Select(), d.Truths(s), d.Numbers(s), d.Numbers(s)) : null!,
        [typeof(Cast)] = d => new(new Cast(d.OneOf(DType.Float64, DType.Int32, DType.Int64, DType.Bool)), d.BetweenHalves(d.Shape())),

        // layout
        [typeof(Broadcast)] = BroadcastOf,
        [typeof(Reshape)] = ReshapeOf,
        [typeof(Permute)] = d => d.Shape(0, 4) is var s ? new(new Permute(d.Order(s.Rank)), d.Numbers(s)) : null!,
        [typeof(Slice)] = SliceOf,
        [typeof(Pad)] = PadOf,
        [typeof(Concat)] = ConcatOf,
        [typeof(Gather)] = GatherOf,
        [typeof(Scatter)] = ScatterOf,

        // reduction and order
        [typeof(Sum)] = d => d.Shape(0, 4) is var s ? new(new Sum(Axes(d, s)), d.Numbers(s)) : null!,
        [typeof(CumSum)] = d => d.Shape(1, 4) is var s ? new(new CumSum(d.Int(0, s.Rank - 1)), d.Numbers(s)) : null!,
        [typeof(Extremum)] = d => Filled(d, 0) is var s ? new(new Extremum(d.OneOf(End.Max, End.Min), Axes(d, s)), d.Apart(s)) : null!,
        [typeof(ArgExtremum)] = d => Filled(d, 1) is var s ? new(new ArgExtremum(d.OneOf(End.Max, End.Min), d.Int(0, s.Rank - 1)), d.Apart(s)) : null!,
        [typeof(ArgSort)] = d => new(new ArgSort(), d.Apart(d.Shape(1))),

        // contraction and windows
        [typeof(MatMul)] = MatMulOf,
        [typeof(Conv)] = ConvOf,
        [typeof(WindowSum)] = WindowSumOf,
        [typeof(WindowArgMax)] = WindowArgMaxOf,

        // linear algebra
        [typeof(TriangularSolve)] = MatrixSamples.TriangularSolve,
        [typeof(Solve)] = MatrixSamples.Solve,
        [typeof(Cholesky)] = MatrixSamples.Cholesky,
        [typeof(Qr)] = MatrixSamples.Qr,
        [typeof(Svd)] = MatrixSamples.Svd,
        [typeof(Svdvals)] = d => MatrixSamples.Svd(d) with { Op = new Svdvals() },
        [typeof(Eigh)] = MatrixSamples.Eigh,
        [typeof(Eigvalsh)] = d => MatrixSamples.Eigh(d) with { Op = new Eigvalsh() },
        [typeof(Det)] = d => new(new Det(), MatrixSamples.Any(d)),
        [typeof(Cofactor)] = MatrixSamples.Cofactor,
        [typeof(LogDet)] = d => new(new LogDet(), MatrixSamples.Invertible(d)) { Whole = 2 },

        // randomness
        [typeof(RandomBits)] = d => new(new RandomBits(d.Shape(), d.Int(1, 64), d.Int(0, 9)), Tensor.Of(d.Int(-9, 9), d.Int(-9, 9))),
    };

    static Func<Draw, Sample> Map<TOp>(double low, double high) where TOp : Primitive, new() => d => new(new TOp(), d.Numbers(d.Shape(), low, high));

    static Func<Draw, Sample> Zip<TOp>() where TOp : Primitive, new()
        => d => d.Shape() is var s ? new(new TOp(), d.AwayFromZero(s), d.AwayFromZero(s)) : null!;

    /// <summary>Pairs of numbers that differ by more than a small change makes up.</summary>
    static Func<Draw, Sample> Pairs<TOp>() where TOp : Primitive, new()
        => d => d.Numbers(d.Shape()) is var a ? new(new TOp(), a, a + d.AwayFromZero(a.Shape)) : null!;

    static Func<Draw, Sample> Truths<TOp>() where TOp : Primitive, new()
        => d => d.Shape() is var s ? new(new TOp(), d.Truths(s), d.Truths(s)) : null!;

    static Sequence<int> Axes(Draw d, Shape shape) => Enumerable.Range(0, shape.Rank).Where(_ => d.Chance(0.6)).ToArray();

    /// <summary>A shape without an empty axis.</summary>
    static Shape Filled(Draw d, int minRank) => Enumerable.Range(0, d.Int(minRank, 4)).Select(_ => d.Int(1, 4)).ToArray();

    static Sample BroadcastOf(Draw d)
    {
        var to = d.Extents(d.Int(0, 4));
        int[] from = [.. to.Skip(d.Int(0, to.Length)).Select(extent => d.Chance(0.4) ? 1 : extent)];
        return new(new Broadcast(to), d.Numbers(from));
    }

    static Sample ReshapeOf(Draw d)
    {
        var (a, b, c) = (d.Int(1, 3), d.Int(0, 3), d.Int(1, 3));
        int[][] forms = [[a, b, c], [a * b, c], [a, b * c], [a * b * c], [c, a, 1, b], [1, b, a * c], [a, 1, b, c]];
        return new(new Reshape(d.OneOf<int[]>(forms)), d.Numbers(d.OneOf<int[]>(forms)));
    }

    static Sample SliceOf(Draw d)
    {
        Shape from = d.Extents(d.Int(0, 3)).Select(extent => extent == 0 ? 0 : extent + 2).ToArray();
        return new(new Slice(from.Select(Run).ToArray()), d.Numbers(from));

        Run Run(int extent)
        {
            if (extent == 0 || d.Chance(0.05)) return new(0, 0);
            var (start, step) = (d.Int(0, extent - 1), d.OneOf(1, 1, 2, 3, -1, -2));
            return new(start, d.Int(0, 1 + (step > 0 ? extent - 1 - start : start) / Math.Abs(step)), step);
        }
    }

    static Sample PadOf(Draw d)
    {
        var from = d.Shape();
        return new(new Pad(from.Select(Padding).ToArray(), d.OneOf(0.0, 1.5)), d.Numbers(from));

        Padding Padding(int extent)
        {
            while (true)
                if (new Padding(d.Int(-4, 3), d.Int(-4, 3), d.Int(0, 2)) is var padding && padding.Extent(extent) >= 0) return padding;
        }
    }

    static Sample ConcatOf(Draw d)
    {
        var shape = d.Shape(1);
        var axis = d.Int(0, shape.Rank - 1);
        return new(new Concat(axis), [.. Enumerable.Range(0, d.Int(1, 5)).Select(_ => d.Numbers(shape.With(axis, d.Int(0, 3))))]);
    }

    static Sample GatherOf(Draw d)
    {
        var shape = d.Shape(1);
        var axis = d.Int(0, shape.Rank - 1);
        var indices = shape[axis] == 0 ? d.Indices([2, 0], 1) : d.Indices(d.Shape(0, 2), shape[axis]);
        return new(new Gather(axis), d.Numbers(shape), indices);
    }

    static Sample ScatterOf(Draw d)
    {
        var (indices, rest, extent) = (d.Indices(d.Shape(0, 2), 3), d.Extents(d.Int(0, 2)), d.Int(3, 5));
        var axis = d.Int(0, rest.Length);
        return new(new Scatter(axis, extent), d.Numbers((int[])[.. rest.Take(axis), .. indices.Shape, .. rest.Skip(axis)]), indices);
    }

    static Sample MatMulOf(Draw d)
    {
        var (batch, mkn) = (d.Extents(d.OneOf(0, 0, 1, 2)), d.Extents(3));
        return new(new MatMul(), d.Numbers((int[])[.. batch, mkn[0], mkn[1]]), d.Numbers((int[])[.. batch, mkn[1], mkn[2]]));
    }

    static Sample ConvOf(Draw d)
    {
        var (spatial, groups) = (d.OneOf(1, 1, 2, 2, 3), d.OneOf(1, 1, 2, 3));
        var (batch, channels, filters) = (d.Int(d.Chance(0.05) ? 0 : 1, 2), d.Int(1, 2), d.Int(1, 2));
        var (windows, extents) = Windows(d, spatial, (d, extent)
            => new(d.Int(1, 3), d.Int(1, 3), d.Int(-1, 3), d.Int(-1, 3), d.Int(1, 2), d.OneOf(1, 1, 2, 3)));
        return new(new Conv(windows, groups), d.Numbers((int[])[batch, groups * channels, .. extents]),
            d.Numbers((int[])[groups * filters, channels, .. windows.Select(w => w.Extent)]));
    }

    static Sample WindowSumOf(Draw d)
    {
        var (windows, extents) = Windows(d, d.Int(1, 3), (d, extent) => new(d.Int(1, 3), d.Int(1, 3), d.Int(-1, 2), d.Int(-1, 2), 1, d.OneOf(1, 1, 2)));
        return new(new WindowSum(windows), d.Numbers((int[])[d.Int(d.Chance(0.05) ? 0 : 1, 2), d.Int(1, 2), .. extents]));
    }

    static Sample WindowArgMaxOf(Draw d)
    {
        var (windows, extents) = Windows(d, d.Int(1, 3), (d, extent) =>
        {
            var width = d.Int(1, 3);
            return new(width, d.Int(1, 3), d.Int(-1, width - 1), d.Int(-1, width - 1));
        }, empty: 0);
        return new(new WindowArgMax(windows), d.Apart((int[])[d.Int(d.Chance(0.05) ? 0 : 1, 2), d.Int(1, 2), .. extents]));
    }

    /// <summary>Windows that fit the extents drawn with them.</summary>
    static (Window[] Windows, int[] Extents) Windows(Draw d, int count, Func<Draw, int, Window> window, double empty = 0.04)
    {
        var (windows, extents) = (new Window[count], new int[count]);
        for (var i = 0; i < count; i++)
            do (extents[i], windows[i]) = (d.Chance(empty) ? 0 : d.Int(1, 6 - count), window(d, extents[i]));
            while (windows[i].Spread(extents[i]) + windows[i].Low + windows[i].High < windows[i].Reach);
        return (windows, extents);
    }
}
