using System.Collections.Immutable;
using Functional.Nn;
using Xunit;
using static Functional.GraphMode;
using static Functional.Operations;
using static Functional.Tests.Graphs.CompileLaws;

namespace Functional.Tests.Graphs;

/// <summary>A value beside a tensor: what the function computes may depend on it.</summary>
[Tree]
public sealed partial record Scaled(Tensor Values, int Factor);

public class CompiledTests
{
    static readonly Tensor x = Tensor.Of(1.0, 2, 3);

    [Fact]
    public void Another_shape_type_structure_or_value_beside_is_traced_again()
    {
        var traces = 0;
        var f = Compile((Scaled s) =>
        {
            traces++;
            return (s.Values * s.Factor, s.Factor + 1);
        });
        Assert.Equal("[2. 4. 6.]", f(new(x, 2)).Item1.ToString());
        Assert.Equal(4, f(new(x, 3)).Item2);
        Assert.Equal("[3. 6. 9.]", f(new(x, 3)).Item1.ToString());
        Assert.Equal("[3. 6.]", f(new(x[..2], 3)).Item1.ToString());
        Assert.Equal("[3. 6.]", f(new(x[..2].Cast(DType.Float32), 3)).Item1.ToString());
        Assert.Equal("[2. 4. 6.]", f(new(x, 2)).Item1.ToString());
        Assert.Equal((4, 4, 2L, 4L), CacheOf(f) is var cache ? (traces, cache.Count, cache.Hits, cache.Misses) : default);
    }

    [Fact]
    public void Tuples_and_collections_differ_by_what_they_hold_beside_tensors()
    {
        var f = Compile(((Tensor X, string How) a) => a.How == "double" ? a.X * 2 : a.X * 3);
        Assert.Equal("[2. 4. 6.]", f((x, "double")).ToString());
        Assert.Equal("[3. 6. 9.]", f((x, "triple")).ToString());
        var g = Compile((ImmutableArray<Tensor> a) => a.Aggregate((a, b) => a + b)!);
        Assert.Equal("[2. 4. 6.]", g([x, x])!.ToString());
        Assert.Equal("[3. 6. 9.]", g([x, x, x])!.ToString());
    }

    [Fact]
    public void The_cache_is_bounded_and_forgets_the_one_that_was_used_longest_ago()
    {
        var f = Compile((Tensor x) => x * 2, capacity: 2);
        foreach (var length in new[] { 1, 2, 1, 3, 1, 2 }) f(Tensor.Ones([length]));
        Assert.Equal((2, 2L, 4L), CacheOf(f) is var cache ? (cache.Count, cache.Hits, cache.Misses) : default);
        Assert.Throws<ArgumentOutOfRangeException>(() => Compile((Tensor x) => x, capacity: 0));
        Assert.Throws<ArgumentException>(() => CacheOf((Func<int>)(() => 1)));
    }

    [Fact]
    public void Results_are_the_callers()
    {
        var f = Compile((Tensor x) => (x * 2, (x * 2).T, x, x + 1));
        var (first, again) = (f(x.Reshape(3, 1)), f(x.Reshape(3, 1) * 10));
        Assert.Equal("[[2.]\n [4.]\n [6.]]", first.Item1.ToString());
        Assert.Equal("[[2. 4. 6.]]", first.Item2.ToString());
        Assert.Equal("[[20.]\n [40.]\n [60.]]", again.Item1.ToString());
        Assert.Equal("[[10.]\n [20.]\n [30.]]", again.Item3.ToString());
    }

    [Fact]
    public void Arguments_may_be_views_and_constants()
    {
        Func<Tensor, Tensor, Tensor> f = (a, b) => Sum(Exp(a) * b, 1) + a.MatMul(b.T)[0];
        var compiled = Compile(f);
        var m = new Key(1).Normal([6, 6], dtype: DType.Float64);
        Assert.All([(m, m), (m.T, m), (m, Flip(m, 0)), (Tensor.Ones([6, 6], DType.Float64), m), (m, Tensor.Full([6, 6], 0.5, DType.Float64))],
            each => Same(f(each.Item1, each.Item2), compiled(each.Item1, each.Item2)));
    }

    [Fact]
    public void A_call_that_fails_leaves_nothing_to_the_next()
    {
        var f = Compile((Tensor x, Tensor at) => (x * 2, Gather(x, at)));
        var inRegion = Recycling<(Tensor, Tensor), (Tensor, Tensor)>(a => f(a.Item1, a.Item2));
        var x = new Key(1).Normal([100_000]);
        // The first result was computed in memory of the region, which takes it back.
        Assert.Throws<ArgumentOutOfRangeException>(() => inRegion((x, Tensor.Of(100_000))));
        var kept = inRegion((x, Tensor.Of(1))).Item1;
        Recycling((Tensor x) => x * 3 + 1)(x);
        Same(x * 2, kept);
    }

    [Fact]
    public void Threads_do_not_meet()
    {
        var f = Compile((Tensor x) => Sum(Losses.Softmax(x.MatMul(x.T)) * 2, 0));
        var m = new Key(1).Normal([40, 40]);
        var expected = Enumerable.Range(0, 8).Select(i => f(m * i)).ToArray();
        Parallel.For(0, 200, i => Same(expected[i % 8], f(m * (i % 8))));
    }

    [Fact]
    public void A_compiled_step_trains_as_the_step_does()
    {
        var (model, optimizer) = (Layers.Dense(16) >> Tanh >> Layers.Dropout(0.2) >> Layers.Dense(3), Optimizers.Adam(1e-2));
        var (examples, labels) = (new Key(1).Normal([50, 4]), new Key(2).Bits([50], 1));
        var start = Learner.Start(model, optimizer, new Key(5), [4]);
        (Learner Next, Report Report) Step(Learner learner, Batch batch) => Training.Descend(model, optimizer, Losses.SoftmaxCrossEntropy, learner, batch);
        var compiled = Training.CompiledDescent(model, optimizer, Losses.SoftmaxCrossEntropy);
        var losses = new List<double>();
        Learner Train(Func<Learner, Batch, (Learner Next, Report Report)> step) => Training.Fold(start, Enumerable.Range(0, 3).SelectMany(epoch => Batches.Shuffled(new Key(epoch), examples, labels, 16)), (learner, batch) =>
        {
            var (next, report) = step(learner, batch);
            losses.Add(report.Loss.ToScalar());
            return next;
        });
        var (plain, fused) = (Train(Step), Train(compiled));
        Assert.Equal(losses[..(losses.Count / 2)], losses[(losses.Count / 2)..]);
        Assert.All(Tree.Leaves(plain).Zip(Tree.Leaves(fused)), pair => Same(pair.First, pair.Second));
    }
}
