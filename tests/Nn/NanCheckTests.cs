using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Nn.Layers;
using static Functional.Nn.Optimizers;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Nn.Tests;

/// <summary>The operation that made the first NaN or ∞ is named, with its inputs, its layer and its line.</summary>
public class NanCheckTests
{
    const double Inf = double.PositiveInfinity, NaN = double.NaN;

    static Tensor V(params double[] x) => Tensor.Of<double>(x);

    static string Sentence(Func<Tensor, Tensor> f, Tensor x) => Assert.Throws<NotFiniteException>(() => Debug.NanCheck(f)(x)).Message;

    /// <summary>The sentence without the line.</summary>
    static string What(Func<Tensor, Tensor> f, Tensor x) => Sentence(f, x).Split(", called at")[0];

    [Fact]
    public void What_is_finite_is_returned() => Assert.Equal([2, 4], Debug.NanCheck(x => x * 2)(V(1, 2)).ToArray<double>());

    [Fact]
    public void The_first_operation_is_named()
    {
        Assert.Equal("NanCheck: Log made NaN at [1] of float64 [3] in -2 … 3", What(x => Sum(Exp(Log(x) * 2)), V(1, -2, 3)));
        Assert.Equal("NanCheck: Exp made ∞ at [1, 0] of float64 [2, 2] in 1 … 1000", What(x => Exp(x) - Exp(x), Tensor.Of(new double[,] { { 1, 2 }, { 1000, 3 } })));
        Assert.Equal("NanCheck: Divide made NaN at [0] of float64 [1] in 0 … 0 and float64 [1] in 0 … 0", What(x => x / x, V(0)));
    }

    [Fact]
    public void The_line_of_the_program_is_named()
        => Assert.Matches(@", called at NanCheckTests\.cs:\d+$", Sentence(x => Log(x), V(-1)));

    [Fact]
    public void Derivatives_are_watched()
    {
        Assert.Equal("NanCheck: the derivative of Sqrt made ∞ at [0] of float64 [2] in 1 … 1 and float64 [2] in 0 … 2", What(Grad(x => Sum(Sqrt(x))), V(0, 4)));
        Assert.Equal("NanCheck: the derivative of Sqrt made ∞ at [0] of float64 [2] in 1 … 1 and float64 [2] in 0 … 2", What(Derivative(Sqrt), V(0, 4)));
        Assert.Contains("the derivative of Sqrt made ∞", What(Grad(Checkpoint<Tensor, Tensor>(x => Sum(Sqrt(x)))), V(0, 4)));
        Assert.Contains("the derivative of Sqrt made ∞", What(x => Vmap(Grad(x => Sqrt(x)))(x), V(0, 4)));
    }

    [Fact]
    public void What_does_not_reach_the_result_is_no_fault()
    {
        Assert.Equal([0, 1], Debug.NanCheck(x => Where(x > 1, Log(x), 0 * x) / Math.Log(2))(V(-1, 2)).ToArray<double>());
        Assert.Equal([1, 0.5], Debug.NanCheck(Grad(x => Sum(Where(x > 1, Log(x - 1), x))))(V(0.5, 3)).ToArray<double>());
        Assert.Contains("Sqrt made NaN", What(x => Stack(0, Sum(Where(x > 0, Log(x), 0)), Sum(Sqrt(x))), V(-1, 1)));
    }

    [Fact]
    public void A_mask_is_no_fault_but_what_it_makes_is()
    {
        var mask = V(0, -Inf);
        Assert.Equal([1, 0], Debug.NanCheck(x => Losses.Softmax(x + mask))(V(1, 2)).ToArray<double>());
        Assert.Equal([1, -Inf], Debug.NanCheck(x => x + mask)(V(1, 2)).ToArray<double>());
        Assert.Contains("Subtract made NaN at [0] of float64 [2] in -Infinity … -Infinity", What(x => Losses.Softmax(x + V(-Inf, -Inf)), V(1, 2)));
    }

    [Fact]
    public void What_was_given_is_told()
    {
        Assert.Equal("NanCheck: the argument has NaN at [1] before anything is computed of it", What(x => x * 2, V(1, NaN)));
        Assert.Equal("NanCheck: Multiply met a tensor that the function captures, float64 [2] in 1 … 1 and NaN: it has NaN at [1] from the beginning", What(x => x * V(1, NaN), V(1, 2)));
        var e = Assert.Throws<NotFiniteException>(() => Debug.NanCheck<(Tensor A, Tensor B), Tensor>(x => x.A + x.B)((V(1), V(NaN))));
        Assert.Contains("the argument.Item2 has NaN at [0]", e.Message);
    }

    static readonly Layer model = Dense(3) >> new ElementwiseLayer(x => Log(x)) >> Residual(Dense(3) >> Relu) >> Dense(2);

    [Fact]
    public void The_layer_is_named()
    {
        var (p, s) = model.Init(new(1), [3]);
        var found = What(x => model.Apply(p, s, x, Mode.Evaluate).Y, Tensor.Ones([1, 3]) * -1);
        Assert.Contains("Log made NaN", found);
        Assert.Contains(", in layer 1 (Function)", found);
        var huge = Tree.Map(p.Child("2"), leaf => leaf * 0 + 2e38);
        var inner = Residual(Dense(3) >> Relu);
        Assert.Contains("MatMul made ∞", What(x => inner.Apply(huge, s.Child("2"), x, Mode.Evaluate).Y, Tensor.Ones([1, 3])));
        Assert.Contains(", in layer 0.0 (Dense)", What(x => inner.Apply(huge, s.Child("2"), x, Mode.Evaluate).Y, Tensor.Ones([1, 3])));
        Layer root = Identity >> new ElementwiseLayer(Sqrt);
        (p, s) = root.Init(new(1), [3]);
        Assert.Contains(", on the way back through layer 1 (Sqrt)", What(Grad(x => Sum(root.Apply(p, s, x, Mode.Evaluate).Y)), Tensor.Zeros([1, 3])));
    }

    /// <summary>A rate that is too large: weights grow until a step makes ∞ or NaN of them, and there it stops.</summary>
    [Fact]
    public void Training_stops_where_it_is_asked_to()
    {
        Layer net = Dense(4) >> Relu >> Dense(2);
        var learner = Learner.Start(net, Sgd(1e12), new(1), [3]);
        var batches = Enumerable.Range(0, 20).Select(i => new Batch(Tensors.Normal(i, [8, 3], DType.Float32), Tensors.Normal(i + 100, [8, 2], DType.Float32)));
        Tensor Loss(Tensor y, Tensor t) => Mean(Square(y - t));
        var end = Training.Fold(learner, batches, (learner, batch) => Training.Descend(net, Sgd(1e12), Loss, learner, batch).Next);
        Assert.Contains(Tree.Leaves(end.Params), leaf => leaf.ToArray<float>().Any(x => !float.IsFinite(x)));
        var e = Assert.Throws<NotFiniteException>(() => Training.Fold(learner, batches, (learner, batch) => Training.Descend(net, Sgd(1e12), Loss, learner, batch, stopAtNan: true).Next));
        Assert.Matches("^NanCheck: .* made (NaN|∞)", e.Message);
        Assert.Matches("layer|called at", e.Message);
    }

    [Fact]
    public void Training_that_stays_finite_is_the_same_when_it_is_watched()
    {
        Layer net = Dense(4) >> Tanh >> Dense(2);
        var learner = Learner.Start(net, Adam(), new(1), [3]);
        var batches = Enumerable.Range(0, 3).Select(i => new Batch(Tensors.Normal(i, [8, 3], DType.Float32), Tensor.Of(0, 1, 0, 1, 0, 1, 1, 0))).ToArray();
        Tensor[] Weights(bool stopAtNan) => [.. Tree.Leaves(Training.Fold(learner, batches, (learner, batch)
            => Training.Descend(net, Adam(), Losses.SoftmaxCrossEntropy, learner, batch, stopAtNan).Next).Params)];
        Assert.All(Weights(false).Zip(Weights(true)), pair => Tensors.Same(pair.First, pair.Second));
    }
}
