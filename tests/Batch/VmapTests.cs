using System.Collections.Immutable;
using Functional.Nn;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Nn.Layers;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Batch;

public class VmapTests
{
    sealed record Line(Tensor Slope, Tensor Intercept);

    [Fact]
    public void A_function_of_one_becomes_a_function_of_many()
    {
        Is("[ 5. 25.]", Vmap(x => x.MatMul(x))(M(1, 2, 3, 4)));
        Is("[ 4. 10.]", Vmap((a, b) => Sum(a * b), 0, null)(M(1, 2, 3, 4), V(2, 1)));
        Is("[ 5. 14.]", Vmap((a, b, c) => a * b + c, second: null)(V(1, 4), N(3), V(2, 2)));
        Is("[[1. 4.]\n [3. 8.]]", Vmap((a, b) => a * b, second: null)(M(1, 2, 3, 4), V(1, 2)));
        Is("[[1. 3.]\n [4. 8.]]", Vmap((a, b) => a * b, second: null, outAxes: 1)(M(1, 2, 3, 4), V(1, 2)));
        Is("[1. 2. 0.]", Vmap(Relu)(V(1, 2, -3)));
        var (inA, inB) = Vmap(Grad((a, b) => a * b))(V(0, -1), V(1, 2));
        Is("[1. 2.]", inA);
        Is("[ 0. -1.]", inB);
    }

    [Fact]
    public void What_does_not_differ_is_repeated_or_returned_as_it_is()
    {
        Is("[7. 7. 7.]", Vmap(x => N(7))(V(1, 2, 3)));
        Is("7.0", Vmap(x => N(7), outAxes: null)(V(1, 2, 3)));
        var (same, each) = Vmap<(Tensor, Tensor)>(x => (N(7), x), outAxes: BatchAxes.Of(null, 0))(V(1, 2));
        Is("7.0", same);
        Is("[1. 2.]", each);
    }

    [Fact]
    public void Arguments_and_results_are_any_trees()
    {
        var line = new Line(V(1, 2), N(10));
        Is("[13. 16.]", Vmap<Line, Tensor>(line => line.Slope * 3 + line.Intercept, BatchAxes.Of(null, 0))(line));
        Is("[13. 16.]", Vmap<Line, Tensor, Tensor>((line, x) => line.Slope * x + line.Intercept, BatchAxes.Of(null, 0), null)(line, N(3)));
        var moved = Vmap<Line, Line>(line => line with { Slope = line.Slope + line.Intercept }, BatchAxes.Of(null, 0))(line);
        Is("[11. 12.]", moved.Slope);
        Is("[10. 10.]", moved.Intercept);
        var dictionary = ImmutableDictionary<string, Tensor>.Empty.Add("a", V(1, 2)).Add("b", V(3, 4));
        Is("[4. 6.]", Vmap<ImmutableDictionary<string, Tensor>, Tensor>(d => d["a"] + d["b"])(dictionary));
    }

    [Fact]
    public void A_batch_may_have_one_element_or_none()
    {
        Is("[[6. 8.]]", Vmap(Grad(x => Sum(x * x)))(M(3, 4).Reshape([-1, 2])[..1]));
        var none = Tensor.Zeros([0, 3], DType.Float64);
        Assert.Equal([0, 3], Vmap(Grad(x => Sum(x * x)))(none).Shape);
        Assert.Equal([0, 3, 3], Vmap(Hessian(x => Sum(x * x)))(none).Shape);
        Assert.Equal([0], Vmap(x => While(x => x < 10, x => x * 2, Sum(x)))(none).Shape);
        Assert.Equal([0], Vmap(x => Cond(Sum(x) < 10, x => Sum(x), x => Max(x), x))(none).Shape);
        // What it contributes to something captured is nothing.
        Is("[0. 0. 0.]", Grad(w => Sum(Vmap(x => Sum(w * x))(none)))(V(1, 2, 3)));
        Is("[2. 2. 2.]", Grad(w => Sum(Vmap(x => Sum(w * x))(none)) + Sum(w * 2))(V(1, 2, 3)));
    }

    [Fact]
    public void Elements_of_a_batch_index_and_draw_for_themselves()
    {
        Is("[2. 3.]", Vmap((x, i) => x[i])(M(1, 2, 3, 4), Tensor.Of(1, -2)));
        Is("[2. 3.]", Vmap(Pick)(M(1, 2, 3, 4), Tensor.Of(1, 0)));
        Is("[[0. 5.]\n [6. 0.]]", Vmap((x, i) => Scatter(x, i, 2))(V(5, 6), Tensor.Of(1, 0)));
        Is("[[1 0]\n [0 1]]", Vmap(ArgSort)(M(2, 1, 3, 4)));
        var keys = Stack(0, new Key(1).Words, new Key(2).Words);
        Is(Stack(0, new Key(1).Normal([3]), new Key(2).Normal([3])).ToString(), Vmap<Key, Tensor>(key => key.Normal([3]))(new Key(keys)));
    }

    [Fact]
    public void The_gradients_of_a_network_for_each_example()
    {
        var model = Conv2d(3, kernel: 3, padding: Borders.Same) >> Relu >> MaxPool(2) >> Flatten >> Dense(4);
        var (p, state) = model.Init(new Key(1), [2, 6, 6]);
        var (images, labels) = (new Key(2).Normal([5, 2, 6, 6]), Tensor.Of(0, 3, 1, 2, 2));
        Func<Params, Tensor, Tensor, Tensor> loss = (p, image, label)
            => Losses.SoftmaxCrossEntropy(model.Apply(p, state, ExpandDims(image, 0), Mode.Evaluate).Y, ExpandDims(label, 0));

        var each = Vmap<Tensor, Tensor, Params>((image, label) => Grad<Params>(p => loss(p, image, label))(p))(images, labels);
        for (var i = 0; i < 5; i++)
            foreach (var (expected, found) in Tree.Leaves(Grad<Params>(p => loss(p, images[i], labels[i]))(p)).Zip(Tree.Leaves(each)))
                Near(expected, found[i], 1e-5);

        // Their mean is the gradient of the mean.
        var mean = Grad<Params>(p => Losses.SoftmaxCrossEntropy(model.Apply(p, state, images, Mode.Evaluate).Y, labels))(p);
        foreach (var (expected, found) in Tree.Leaves(mean).Zip(Tree.Leaves(each))) Near(expected, found.Mean(0), 1e-5);
    }

    [Fact]
    public void Networks_may_be_the_batch()
    {
        var model = Dense(8) >> Tanh >> Conv2dOfVector >> Dense(2);
        var inits = new Key(1).Split(3).Select(key => model.Init(key, [4]).Item1).ToArray();
        var ensemble = Tree.Rebuild(inits[0], [.. Tree.Leaves(inits[0]).Select((_, i) => Stack(0, [.. inits.Select(p => Tree.Leaves(p)[i])]))]);
        var x = new Key(2).Normal([6, 4]);
        var y = Vmap<Params, Tensor>(p => model.Apply(p, State.Empty, x, Mode.Evaluate).Y)(ensemble);
        for (var i = 0; i < 3; i++) Near(model.Apply(inits[i], State.Empty, x, Mode.Evaluate).Y, y[i], 1e-5);
    }

    /// <summary>A convolution of the features as a picture of two by four, whose filters differ in a batch of networks.</summary>
    static Layer Conv2dOfVector => (Layer)new ReshapeLayer([1, 2, 4]) >> Conv2d(2, kernel: 3, padding: Borders.Same) >> Flatten;

    sealed record ReshapeLayer(Shape To) : Layer
    {
        public override Shape Output(Shape input) => To;

        public override (Params, State) Init(Key key, Shape input) => (Params.Empty, State.Empty);

        public override (Tensor Y, State Next) Apply(Params p, State s, Tensor x, Mode mode) => (x.Reshape([x.Shape[0], .. To]), s);
    }

    [Fact]
    public void One_primitive_runs_once_for_the_whole_batch()
    {
        var x = new Key(1).Normal([64, 64], dtype: DType.Float64);
        Func<Tensor, Tensor> chain = x => Sin(x) * x + Exp(x);
        Vmap(chain)(x);
        chain(x);
        var (mapped, direct) = (Allocated(() => Vmap(chain)(x)), Allocated(() => chain(x)));
        Assert.True(mapped < direct + 4096, $"{mapped} bytes are allocated for the batch, {direct} for its formula");
        // Moves of axes are views: only the result of the sum is new.
        Func<Tensor, Tensor> moves = x => x.Reshape(8, 8).T[1..].Permute(1, 0)[0, 0];
        Vmap(moves)(x);
        var moved = Allocated(() => Vmap(moves)(x));
        Assert.True(moved < x.Size * sizeof(double) / 2, $"{moved} bytes are allocated to move axes");
    }

    static long Allocated(Func<Tensor> compute)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(compute());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
