using Functional.Nn;
using Functional.Primitives;
using static Functional.Nn.Layers;
using static Functional.Nn.Optimizers;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.SameBits;

/// <summary>One computation for each kernel, at sizes where vectors, tiles, chains, blocks and tasks end.</summary>
internal static class Cases
{
    internal static readonly (string Name, Func<Tensor> Run)[] All =
        [.. Sums(), .. Extrema(), .. Products(), .. Windows(), .. Matrices(), .. Models(), .. Draws(), .. Elementwise()];

    /// <summary>Numbers from −1 to 1, by bits and exact arithmetic.</summary>
    static Tensor Draw(int seed, DType dtype, params int[] shape) => new Key(seed).Uniform(shape, dtype: dtype) * 2 - 1;

    static IEnumerable<(string, Func<Tensor>)> OfEach(string name, Func<DType, Tensor> run)
        => [($"{name}, float32", () => run(DType.Float32)), ($"{name}, float64", () => run(DType.Float64))];

    static IEnumerable<(string, Func<Tensor>)> Sums()
    {
        foreach (var n in (int[])[1, 7, 64, 65, 255, 257, 4097, 131073, 400_003])
            foreach (var each in OfEach($"sum of {n}", type => Sum(Draw(n, type, n)))) yield return each;
        foreach (var (rows, columns) in ((int, int)[])[(100_003, 2), (5000, 17), (1000, 300), (70, 5003), (3, 64)])
        {
            foreach (var each in OfEach($"sum of columns, {rows} by {columns}", type => Sum(Draw(1, type, rows, columns), 0))) yield return each;
            foreach (var each in OfEach($"running sums, {rows} by {columns}", type => CumSum(Draw(2, type, rows, columns), 0))) yield return each;
        }
        foreach (var each in OfEach("sum of rows", type => Sum(Draw(3, type, 501, 203), 1))) yield return each;
        foreach (var each in OfEach("sum of a view", type => Sum(Draw(4, type, 501, 203).T, 0))) yield return each;
        foreach (var each in OfEach("sum over two axes apart", type => Sum(Draw(5, type, 16, 5, 14, 15), [0, 2, 3]))) yield return each;
        foreach (var each in OfEach("mean", type => Mean(Draw(6, type, 1001, 33), 0))) yield return each;
        foreach (var each in OfEach("variance", type => Variance(Draw(7, type, 1001, 33), 0))) yield return each;
        foreach (var each in OfEach("norm", type => Norm(Draw(8, type, 100_001)))) yield return each;
        foreach (var each in OfEach("running sums of a row", type => CumSum(Draw(9, type, 100_001)))) yield return each;
        foreach (var each in OfEach("scatter into few places", type => Scatter(Draw(10, type, 50_000), Places(50_000, 37), 37))) yield return each;
        foreach (var each in OfEach("scatter of narrow slices", type => Scatter(Draw(11, type, 3000, 5), Places(3000, 100), 100))) yield return each;
        foreach (var each in OfEach("scatter of slices", type => Scatter(Draw(11, type, 3000, 45), Places(3000, 100), 100))) yield return each;
        yield return ("sum of NaN and infinity", () => Sum(Awkward().Reshape(-1, 8), 1));
        yield return ("sum of negative zeros", () => Sum(-Tensor.Zeros([100, 3]), 0));
        yield return ("sum of integers", () => Sum(new Key(12).Bits([10_001], 31)));
    }

    static IEnumerable<(string, Func<Tensor>)> Extrema()
    {
        yield return ("max over rows", () => Max(Awkward().Reshape(-1, 8), 1));
        yield return ("max over columns", () => Max(Awkward().Reshape(8, -1), 0));
        yield return ("min over all", () => Min(Draw(13, DType.Float64, 1003)));
        yield return ("argmax", () => Draw(14, DType.Float32, 300, 41).ArgMax(0));
        yield return ("argsort", () => ArgSort(Awkward()));
    }

    static IEnumerable<(string, Func<Tensor>)> Products()
    {
        foreach (var (m, k, n) in ((int, int, int)[])
            [(3, 5, 4), (1, 300, 1), (1, 100_003, 1), (1, 300, 70), (65, 1100, 1), (300, 65, 1), (2, 3000, 3), (33, 64, 50), (70, 65, 49), (50, 700, 100), (9, 5000, 17),
             (300, 1500, 1), (1, 2100, 300), (1, 1023, 1)])
        {
            foreach (var each in OfEach($"product {m} by {k} by {n}", type => Draw(m, type, m, k).MatMul(Draw(n, type, k, n)))) yield return each;
            foreach (var each in OfEach($"product {m} by {k} by {n} of transposes", type => Draw(m, type, k, m).T.MatMul(Draw(n, type, n, k).T))) yield return each;
        }
        foreach (var each in OfEach("products of a batch", type => Draw(1, type, 7, 20, 130).MatMul(Draw(2, type, 7, 130, 30)))) yield return each;
        yield return ("product with steps", () => Draw(3, DType.Float32, 40, 300)[.., Subscript.Step(.., 2)].MatMul(Draw(4, DType.Float32, 150, 40)));
    }

    static IEnumerable<(string, Func<Tensor>)> Windows()
    {
        foreach (var (batch, channels, extent, filters, window, stride, groups) in ((int, int, int, int, int, int, int)[])
            [(2, 3, 17, 8, 3, 1, 1), (4, 32, 14, 20, 5, 1, 1), (3, 20, 15, 9, 3, 2, 1), (2, 100, 7, 33, 1, 1, 1), (2, 8, 12, 12, 3, 1, 4)])
        {
            var name = $"{filters} filters of {window} on {channels} channels, stride {stride}, {groups} groups";
            Tensor Images(DType type) => Draw(1, type, batch, channels, extent, extent + 1);
            Tensor Filters(DType type) => Draw(2, type, filters, channels / groups, window, window);
            Tensor Apply(Tensor x, Tensor w) => Conv(x, w, stride, window / 2, groups: groups);
            foreach (var each in OfEach($"convolution, {name}", type => Apply(Images(type), Filters(type)))) yield return each;
            foreach (var each in OfEach($"its gradient in the images, {name}", type => Grad(x => Sum(Square(Apply(x, Filters(type)))))(Images(type)))) yield return each;
            foreach (var each in OfEach($"its gradient in the filters, {name}", type => Grad(w => Sum(Square(Apply(Images(type), w))))(Filters(type)))) yield return each;
        }
        foreach (var each in OfEach("average pooling", type => AveragePool(Draw(3, type, 2, 3, 29, 33), 3, 2))) yield return each;
        foreach (var each in OfEach("maximum pooling", type => MaxPool(Draw(4, type, 2, 3, 29, 33), 3, 2))) yield return each;
        foreach (var each in OfEach("gradient of maximum pooling", type => Grad(x => Sum(Square(MaxPool(x, 3, 2))))(Draw(5, type, 2, 3, 29, 33)))) yield return each;
    }

    static IEnumerable<(string, Func<Tensor>)> Matrices()
    {
        static Tensor Square(DType type) => Draw(1, type, 3, 37, 37) + 10 * Tensor.Eye(37, dtype: type);
        static Tensor Symmetric(DType type) => Square(type) + Square(type).T;
        foreach (var each in OfEach("solve", type => Solve(Square(type), Draw(2, type, 3, 37, 5)))) yield return each;
        foreach (var each in OfEach("cholesky", type => Cholesky(Symmetric(type)))) yield return each;
        foreach (var each in OfEach("qr", type => Qr(Square(type)).R)) yield return each;
        foreach (var each in OfEach("svd", type => Svd(Square(type)).U)) yield return each;
        foreach (var each in OfEach("eigh", type => Eigh(Symmetric(type)).Vectors)) yield return each;
        foreach (var each in OfEach("determinant", type => Det(Square(type)))) yield return each;
    }

    static IEnumerable<(string, Func<Tensor>)> Models()
    {
        yield return ("batch normalisation", () =>
        {
            var (p, s) = BatchNorm().Init(new Key(1), [5, 14, 14]);
            return BatchNorm().Apply(p, s, Draw(2, DType.Float32, 8, 5, 14, 14), Mode.Train(new Key(3))).Y;
        });
        yield return ("a step of an optimizer", () =>
        {
            var optimizer = ClipByNorm(1) >> Adam(1e-3);
            var p = Draw(4, DType.Float32, 100, 31);
            return optimizer.Step(p, Draw(5, DType.Float32, 100, 31), optimizer.Init(p)).Parameters;
        });
    }

    static IEnumerable<(string, Func<Tensor>)> Draws()
    {
        yield return ("bits", () => new Key(1).Bits([10_003], 64));
        yield return ("uniform", () => new Key(2).Uniform([10_003], -3, 5));
        yield return ("permutation", () => new Key(3).Permutation(1000));
        yield return ("normal", () => new Key(4).Normal([10_003]));
    }

    static IEnumerable<(string, Func<Tensor>)> Elementwise()
    {
        (string, Func<Tensor, Tensor>)[] functions =
            [("exp", Exp), ("log", x => Log(Abs(x))), ("tanh", Tanh), ("sigmoid", Sigmoid), ("sin", Sin), ("cos", Cos), ("sqrt", x => Sqrt(Abs(x))), ("erf", Erf)];
        foreach (var (name, f) in functions)
            foreach (var each in OfEach(name, type => f(Draw(1, type, 1003) * 10))) yield return each;
        foreach (var each in OfEach("log-sum-exp", type => LogSumExp(Draw(2, type, 100, 33), 1))) yield return each;
    }

    static Tensor Places(int count, int extent) => Cast(new Key(1).Uniform([count], 0, extent), DType.Int32);

    /// <summary>NaN of both signs, infinities and zeros of both signs among ordinary numbers.</summary>
    static Tensor Awkward()
    {
        float[] special = [float.NaN, -float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, 1f, -1f];
        var random = new Random(1);
        return Tensor.Of([.. Enumerable.Range(0, 1024).Select(i => random.Next(3) == 0 ? special[random.Next(8)] : i % 8 == 0 ? -0f : random.Next(-5, 5))]);
    }
}
