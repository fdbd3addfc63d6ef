using Xunit;

namespace Functional.Tests;

static class Tensors
{
    internal static Tensor N(double value) => Tensor.Scalar(value);

    internal static Tensor V(params double[] values) => Tensor.Of<double>(values);

    /// <summary>A matrix of two columns.</summary>
    internal static Tensor M(params double[] values) => V(values).Reshape(-1, 2);

    internal static void Is(string expected, Tensor found) => Assert.Equal(expected, found.ToString());

    internal static void Near(Tensor expected, Tensor found, double tolerance, string what = "the tensors")
    {
        Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
        if (expected.Size == 0) return;
        var worst = (Operations.Abs(expected - found) / (Operations.Abs(expected) + 1)).Max().ToScalar();
        Assert.True(worst <= tolerance, $"{what}: the values differ by {worst}");
    }
}
