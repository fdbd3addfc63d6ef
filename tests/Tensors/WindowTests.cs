using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Tensors;

/// <summary>The 5 × 5 input of V. Dumoulin, F. Visin 2016, "A guide to convolution arithmetic for deep learning", figures 1.1, 1.5 and 1.6.</summary>
public class WindowTests
{
    static readonly Tensor image = Tensor.Of<float>(3, 3, 2, 1, 0, 0, 0, 1, 3, 1, 3, 1, 2, 2, 3, 2, 0, 0, 2, 2, 2, 0, 0, 0, 1).Reshape(1, 1, 5, 5);
    static readonly Tensor filter = Tensor.Of<float>(0, 1, 2, 2, 2, 0, 0, 1, 2).Reshape(1, 1, 3, 3);

    [Fact]
    public void Convolution() => Is([12, 12, 17, 10, 17, 19, 9, 6, 14], Conv(image, filter));

    [Fact]
    public void Convolution_with_stride_and_padding() => Is([6, 17, 3, 8, 17, 13, 6, 4, 4], Conv(image, filter, stride: 2, padding: 1));

    [Fact]
    public void Max_pooling() => Is([3, 3, 3, 3, 3, 3, 3, 2, 3], MaxPool(image, 3, 1));

    [Fact]
    public void Average_pooling() => Is([1.7f, 1.7f, 1.7f, 1.0f, 1.2f, 1.8f, 1.1f, 0.8f, 1.3f], Round(AveragePool(image, 3, 1) * 10) / 10);

    [Fact]
    public void Borders_decide_the_size()
    {
        Assert.Equal([1, 1, 5, 5], Conv(image, filter, padding: Borders.Same).Shape);
        Assert.Equal([1, 1, 3, 3], Conv(image, filter, stride: 2, padding: Borders.Same).Shape);
        Assert.Equal([1, 1, 3, 3], Conv(image, filter, padding: Borders.Valid).Shape);
        Assert.Equal([1, 1, 1, 1], Conv(image, filter, padding: -1).Shape);
        Assert.Equal([1, 1, 1, 1], Conv(image, filter, dilation: 2).Shape);
        Assert.Equal([1, 1, 4, 4], Conv(image, filter, padding: Borders.Of(0, 1)).Shape);
        Assert.Equal([1, 1, 2, 2], MaxPool(image, 2).Shape);
        Assert.Equal([1, 1, 3, 3], MaxPool(image, 2, padding: Borders.Same).Shape);
    }

    [Fact]
    public void A_border_of_negative_numbers_never_wins() => Assert.Equal(-1, Max(MaxPool(image * 0 - 1, 3, 1, padding: 1)).ToScalar());

    [Fact]
    public void Groups_see_their_own_channels()
    {
        var two = Concat(1, image, image * 10);
        Assert.Equal(Concat(1, Conv(image, filter), Conv(image * 10, filter * 2)).ToArray<float>(), Conv(two, Concat(0, filter, filter * 2), groups: 2).ToArray<float>());
    }

    static void Is(float[] expected, Tensor found)
    {
        Assert.Equal([1, 1, 3, 3], found.Shape);
        Assert.Equal(expected, found.ToArray<float>());
    }
}
