namespace Functional.Tests.Operations;

/// <summary>Every operation that the document lists, group by group.</summary>
public static partial class Catalogue
{
    public static readonly IReadOnlyList<Operation> All =
        [.. Elementwise(), .. SpecialFunctions(), .. Activations(), .. Bits(), .. Reductions(), .. Shapes(), .. Indexing(), .. Products(),
            .. Matrices(), .. Windows(), .. Transforms(), .. RandomNumbers()];

    /// <summary>Random numbers in float64, the same in every run.</summary>
    static Tensor R(int[] shape, double low = -2, double high = 2, int seed = 1)
    {
        var random = new Random(seed);
        return Tensor.From<double>([.. Values.Places(shape).Select(_ => low + (high - low) * random.NextDouble())], shape);
    }

    /// <summary>Different numbers in a random order, further apart than differences reach.</summary>
    static Tensor Apart(int[] shape, int seed = 1, double gap = 0.37)
    {
        var size = shape.Aggregate(1, (size, extent) => size * extent);
        var order = Enumerable.Range(0, size).ToArray();
        new Random(seed).Shuffle(order);
        return Tensor.From<double>([.. order.Select(i => (i - size / 2 + 0.3) * gap)], shape);
    }

    static Tensor I(params int[] indices) => Tensor.Of<int>(indices);

    static Tensor V(params double[] numbers) => Tensor.Of<double>(numbers);

    static Operation Op(string group, string name, string peers, Func<Tensor[], Tensor> call, Tensor[] inputs, Func<Values[], Values> expected)
        => new(group, name, peers, new(call, inputs, expected));

    /// <summary>An operation on each element of one, two or three tensors.</summary>
    static Func<Values[], Values> Each(Func<double, double> f) => x => x[0].Map(f);

    static Func<Values[], Values> Each(Func<double, double, double> f) => x => Values.Zip(v => f(v[0], v[1]), x[0], x[1]);

    static Func<Values[], Values> Each(Func<double, double, double, double> f) => x => Values.Zip(v => f(v[0], v[1], v[2]), x);
}
