using Xunit;
using static Functional.ForwardMode;
using static Functional.Nn.Layers;
using static Functional.Nn.Optimizers;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Nn.Tests;

/// <summary>Losses, layers and optimizers where a plain formula overflows, cancels or divides by zero, and options out of their range.</summary>
public class AwkwardTrainingTests
{
    const double Inf = double.PositiveInfinity;

    [Fact]
    public void A_softmax_of_large_logits_keeps_their_difference()
    {
        var p = 1 / (1 + Math.E);
        Assert.Equal([p, 1 - p], Losses.Softmax(Tensor.Of(5000f, 5001f)).Doubles(), (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Equal([Math.Log(p), Math.Log(1 - p)], Losses.LogSoftmax(Tensor.Of(5000f, 5001f)).Doubles(), (a, b) => Math.Abs(a - b) < 1e-6);
        foreach (var label in (Tensor[])[Tensor.Scalar(0), Tensor.Of(1f, 0)])
            Assert.Equal(Math.Log(2), Losses.SoftmaxCrossEntropy(Tensor.Of(1e8f, 1e8f), label).ToScalar(), 1e-7);
    }

    [Fact]
    public void A_masked_class_of_probability_0_costs_nothing()
    {
        Tensor logits = Tensor.Of(1, -Inf, 2), labels = Tensor.Of(1.0, 0, 0);
        var p = 1 / (1 + Math.E);
        Assert.Equal(-Math.Log(p), Losses.SoftmaxCrossEntropy(logits, labels).ToScalar(), 1e-15);
        double[] expected = [p - 1, 0, 1 - p];
        Assert.Equal(expected, Grad(x => Losses.SoftmaxCrossEntropy(x, labels))(logits).Doubles(), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(expected, Grad(x => Losses.SoftmaxCrossEntropy(x, Tensor.Scalar(0)))(logits).Doubles(), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    /// <summary>Gradients of any size make the steps that float64, which has room for their squares, makes.</summary>
    [Theory, InlineData(1e20), InlineData(3e38), InlineData(1e-25), InlineData(1)]
    public void Adam_has_room_for_squares(double size)
    {
        double[] single = Path(DType.Float32, size), wide = Path(DType.Float64, size);
        Assert.All(single.Zip(wide), step => Assert.Equal(step.Second, step.First, 1e-6));

        static double[] Path(DType type, double size)
        {
            var optimizer = Adam(0.1);
            var (p, state) = (Tensor.Scalar(1.0).Cast(type), optimizer.Init(Tensor.Scalar(1.0).Cast(type)));
            return [.. ((double[])[1, 0.5, -0.25, 0]).Select(g =>
            {
                (p, state) = optimizer.Step(p, Tensor.Scalar(g * size).Cast(type), state);
                return p.ToScalar();
            })];
        }
    }

    [Theory, InlineData(3e20f, 4e20f), InlineData(1.8e38f, 2.4e38f), InlineData(3e38f, 2e38f), InlineData(3e-30f, 4e-30f)]
    public void Clipping_has_room_for_squares(float a, float b)
    {
        var norm = Math.Sqrt((double)a * a + (double)b * b);
        var clipped = ClipByNorm(norm / 1000).Update(Tensor.Of(a, b), State.Empty, Tensor.Of(a, b)).Change.Doubles();
        Assert.All(clipped.Zip((double[])[a, b]), pair => Assert.Equal(1, pair.First / (pair.Second / 1000), 1e-6));
    }

    [Fact]
    public void A_gradient_of_nothing_is_clipped_to_nothing()
    {
        var zero = Tensor.Of(0.0, 0);
        Assert.Equal([0, 0], Clipped(0, zero).Doubles());
        Assert.Equal([0, 0], Clipped(0, Tensor.Of(3.0, 4)).Doubles());
        Assert.Equal([3, 4], Clipped(Inf, Tensor.Of(3.0, 4)).Doubles());
        foreach (var limit in (double[])[0, 1, Inf]) AllModes(g => Clipped(limit, g).Sum(), zero, [1, 1]);

        static Tensor Clipped(double limit, Tensor g) => ClipByNorm(limit).Update(g, State.Empty, g).Change;
    }

    /// <summary>The first step of Adam is −α·g / (|g| + ε), so its slope at 0 is −α / ε.</summary>
    [Fact]
    public void Adam_is_differentiable_at_a_gradient_of_nothing()
    {
        var optimizer = Adam(0.1);
        AllModes(g => optimizer.Update(g, optimizer.Init(g), g).Change.Sum(), Tensor.Of(0.0), [-1e7], 1e-7);
    }

    /// <summary>Gradient and second derivatives in all modes: the second ones are 0.</summary>
    static void AllModes(Func<Tensor, Tensor> f, Tensor x, double[] gradient, double relative = 0)
    {
        bool Near(double a, double b) => Math.Abs(a - b) <= relative * Math.Abs(a);
        Assert.Equal(gradient, Grad(f)(x).Doubles(), Near);
        Assert.Equal(gradient.Sum(), Derivative(f)(x).ToScalar(), Math.Abs(relative * gradient.Sum()));
        foreach (var second in (Tensor[])[Grad(x => Grad(f)(x).Sum())(x), Derivative(Grad(f))(x)]) Assert.Equal(new double[x.Size], second.Doubles());
    }

    public static TheoryData<string, Action> Refused => new()
    {
        { "ClipByNorm: a limit of -1 is not a number from 0 on", () => ClipByNorm(-1) },
        { "ClipByNorm: a limit of NaN is not a number from 0 on", () => ClipByNorm(double.NaN) },
        { "Adam: a rate of NaN is not a finite number from 0 on", () => Adam(double.NaN) },
        { "Adam: a beta1 of 1 is not in 0 … 1, 1 excluded", () => Adam(beta1: 1) },
        { "Adam: a beta2 of -0.5 is not in 0 … 1, 1 excluded", () => Adam(beta2: -0.5) },
        { "Adam: an epsilon of -1 is not a finite number from 0 on", () => Adam(epsilon: -1) },
        { "AdamW: a decay of Infinity is not a finite number from 0 on", () => AdamW(decay: Inf) },
        { "Adam: a beta1 of 2 is not in 0 … 1, 1 excluded", () => _ = new Adam(0.1) with { Beta1 = 2 } },
        { "Sgd: a rate of -1 is not a finite number from 0 on", () => Sgd(-1) },
        { "Momentum: a rate of Infinity is not a finite number from 0 on", () => Momentum(Inf) },
        { "Momentum: a friction of 1.5 is not in 0 … 1", () => Momentum(0.1, 1.5) },
        { "Nesterov: a rate of -0.1 is not a finite number from 0 on", () => Nesterov(-0.1) },
        { "Nesterov: a friction of NaN is not in 0 … 1", () => Nesterov(0.1, double.NaN) },
        { "Dropout: a rate of 1.5 is not in 0 … 1", () => Dropout(1.5) },
        { "Dropout: a rate of NaN is not in 0 … 1", () => Dropout(double.NaN) },
        { "BatchNorm: a momentum of 2 is not in 0 … 1", () => BatchNorm(2) },
        { "BatchNorm: an epsilon of -1 is not a finite number from 0 on", () => BatchNorm(epsilon: -1) },
        { "Dense: a number of units of 0 is not 1 or more", () => Dense(0).Output([3]) },
        { "Conv2d: a number of channels of 0 is not 1 or more", () => Conv2d(0, 3).Output([3, 8, 8]) },
        { "Conv2d: a kernel of -1 is not 1 or more", () => Conv2d(4, -1).Output([3, 8, 8]) },
        { "Conv2d: a stride of 0 is not 1 or more", () => Conv2d(4, 3, stride: 0).Output([3, 8, 8]) },
        { "Conv2d: a dilation of 0 is not 1 or more", () => Conv2d(4, 3, dilation: 0).Output([3, 8, 8]) },
        { "Conv2d: a number of groups of 0 is not 1 or more", () => Conv2d(4, 3, groups: 0).Output([3, 8, 8]) },
        { "MaxPool: a window of 0 is not 1 or more", () => MaxPool(0).Output([3, 8, 8]) },
        { "AveragePool: a stride of 0 is not 1 or more", () => AveragePool(2, stride: 0).Output([3, 8, 8]) },
        { "Repeat: a number of times of 0 is not 1 or more", () => Repeat(0, Identity) },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Options_out_of_their_range_are_refused(string sentence, Action make)
        => Assert.Equal(sentence, Assert.Throws<ArgumentOutOfRangeException>(make).Message);

    [Fact]
    public void A_dropout_of_everything_gives_zeros()
    {
        var x = Tensor.Of(1.0, -2, Inf);
        Assert.Equal([0, 0], Dropout(1).Apply(Params.Empty, State.Empty, x[..2], Mode.Train(new(1))).Y.Doubles());
        Assert.Equal([1, -2], Dropout(1).Apply(Params.Empty, State.Empty, x[..2], Mode.Evaluate).Y.Doubles());
        Assert.Equal([0, 0], Grad(x => Dropout(1).Apply(Params.Empty, State.Empty, x, Mode.Train(new(1))).Y.Sum())(x[..2]).Doubles());
    }

    [Fact]
    public void One_value_of_a_channel_has_no_statistics()
    {
        var (p, s) = BatchNorm().Init(new(1), [3]);
        var e = Assert.Throws<ShapeException>(() => BatchNorm().Apply(p, s, Tensor.Ones([1, 3]), Mode.Train(new(1))));
        Assert.Equal("BatchNorm: in training a batch [1, 3] has 1 value of each channel, and one has no variance: give it two or more", e.Message);
        Assert.Equal([1, 3], BatchNorm().Apply(p, s, Tensor.Ones([1, 3]), Mode.Evaluate).Y.Shape);
        Assert.Equal([1, 3, 2], BatchNorm().Apply(p, s, Tensor.Ones([1, 3, 2]), Mode.Train(new(1))).Y.Shape);
    }
}
