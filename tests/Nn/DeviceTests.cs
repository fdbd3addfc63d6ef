using Xunit;
using static Functional.BatchMode;
using static Functional.Nn.Layers;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Nn.Tests;

/// <summary>Layers, optimizers and training on a device that computes in its own way: as on the CPU, and nothing is read on the host.</summary>
public class DeviceTests
{
    readonly Functional.Tests.ReferenceDevice device = new();

    public static TheoryData<string> LayerNames => LayerTests.Names;

    public static TheoryData<string> OptimizerNames => OptimizerTests.Names;

    [Theory, MemberData(nameof(LayerNames))]
    public void A_layer_and_its_gradient(string name)
    {
        var model = LayerTests.Model(name);
        var (p, s) = model.Init(new Key(1), LayerTests.Image);
        (p, s) = Tree.Map((p, s), leaf => leaf.Cast(DType.Float64));
        IsTheSameThere((p, s, x: Tensors.Normal(3, [2, .. LayerTests.Image], DType.Float64), key: new Key(2)), at =>
        {
            var f = ((Params P, Tensor X) of) => model.Apply(of.P, at.s, of.X, Mode.Train(at.key)) is var (y, next) ? (Square(y).Sum(), next) : default;
            var (value, gradient, next) = ValueAndGrad<(Params, Tensor), State>(f)((at.p, at.x));
            return (value, gradient, next, model.Apply(at.p, next, at.x, Mode.Evaluate).Y);
        });
    }

    [Theory, MemberData(nameof(OptimizerNames))]
    public void An_optimizer(string name)
    {
        var optimizer = OptimizerTests.Named(name);
        var p = Tensors.Normal(1, [3, 4], DType.Float64);
        IsTheSameThere((p, optimizer.Init(p)), at =>
        {
            for (var i = 0; i < 3; i++) at = optimizer.Step(at.p, at.p * 0.1 + 1, at.Item2);
            return at;
        });
    }

    [Fact]
    public void Training_of_a_perceptron()
    {
        var model = Flatten >> Dense(30) >> Relu >> Dense(10) >> Relu >> Dropout(0.2) >> Dense(3);
        var optimizer = Optimizers.ClipByNorm(1) >> Optimizers.AdamW(Schedule.Of(step => 1e-2 * Pow(Tensor.Scalar(0.99), step)));
        var (images, labels) = (new Key(5).Normal([24, 1, 6, 6], dtype: DType.Float64), Tensor.Arange(24) - 3 * (Tensor.Arange(24) / 3));
        IsTheSameThere((Learner.Start(model, optimizer, new Key(1), [1, 6, 6], DType.Float64), images, labels), at =>
        {
            var batches = Batches.Shuffled(at.Item1.Order, at.images, at.labels, size: 8);
            var learner = Training.Fold(at.Item1, batches, (learner, batch)
                => Training.Descend(model, optimizer, Losses.SoftmaxCrossEntropy, learner, batch).Next);
            return (learner, Training.Predict(model, learner, at.images, batch: 12));
        });
        Assert.InRange(device.Evaluations, 300, 3000);
    }

    [Fact]
    public void States_of_optimizers_in_a_batch()
    {
        var optimizer = Optimizers.Adam(0.1);
        var step = (Tensor p, State state) => optimizer.Step(p, p * p, state);
        var (first, later) = (optimizer.Init(Tensor.Of(1.0, 2.0)), step(Tensor.Of(1.0, 2.0), optimizer.Init(Tensor.Of(1.0, 2.0))));
        var both = Tree.Zip(first, later.Next, (a, b) => Stack(0, a, b));
        var (p, states) = Vmap(step)(Stack(0, Tensor.Of(1.0, 2.0), later.Parameters), both);
        Tensors.Close(step(Tensor.Of(1.0, 2.0), first).Parameters, p[0]);
        Tensors.Close(step(later.Parameters, later.Next).Parameters, p[1]);
        Assert.Equal([1L, 2L], states["step"].ToArray<long>());
    }

    /// <summary>Runs a program on the CPU and on the device, where it must read nothing, and compares all tensors of the results.</summary>
    void IsTheSameThere<TX, TY>(TX x, Func<TX, TY> program)
    {
        var expected = Tree.Leaves(program(x));
        var there = To(x, device);
        var found = Tree.Leaves(program(there));
        Assert.Equal((0, 0), (device.Reads, device.Departures));
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair =>
        {
            Assert.Equal((pair.Item1.DType, pair.Item1.Shape), (pair.Item2.DType, pair.Item2.Shape));
            Assert.All(pair.Item1.Doubles().Zip(pair.Item2.Doubles()), each => Assert.Equal(each.Item1, each.Item2, 1e-5 * (1 + Math.Abs(each.Item1))));
        });
        Assert.Contains(found, leaf => leaf.Device == device);
    }
}
