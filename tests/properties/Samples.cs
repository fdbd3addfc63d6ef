using Functional.Functions;
using Functional.Primitives;

namespace Functional.Tests.Properties;

/// <summary>A primitive with random attributes, and inputs that fit it.</summary>
public sealed record Sample(Primitive Op, params Tensor[] Inputs)
{
    /// <summary>How many of the last axes must not repeat one element: 2 where the inputs are matrices that may not be singular.</summary>
    public int Whole { get; init; } = 1;

    public override string ToString() => $"{Op} of {string.Join(", ", Inputs.Select(x => $"{x.DType.Name()} {x.Shape} {x}"))}";
}

/// <summary>One generator of samples per primitive and per elementwise function. Numbers keep away from kinks and singularities.</summary>
public static class Samples
{
    static readonly Dictionary<Type, Func<Draw, Sample>> all = new()
    {
        // functions of one number
        [typeof(Map<Exp>)] = Map<Map<Exp>>(-2, 2),
        [typeof(Map<Expm1>)] = Map<Map<Expm1>>(-2, 2),
        [typeof(Map<Exp2>)] = Map<Map<Exp2>>(-2, 2),
        [typeof(Map<Exp2m1>)] = Map<Map<Exp2m1>>(-2, 2),
        [typeof(Map<Exp10>)] = Map<Map<Exp10>>(-1, 1),
        [typeof(Map<Exp10m1>)] = Map<Map<Exp10m1>>(-1, 1),
        [typeof(Map<Log2>)] = Map<Map<Log2>>(0.3, 4),
        [typeof(Map<Log10>)] = Map<Map<Log10>>(0.3, 4),
        [typeof(Map<Rsqrt>)] = Map<Map<Rsqrt>>(0.3, 4),
        [typeof(Map<Cbrt>)] = Map<Map<Cbrt>>(0.3, 4),
        [typeof(Map<SinPi>)] = Map<Map<SinPi>>(-2, 2),
        [typeof(Map<Sinc>)] = Map<Map<Sinc>>(-2, 2),
        [typeof(Map<CosPi>)] = Map<Map<CosPi>>(-2, 2),
        [typeof(Map<TanPi>)] = Map<Map<TanPi>>(-0.3, 0.3),
        [typeof(Map<Asinh>)] = Map<Map<Asinh>>(-3, 3),
        [typeof(Map<Acosh>)] = Map<Map<Acosh>>(1.4, 4),
        [typeof(Map<Atanh>)] = Map<Map<Atanh>>(-0.7, 0.7),
        [typeof(Map<Silu>)] = Map<Map<Silu>>(-4, 4),
        [typeof(Map<Gelu>)] = Map<Map<Gelu>>(-4, 4),
        [typeof(Map<Log>)] = Map<Map<Log>>(0.3, 4),
        [typeof(Map<Log1p>)] = Map<Map<Log1p>>(-0.7, 4),
        [typeof(Map<Sqrt>)] = Map<Map<Sqrt>>(0.3, 4),
        [typeof(Map<Sin>)] = Map<Map<Sin>>(-4, 4),
        [typeof(Map<Cos>)] = Map<Map<Cos>>(-4, 4),
        [typeof(Map<Tan>)] = Map<Map<Tan>>(-1, 1),
        [typeof(Map<Asin>)] = Map<Map<Asin>>(-0.7, 0.7),
        [typeof(Map<Acos>)] = Map<Map<Acos>>(-0.7, 0.7),
        [typeof(Map<Atan>)] = Map<Map<Atan>>(-3, 3),
        [typeof(Map<Sinh>)] = Map<Map<Sinh>>(-2, 2),
        [typeof(Map<Cosh>)] = Map<Map<Cosh>>(-2, 2),
        [typeof(Map<Tanh>)] = Map<Map<Tanh>>(-2, 2),
        [typeof(Map<Sigmoid>)] = Map<Map<Sigmoid>>(-4, 4),
        [typeof(Map<Softplus>)] = Map<Map<Softplus>>(-4, 4),
        [typeof(Map<NormalQuantile>)] = Map<Map<NormalQuantile>>(0.15, 0.85),
        [typeof(Map<ErfInv>)] = Map<Map<ErfInv>>(-0.7, 0.7),
        [typeof(Map<BesselI0>)] = Map<Map<BesselI0>>(-3, 3),
        [typeof(Map<BesselI1>)] = Map<Map<BesselI1>>(-3, 3),
        [typeof(Map<Erf>)] = Map<Map<Erf>>(-2, 2),
        [typeof(Map<Erfc>)] = Map<Map<Erfc>>(-2, 2),
        [typeof(Map<LogGamma>)] = Map<Map<LogGamma>>(0.6, 12),
        [typeof(Map<Digamma>)] = Map<Map<Digamma>>(0.6, 12),
        [typeof(Map<StopGradient>)] = Map<Map<StopGradient>>(-2, 2),
        [typeof(Map<Relu>)] = d => new(new Map<Relu>(), d.AwayFromZero(d.Shape())),
        // The output must keep away from the kink, too.
        [typeof(MapChain<Relu>)] = d => d.Shape() is var s ? new(new MapChain<Relu>(), d.Numbers(s), d.AwayFromZero(s)) : null!,
        [typeof(Map<Floor>)] = d => new(new Map<Floor>(), d.BetweenHalves(d.Shape())),
        [typeof(Map<Ceiling>)] = d => new(new Map<Ceiling>(), d.BetweenHalves(d.Shape())),
        [typeof(Map<Round>)] = d => new(new Map<Round>(), d.BetweenHalves(d.Shape())),
        [typeof(Map<Truncate>)] = d => new(new Map<Truncate>(), d.BetweenHalves(d.Shape())),
        [typeof(Map<Abs>)] = d => new(new Map<Abs>(), d.AwayFromZero(d.Shape())),
        [typeof(Map<Sign>)] = d => new(new Map<Sign>(), d.AwayFromZero(d.Shape())),
        [typeof(Map<Negate>)] = Map<Map<Negate>>(-2, 2),

        // functions of two
        [typeof(Zip<Add>)] = Zip<Zip<Add>>(),
        [typeof(Zip<Subtract>)] = Zip<Zip<Subtract>>(),
        [typeof(Zip<Multiply>)] = Zip<Zip<Multiply>>(),
        [typeof(Zip<Divide>)] = Zip<Zip<Divide>>(),
        [typeof(Zip<ChainProduct>)] = Zip<Zip<ChainProduct>>(),
        [typeof(Zip<Hypot>)] = Zip<Zip<Hypot>>(),
        [typeof(Zip<Maximum>)] = Pairs<Zip<Maximum>>(),
        [typeof(Zip<Minimum>)] = Pairs<Zip<Minimum>>(),
        [typeof(Zip<Pow>)] = d => d.Shape() is var s ? new(new Zip<Pow>(), d.Numbers(s, 0.4, 2), d.Numbers(s, -2, 3)) : null!,
        [typeof(Zip<Polygamma>)] = d => d.Shape() is var s
            ? new(new Zip<Polygamma>(), Operations.Round(d.Numbers(s, 0, 3)), d.Numbers(s, 0.6, 4)) : null!,
        [typeof(Zip<CopySign>)] = Zip<Zip<CopySign>>(),
        [typeof(Zip<LogAddExp>)] = Zip<Zip<LogAddExp>>(),
        [typeof(Zip<XLogY>)] = d => d.Shape() is var s ? new(new Zip<XLogY>(), d.Numbers(s), d.Numbers(s, 0.4, 2)) : null!,
        // Quotients between 3 and 4.
        [typeof(Zip<Fmod>)] = d => d.Shape() is var s ? new(new Zip<Fmod>(), d.Numbers(s, 3.3, 3.5), d.Numbers(s, 0.9, 1.05)) : null!,
        [typeof(Zip<Atan2>)] = Zip<Zip<Atan2>>(),
        [typeof(Zip<InverseSquare>)] = Zip<Zip<InverseSquare>>(),
        [typeof(Zip<PowLog>)] = d => d.Shape() is var s ? new(new Zip<PowLog>(), d.Numbers(s, 0.4, 2), d.Numbers(s, -2, 3)) : null!,
        [typeof(Relation<Equal>)] = Pairs<Relation<Equal>>(),
        [typeof(Relation<NotEqual>)] = Pairs<Relation<NotEqual>>(),
        [typeof(Relation<Less>)] = Pairs<Relation<Less>>(),
        [typeof(Relation<LessOrEqual>)] = Pairs<Relation<LessOrEqual>>(),
        [typeof(Connective<And>)] = Truths<Connective<And>>(),
        [typeof(Connective<Or>)] = Truths<Connective<Or>>(),
        [typeof(Connective<Xor>)] = Truths<Connective<Xor>>(),
        [typeof(Select)] = d => d.Shape() is var s ? new(new Select(), d.Truths(s), d.Numbers(s), d.Numbers(s)) : null!,
        [typeof(Cast)] = d => new(new Cast(d.OneOf(DType.Float64, DType.Int32, DType.Int64, DType.Bool)), d.BetweenHalves(d.Shape())),

        // devices
        [typeof(Transfer)] = d => new(new Transfer(Device.Cpu, Device.Cpu), d.Numbers(d.Shape())),

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
        [typeof(RandomBits)] = d => new(new RandomBits(d.Shape(), d.Int(1, 64)), Tensor.Of(d.Int(-9, 9), d.Int(-9, 9)), Tensor.Scalar(d.Int(0, 9))),
    };

    /// <summary>All of them, and the chain rules of those that are elementwise.</summary>
    public static readonly IReadOnlyDictionary<Type, Func<Draw, Sample>> Of = all.Concat(all.SelectMany(each => Chains(each.Key, each.Value))).ToDictionary();

    /// <summary>Whether a primitive is the chain rule of a function with a constant slope, which needs none.</summary>
    internal static bool IsUnused(Type primitive)
        => primitive.GetGenericArguments() is [var function] && typeof(IChain).IsAssignableFrom(primitive) && function.GetMethod("get_Slope") is { } ofMap && ofMap.Invoke(null, null) is int
        || primitive.GetGenericArguments() is [var two] && typeof(IChain).IsAssignableFrom(primitive) && two.GetMethod("Slope", [typeof(int)]) is { } ofZip && ofZip.Invoke(null, [1]) is int;

    static IEnumerable<KeyValuePair<Type, Func<Draw, Sample>>> Chains(Type type, Func<Draw, Sample> of)
    {
        if (!type.IsGenericType || type.GetGenericTypeDefinition() is var kind && kind != typeof(Map<>) && kind != typeof(Zip<>)) yield break;
        var chain = (kind == typeof(Map<>) ? typeof(MapChain<>) : typeof(ZipChain<>)).MakeGenericType(type.GetGenericArguments());
        if (IsUnused(chain) || all.ContainsKey(chain)) yield break;
        yield return new(chain, draw =>
        {
            var (sample, input) = (of(draw), type == typeof(Zip<Polygamma>) ? 1 : draw.Int(0, 1));
            var (x, y) = (new Few<Tensor>(sample.Inputs), sample.Op.Apply(new Few<Tensor>(sample.Inputs)));
            var op = (Primitive)(kind == typeof(Map<>) ? Activator.CreateInstance(chain)! : Activator.CreateInstance(chain, input)!);
            var inputs = ((IChain)op).Inputs(draw.Like(y), x, y);
            return new(op, [.. Enumerable.Range(0, inputs.Count).Select(i => inputs[i])]);
        });
    }

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
