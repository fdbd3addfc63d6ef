using System.Numerics;

namespace Functional.Tests.Properties;

/// <summary>Random shapes, numbers and attributes, made of choices one after the other: the smallest choice gives the simplest of them.</summary>
public sealed class Draw(Choices choices)
{
    int next;

    public Draw(int seed) : this(new Choices(seed)) { }

    internal Choices Choices => choices;

    /// <summary>A number in 0 … 1.</summary>
    double Next() => choices[next++];

    /// <summary>Of a range, the one nearest to 0 at the smallest choice.</summary>
    public int Int(int from, int through)
    {
        var (origin, k) = (Math.Clamp(0, from, through), (long)(Next() * ((long)through - from + 1)));
        var near = Math.Min((long)origin - from, (long)through - origin);
        return (int)(k <= 2 * near ? (k % 2 == 1 ? origin + (k + 1) / 2 : origin - k / 2) : (long)through - origin > near ? origin + (k - near) : origin - (k - near));
    }

    public bool Chance(double probability) => Next() >= 1 - probability;

    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[(int)(Next() * choices.Length)];

    /// <summary>Extents of 1 to 4, now and then 0.</summary>
    public int[] Extents(int rank) => [.. Enumerable.Range(0, rank).Select(_ => Chance(0.04) ? 0 : Int(1, 4))];

    public Shape Shape(int minRank = 0, int maxRank = 3) => Extents(Int(minRank, maxRank));

    public int[] Order(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
            if (i - (int)(Next() * (i + 1)) is var other) (order[i], order[other]) = (order[other], order[i]);
        return order;
    }

    public Tensor Numbers(Shape shape, double low = -2, double high = 2) => Fill(shape, _ => Number(low, high));

    /// <summary>Of a range without its upper end, the one nearest to 0 at the smallest choice.</summary>
    internal double Number(double low, double high)
    {
        var (origin, part) = (Math.Clamp(0, low, high), Next());
        return part == 0 ? origin : low + (high - low) * ((part + (origin - low) / (high - low)) % 1);
    }

    /// <summary>Numbers whose size is within low … high, of either sign.</summary>
    public Tensor AwayFromZero(Shape shape, double low = 0.3, double high = 2)
        => Fill(shape, _ => Number(low, high) * (Chance(0.5) ? -1 : 1));

    /// <summary>Numbers no two of which are nearer than a fifth, so that small changes keep their order.</summary>
    public Tensor Apart(Shape shape)
    {
        var order = Order(shape.Size);
        return Fill(shape, i => (order[i] - shape.Size / 2) * 0.3 + 0.1 * Next());
    }

    /// <summary>Numbers at least 0.2 from each integer and half integer.</summary>
    public Tensor BetweenHalves(Shape shape) => Fill(shape, _ => Int(-6, 5) * 0.5 + 0.2 + 0.1 * Next());

    /// <summary>Elements of a type, among them those at which formulas break: zeros of both signs, the ends of the range and of precision, infinities, NaN.</summary>
    public Tensor Elements(DType type, Shape shape) => type switch
    {
        DType.Bool => Truths(shape),
        DType.UInt8 => Elements<byte>(shape, [byte.MaxValue, 128]),
        DType.Int32 => Elements(shape, [int.MaxValue, int.MinValue, 1 << 24 | 1]),
        DType.Int64 => Elements(shape, [long.MaxValue, long.MinValue, 1L << 53 | 1]),
        DType.Float16 => Floats<Half>(shape),
        DType.BFloat16 => Floats<float>(shape, 3.3895314e38f, 9.1835e-41f).Cast(DType.BFloat16),
        DType.Float32 => Floats<float>(shape),
        _ => Floats<double>(shape),
    };

    Tensor Floats<T>(Shape shape, params ReadOnlySpan<T> more) where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        => Elements(shape, [T.NegativeZero, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.MaxValue, T.MinValue, T.Epsilon, -T.Epsilon, T.BitIncrement(T.One), T.Pi, .. more]);

    Tensor Elements<T>(Shape shape, T[] awkward) where T : unmanaged, INumber<T>
        => Tensor.From(Enumerable.Range(0, shape.Size).Select(_ => Chance(0.5) ? OneOf<T>(awkward) : T.CreateTruncating(Int(-9, 9))).ToArray(), shape);

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
