using Xunit;
using static Functional.Nn.Layers;
using static Functional.Operations;

namespace Functional.Nn.Tests;

public class LayerTests
{
    static readonly Shape image = [3, 8, 8];

    public static TheoryData<string> Names => [.. models.Keys];

    internal static Shape Image => image;

    internal static Layer Model(string name) => models[name].Model;

    static readonly Dictionary<string, (Layer Model, Shape Output)> models = new()
    {
        ["dense"] = (Flatten >> Dense(5), [5]),
        ["dense on the last axis"] = (Dense(5), [3, 8, 5]),
        ["same convolution"] = (Conv2d(4, kernel: 3, padding: Same), [4, 8, 8]),
        ["strided convolution"] = (Conv2d(4, kernel: 3, stride: 2), [4, 3, 3]),
        ["grouped convolution"] = (Conv2d(6, kernel: 3, groups: 3, bias: false), [6, 6, 6]),
        ["pools"] = (MaxPool(2) >> AveragePool(2), [3, 2, 2]),
        ["norm"] = (BatchNorm() >> Relu, [3, 8, 8]),
        ["dropout"] = (Dropout(0.25), [3, 8, 8]),
        ["residual"] = (Residual(Conv2d(3, kernel: 3, padding: Same) >> BatchNorm() >> Tanh), [3, 8, 8]),
        ["shortcut"] = (Residual(Conv2d(5, kernel: 3, padding: Same), Conv2d(5, kernel: 1)), [5, 8, 8]),
        ["dense block"] = (Repeat(3, Concat(Identity, Conv2d(2, kernel: 3, padding: Same) >> Sigmoid)), [9, 8, 8]),
    };

    [Theory, MemberData(nameof(Names))]
    public void The_shape_foretold_is_the_shape_given(string name)
    {
        var (model, output) = models[name];
        var (p, s) = model.Init(new Key(1), image);
        Assert.Equal(output, model.Output(image));
        foreach (var mode in new[] { Mode.Evaluate, Mode.Train(new Key(2)) })
            Assert.Equal([2, .. output], model.Apply(p, s, Tensors.Normal(3, [2, .. image], DType.Float32), mode).Y.Shape);
    }

    [Theory, MemberData(nameof(Names))]
    public void Gradients_are_finite(string name)
    {
        var (model, _) = models[name];
        var (p, s) = model.Init(new Key(1), image);
        var x = Tensors.Normal(3, [2, .. image], DType.Float32);
        var (dp, dx) = ReverseMode.Grad<(Params, Tensor)>(at => Square(model.Apply(at.Item1, s, at.Item2, Mode.Train(new Key(2))).Y).Sum())((p, x));
        Assert.Equal(p.Leaves().Select(leaf => (leaf.Path, leaf.Leaf.Shape)), dp.Leaves().Select(leaf => (leaf.Path, leaf.Leaf.Shape)));
        Assert.All([dx, .. dp.Leaves().Select(leaf => leaf.Leaf)], gradient => Assert.All(gradient.Doubles(), value => Assert.True(double.IsFinite(value))));
    }

    [Fact]
    public void Parameters_are_named_by_their_place()
    {
        var (p, s) = (Conv2d(4, kernel: 3) >> BatchNorm() >> Relu >> Flatten >> Dense(2)).Init(new Key(1), image);
        Assert.Equal(["0.bias", "0.weight", "1.bias", "1.scale", "4.bias", "4.weight"], p.Leaves().Select(leaf => leaf.Path));
        Assert.Equal(["1.mean", "1.variance"], s.Leaves().Select(leaf => leaf.Path));
        Assert.Equal([4, 3, 3, 3], p.Child("0")["weight"].Shape);
        Assert.Equal([144, 2], p.Child("4")["weight"].Shape);
    }

    [Fact]
    public void Chains_are_flat_however_they_are_bracketed()
    {
        var (a, b, c) = (Dense(4), Dense(3), Dense(2));
        Assert.Equal((a >> b) >> c, a >> (b >> c));
        Assert.Equal(a >> b >> c, a.Then(b).Then(c));
        Assert.Equal(a >> a >> a, Repeat(3, a));
    }

    [Fact]
    public void Equal_layers_of_a_chain_start_differently()
    {
        var (p, _) = Repeat(2, Dense(4)).Init(new Key(1), [4]);
        Assert.NotEqual(p.Child("0")["weight"].Doubles(), p.Child("1")["weight"].Doubles());
    }

    [Fact]
    public void A_residual_of_nothing_doubles()
    {
        var x = Tensors.Normal(1, [2, 3]);
        Tensors.Same(x * 2, Residual(Identity).Apply(Params.Empty, State.Empty, x, Mode.Evaluate).Y);
        Tensors.Same(Operations.Concat(1, x, x), Concat(Identity, Identity).Apply(Params.Empty, State.Empty, x, Mode.Evaluate).Y);
    }

    [Fact]
    public void Dense_is_an_affine_map()
    {
        var p = Params.Empty.With("weight", Tensor.Of(new double[,] { { 1, 2 }, { 3, 4 } })).With("bias", Tensor.Of(10.0, 20.0));
        Assert.Equal([17, 30], Dense(2).Apply(p, State.Empty, Tensor.Of(new double[,] { { 1, 2 } }), Mode.Evaluate).Y.Doubles());
    }

    [Fact]
    public void Layers_say_what_they_do_not_take()
    {
        Assert.Contains("[3]", Assert.Throws<ShapeException>(() => Conv2d(4, kernel: 3).Init(new Key(1), [3])).Message);
        Assert.Throws<ShapeException>(() => MaxPool(9).Output(image));
        Assert.Throws<ShapeException>(() => Conv2d(4, kernel: 3, groups: 2).Output(image));
        Assert.Throws<ShapeException>(() => Residual(Dense(2)).Output([3]));
        Assert.Throws<ShapeException>(() => Concat(Identity, MaxPool(2)).Output(image));
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_depends_on_the_key_alone()
    {
        var ones = Tensor.Ones([100, 100]);
        Tensor Dropped(int seed) => Dropout(0.25).Apply(Params.Empty, State.Empty, ones, Mode.Train(new Key(seed))).Y;
        Assert.All(Dropped(1).Doubles(), value => Assert.True(value == 0 || Math.Abs(value - 1 / 0.75) < 1e-6));
        Assert.InRange(Dropped(1).Mean().ToScalar(), 0.97, 1.03);
        Tensors.Same(Dropped(1), Dropped(1));
        Assert.NotEqual(Dropped(1).Doubles(), Dropped(2).Doubles());
        Tensors.Same(ones, Dropout(0.25).Apply(Params.Empty, State.Empty, ones, Mode.Evaluate).Y);
        Tensors.Same(ones, Dropout(0).Apply(Params.Empty, State.Empty, ones, Mode.Train(new Key(1))).Y);
    }

    [Fact]
    public void Batch_norm_trains_by_the_batch_and_evaluates_by_the_running_averages()
    {
        var norm = BatchNorm(momentum: 0.9, epsilon: 1e-5);
        var (p, s) = norm.Init(new Key(1), [2, 3]);
        (p, s) = (Tree.Map(p, leaf => leaf.Cast(DType.Float64)), Tree.Map(s, leaf => leaf.Cast(DType.Float64)));
        var x = Tensors.Normal(4, [5, 2, 3]) * 3 + 7;
        var (y, next) = norm.Apply(p, s, x, Mode.Train(new Key(2)));
        Tensors.Close(Tensor.Zeros([2], DType.Float64), Mean(y, 0, 2), 1e-12);
        Tensors.Close(Tensor.Ones([2], DType.Float64), Variance(y, 0, 2), 1e-4);
        Tensors.Close(Mean(x, 0, 2) * 0.1, next["mean"]);
        Tensors.Close(Variance(x, 0, 2) * (15.0 / 14) * 0.1 + 0.9, next["variance"]);
        var (evaluated, same) = norm.Apply(p, next, x, Mode.Evaluate);
        Tensors.Close((x - next["mean"].Reshape(2, 1)) / Sqrt(next["variance"] + 1e-5).Reshape(2, 1), evaluated);
        Assert.Same(next, same);
    }
}
