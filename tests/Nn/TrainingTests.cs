using Xunit;
using static Functional.Nn.Layers;
using static Functional.Operations;

namespace Functional.Nn.Tests;

public class TrainingTests
{
    [Theory]
    [InlineData(10, 3), InlineData(10, 5), InlineData(10, 100), InlineData(10, int.MaxValue), InlineData(1, 1), InlineData(0, 4)]
    public void Batches_hold_every_example_once(int count, int size)
    {
        var batches = Batches.Shuffled(new Key(1), Tensor.Arange(count).Cast(DType.Float32).Reshape(count, 1), Tensor.Arange(count), size).ToArray();
        Assert.Equal(Batches.Count(count, size), batches.Length);
        Assert.All(batches.SkipLast(1), batch => Assert.Equal(size, batch.Y.Size));
        Assert.All(batches, batch => Assert.Equal(batch.X.Doubles(), batch.Y.Doubles()));
        Assert.Equal(Enumerable.Range(0, count), batches.SelectMany(batch => batch.Y.ToArray<int>()).Order());
    }

    [Fact]
    public void The_key_decides_the_order()
    {
        int[] Order(Key key) => [.. Batches.Shuffled(key, Tensor.Arange(50), Tensor.Arange(50), 8).SelectMany(batch => batch.Y.ToArray<int>())];
        Assert.Equal(Order(new Key(1)), Order(new Key(1)));
        Assert.NotEqual(Order(new Key(1)), Order(new Key(2)));
        var learner = Learner.Start(Dense(2), Optimizers.Sgd(0.1), new Key(1), [3]);
        Assert.NotEqual(Order(learner.Order), Order((learner with { Epoch = 1 }).Order));
        Assert.Equal(Order(learner.Order), Order((learner with { Step = Tensor.Scalar(7) }).Order));
    }

    [Fact]
    public void Batches_refuse_what_does_not_fit()
    {
        Assert.Throws<ShapeException>(() => Batches.Shuffled(new Key(1), Tensor.Arange(3), Tensor.Arange(4), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Batches.InOrder(3, 0));
    }

    [Fact]
    public void Fold_goes_from_the_first_batch_to_the_last()
        => Assert.Equal("abc", Training.Fold("", ['a', 'b', 'c'], (text, letter) => text + letter));

    [Fact]
    public void Descent_learns_a_line()
    {
        var (model, optimizer) = (Dense(1), Optimizers.Adam(0.05));
        var x = Tensors.Normal(1, [256, 2]);
        var y = x.MatMul(Tensor.Of(new double[,] { { 2 }, { -3 } })) + 0.5;
        var learner = Learner.Start(model, optimizer, new Key(2), [2], DType.Float64);
        for (var epoch = 0; epoch < 40; epoch++)
            learner = Training.Fold(learner, Batches.Shuffled(learner.Order, x, y, 32),
                (at, batch) => Training.Descend(model, optimizer, (output, target) => Square(output - target).Mean(), at, batch).Next) with { Epoch = epoch + 1 };
        Assert.Equal(40 * 8, learner.Step.ToScalar<long>());
        Tensors.Close(Tensor.Of(new double[,] { { 2 }, { -3 } }), learner.Params["weight"], 1e-2);
        Tensors.Close(y, Training.Predict(model, learner, x, batch: 100), 5e-2);
    }

    [Fact]
    public void Accuracy_counts_the_largest_logits_at_the_label()
    {
        var logits = Tensor.Of(new[,] { { 0.1f, 0.9f, 0 }, { 3, 2, 1 }, { 0, 0, 1 }, { 5, 6, 7 } });
        Assert.Equal(0.75, Metrics.Accuracy(logits, Tensor.Of(1, 0, 2, 1)));
        Assert.Equal(0, Metrics.Accuracy(logits, Tensor.Of(0, 1, 1, 1)));
    }

    [Fact]
    public void The_confusion_matrix_has_labels_in_rows()
    {
        var counts = Metrics.ConfusionMatrix(Tensor.Of(0, 1, 1, 2, 1), Tensor.Of(0, 1, 2, 2, 2), 3);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 2, 1], counts.ToArray<long>());
        Assert.Throws<ShapeException>(() => Metrics.ConfusionMatrix(Tensor.Of(0), Tensor.Of(0, 1), 3));
    }

    [Fact]
    public void A_summary_is_a_table()
    {
        var model = Conv2d(4, kernel: 3, padding: Same) >> Relu >> MaxPool(2) >> Residual(Conv2d(4, kernel: 1)) >> Flatten >> Dense(10);
        Assert.Equal(
            """
            Layer       Output     Parameters
            Conv2d      [4, 8, 8]          40
            Relu        [4, 8, 8]           0
            MaxPool     [4, 4, 4]           0
            Sum         [4, 4, 4]           0
              Conv2d    [4, 4, 4]          20
              Identity  [4, 4, 4]           0
            Flatten     [64]                0
            Dense       [10]              650
            Total                         710
            """.ReplaceLineEndings("\n"), Summary.Of(model, [1, 8, 8]).ToString());
        Assert.Throws<ShapeException>(() => Summary.Of(model, [1, 8]));
    }
}
