using Functional.Nn;
using Xunit;
using static Functional.Nn.Layers;
using static Functional.Operations;

namespace Functional.Tests.Outside;

/// <summary>A layer with parts, an optimizer and a device of somebody else's, in one training.</summary>
public class LearningTests
{
    static readonly Layer model = new Gated(Dense(12), Dense(12)) >> Dense(2);
    static readonly Optimizer optimizer = new Lion(Schedule.Of(step => 0.02 / Sqrt(step)));

    [Fact]
    public void Parts_are_listed()
    {
        var summary = Summary.Of(model, [2]).ToString()!;
        Assert.Contains("Gated", summary);
        Assert.Equal(3, summary.Split("Dense").Length - 1);
        Assert.Equal(["0.gate.bias", "0.gate.weight", "0.value.bias", "0.value.weight", "1.bias", "1.weight"],
            model.Init(new Key(1), [2]).Params.Leaves().Select(leaf => leaf.Path));
    }

    [Fact]
    public void The_optimizer_takes_steps_of_one_size()
    {
        var (p, state) = (Tensor.Of(1.0, 1.0), new Lion(0.1).Init(Tensor.Of(1.0, 1.0)));
        (p, state) = new Lion(0.1).Step(p, Tensor.Of(3.0, -5.0), state);
        Assert.Equal([0.9, 1.1], p.ToArray<double>());
        // 0.9 · 0.03 + 0.1 · (−0.2) is still above 0, and 0.9 · (−0.05) + 0.1 · 0.5 is by now.
        (p, _) = new Lion(0.1).Step(p, Tensor.Of(-0.2, 0.5), state);
        Assert.Equal([0.8, 1.0], p.ToArray<double>().Select(x => Math.Round(x, 12)));
    }

    [Fact]
    public void They_learn_on_a_device_as_on_the_CPU()
    {
        var device = new ReferenceDevice();
        var x = new Key(3).Normal([40, 2], dtype: DType.Float64);
        // Which of the quadrants: not to be had without a product.
        var labels = (x[.., 0] * x[.., 1] > 0).Cast(DType.Int32);
        var start = Learner.Start(model, optimizer, new Key(1), [2], DType.Float64);
        var here = Learn(start, x, labels, 40);
        Assert.True(Metrics.Accuracy(Training.Predict(model, here, x), labels) > 0.9);
        var there = Learn(To(start, device), x.To(device), labels.To(device), 3);
        Assert.Equal((0, 0), (device.Reads, device.Departures));
        foreach (var (e, f) in Learn(start, x, labels, 3).Params.Leaves().Zip(there.Params.Leaves()))
        {
            Assert.Same(device, f.Leaf.Device);
            Assert.All(e.Leaf.ToArray<double>().Zip(f.Leaf.ToArray<double>()), pair => Assert.Equal(pair.Item1, pair.Item2, 1e-9));
        }
    }

    static Learner Learn(Learner start, Tensor x, Tensor labels, int epochs) => Training.Fold(start,
        Enumerable.Range(0, epochs).SelectMany(epoch => Batches.Shuffled(new Key(7).Fold(epoch), x, labels, size: 20)),
        (learner, batch) => Training.Descend(model, optimizer, Losses.SoftmaxCrossEntropy, learner, batch).Next);
}
