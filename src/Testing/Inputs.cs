using FsCheck;
using FsCheck.Fluent;

namespace Functional.Testing;

/// <summary>
/// Generators of float64 tensors and numbers for <see cref="GradientCheck.ForAll{TX, TY}(Func{TX, TY}, Gen{TX}, GradientOptions, string)"/>; those of trees
/// are made of them with <c>from … select</c>.
/// </summary>
public static class Inputs
{
    /// <summary>Extents are at most so large.</summary>
    const int Extent = 4;

    /// <summary>
    /// A tensor of random shape: extents of 1 to 4 and now and then 0. Its numbers lie within low … high; now and then they are whole ones
    /// alone, so that some are equal and some 0.
    /// </summary>
    public static Gen<Tensor> Tensors(int minRank = 0, int maxRank = 3, double low = -2, double high = 2)
        => Shapes(minRank, maxRank).SelectMany(shape => Tensors(shape, low, high));

    /// <summary>A tensor of a given shape.</summary>
    public static Gen<Tensor> Tensors(Shape shape, double low = -2, double high = 2)
    {
        if (!(low <= high)) throw new ArgumentOutOfRangeException(nameof(low), FormattableString.Invariant($"Tensors: {low} is not below {high}"));
        return from seed in Gen.Choose(0, int.MaxValue)
               from whole in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(Math.Ceiling(low) <= Math.Floor(high))))
               select Fill(new(seed), shape, low, high, whole);
    }

    /// <summary>So many numbers, as a function of a vector takes.</summary>
    public static Gen<double[]> Numbers(int count, double low = -2, double high = 2) => Tensors([count], low, high).Select(x => x.ToArray<double>());

    /// <summary>A number.</summary>
    public static Gen<double> Number(double low = -2, double high = 2) => Numbers(1, low, high).Select(x => x[0]);

    /// <summary>Two tensors whose shapes broadcast: either may lack leading axes, or have extent 1 where the other has more.</summary>
    public static Gen<(Tensor, Tensor)> Broadcasting(int maxRank = 3, double low = -2, double high = 2)
        => from common in Shapes(0, maxRank)
           from first in Part(common)
           from second in Part(common)
           from a in Tensors(first, low, high)
           from b in Tensors(second, low, high)
           select (a, b);

    /// <summary>Shapes of some ranks.</summary>
    public static Gen<Shape> Shapes(int minRank = 0, int maxRank = 3)
        => from rank in Gen.Choose(minRank, maxRank)
           from extents in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(0)), (19, Gen.Choose(1, Extent))), rank)
           select (Shape)extents;

    /// <summary>A shape that broadcasts to a given one.</summary>
    static Gen<Shape> Part(Shape common)
        => from left in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, common.Rank)))
           from ones in Gen.ArrayOf(Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true))), common.Rank)
           select (Shape)(int[])[.. common.Zip(ones, (extent, one) => one ? 1 : extent).Skip(left)];

    static Tensor Fill(Random random, Shape shape, double low, double high, bool whole)
        => Tensor.From(Enumerable.Range(0, shape.Size).Select(_ => whole
            ? random.Next((int)Math.Ceiling(low), (int)Math.Floor(high) + 1)
            : low + (high - low) * random.NextDouble()).ToArray(), shape);
}
