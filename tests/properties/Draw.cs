namespace Functional.Tests.Properties;

/// <summary>Random shapes, numbers and attributes for samples; the same ones for the same seed.</summary>
public sealed class Draw(int seed)
{
    readonly Random random = new(seed);

    public int Int(int from, int through) => random.Next(from, through + 1);

    public bool Chance(double probability) => random.NextDouble() < probability;

    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    /// <summary>Extents of 1 to 4, now and then 0.</summary>
    public int[] Extents(int rank) => [.. Enumerable.Range(0, rank).Select(_ => Chance(0.04) ? 0 : Int(1, 4))];

    public Shape Shape(int minRank = 0, int maxRank = 3) => Extents(Int(minRank, maxRank));

    public int[] Order(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        return order;
    }

    public Tensor Numbers(Shape shape, double low = -2, double high = 2) => Fill(shape, _ => low + (high - low) * random.NextDouble());

    /// <summary>Numbers whose size is within low … high, of either sign.</summary>
    public Tensor AwayFromZero(Shape shape, double low = 0.3, double high = 2)
        => Fill(shape, _ => (low + (high - low) * random.NextDouble()) * (Chance(0.5) ? 1 : -1));

    /// <summary>Numbers no two of which are nearer than a fifth, so that small changes keep their order.</summary>
    public Tensor Apart(Shape shape)
    {
        var order = Order(shape.Size);
        return Fill(shape, i => (order[i] - shape.Size / 2) * 0.3 + 0.1 * random.NextDouble());
    }

    /// <summary>Numbers at least 0.2 from each integer and half integer.</summary>
    public Tensor BetweenHalves(Shape shape) => Fill(shape, _ => Int(-6, 5) * 0.5 + 0.2 + 0.1 * random.NextDouble());

    public Tensor Truths(Shape shape) => Tensor.From(Enumerable.Range(0, shape.Size).Select(_ => Chance(0.5)).ToArray(), shape);

    /// <summary>Indices of an axis, negative ones too, int32 or int64.</summary>
    public Tensor Indices(Shape shape, int extent)
    {
        var indices = Enumerable.Range(0, shape.Size).Select(_ => Int(-extent, extent - 1)).ToArray();
        return Chance(0.5) ? Tensor.From(indices, shape) : Tensor.From(Array.ConvertAll(indices, i => (long)i), shape);
    }

    public Tensor Like(Tensor x) => Numbers(x.Shape, -1, 1);

    static Tensor Fill(Shape shape, Func<int, double> element) => Tensor.From(Enumerable.Range(0, shape.Size).Select(element).ToArray(), shape);
}
