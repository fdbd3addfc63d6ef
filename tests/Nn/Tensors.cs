using Xunit;

namespace Functional.Nn.Tests;

/// <summary>Comparisons of tensors.</summary>
static class Tensors
{
    /// <summary>The elements as doubles.</summary>
    public static double[] Doubles(this Tensor x) => x.Cast(DType.Float64).ToArray<double>();

    public static void Close(Tensor expected, Tensor actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.Doubles().Zip(actual.Doubles()), pair => Assert.True(Math.Abs(pair.Item1 - pair.Item2) <= tolerance, $"{pair.Item1} and {pair.Item2} differ"));
    }

    /// <summary>Bit for bit.</summary>
    public static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal((expected.DType, expected.Shape), (actual.DType, actual.Shape));
        Assert.Equal(expected.Doubles().Select(BitConverter.DoubleToInt64Bits), actual.Doubles().Select(BitConverter.DoubleToInt64Bits));
    }

    public static Tensor Normal(int seed, Shape shape, DType dtype = DType.Float64) => new Key(seed).Normal(shape, dtype: dtype);
}
