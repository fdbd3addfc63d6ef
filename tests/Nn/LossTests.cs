using Xunit;

namespace Functional.Nn.Tests;

public class LossTests
{
    static readonly Tensor logits = Tensors.Normal(1, [4, 5]) * 3, labels = Tensor.Of(0, 4, 2, 2), oneHot = Tensor.OneHot(labels, 5, DType.Float64);

    [Fact]
    public void Cross_entropy_is_minus_the_log_of_the_softmax()
    {
        var x = logits.Doubles();
        var expected = Enumerable.Range(0, 4).Average(i =>
            -Math.Log(Math.Exp(x[i * 5 + labels.ToArray<int>()[i]]) / Enumerable.Range(0, 5).Sum(j => Math.Exp(x[i * 5 + j]))));
        Assert.Equal(expected, Losses.SoftmaxCrossEntropy(logits, labels).ToScalar(), 1e-12);
        Assert.Equal(expected, Losses.SoftmaxCrossEntropy(logits, oneHot).ToScalar(), 1e-12);
    }

    [Fact]
    public void Its_gradient_is_softmax_minus_one_hot()
    {
        var expected = (Losses.Softmax(logits) - oneHot) * 0.25;
        Tensors.Close(expected, ReverseMode.Grad(x => Losses.SoftmaxCrossEntropy(x, labels))(logits));
        Tensors.Close(expected, ReverseMode.Grad(x => Losses.SoftmaxCrossEntropy(x, oneHot))(logits));
    }

    [Theory]
    [InlineData(DType.Float32), InlineData(DType.Float64)]
    public void Huge_logits_neither_overflow_nor_give_nan(DType dtype)
    {
        var huge = Tensor.Of(new[,] { { 1e4, -1e4, 0 }, { -1e4, -1e4, -1e4 } }).Cast(dtype);
        var (loss, gradient) = ReverseMode.ValueAndGrad(x => Losses.SoftmaxCrossEntropy(x, Tensor.Of(1, 0)))(huge);
        Assert.Equal((2e4 + Math.Log(3)) / 2, loss.ToScalar(), 1e-2);
        Tensors.Close(Tensor.Of(new[,] { { 0.5, -0.5, 0 }, { -1 / 3.0, 1 / 6.0, 1 / 6.0 } }), gradient, 1e-6);
    }

    [Fact]
    public void Probabilities_add_up_to_one() => Tensors.Close(Tensor.Ones([4], DType.Float64), Losses.Softmax(logits * 100).Sum(-1));

    [Fact]
    public void Label_probabilities_of_another_shape_are_refused()
        => Assert.Contains("[4, 5]", Assert.Throws<ShapeException>(() => Losses.SoftmaxCrossEntropy(logits, oneHot[.., 1..])).Message);
}
