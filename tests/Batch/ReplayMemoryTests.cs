using Xunit;
using static Functional.BatchMode;
using static Functional.Operations;
using static Functional.ReverseMode;
using static Functional.Tests.Tensors;

namespace Functional.Tests.Batch;

[CollectionDefinition(nameof(ReplayMemoryTests), DisableParallelization = true)]
public class Alone;

/// <summary>What saves memory in a derivative saves as much in a batch inside of it.</summary>
[Collection(nameof(ReplayMemoryTests))]
public class ReplayMemoryTests
{
    static readonly Tensor X = Tensor.Linspace(-1, 1, 8000, DType.Float64).Reshape(8, 1000);

    static readonly Func<Tensor, Tensor> layer = x => Tanh(x * 1.01);

    [Fact]
    public void A_chain_of_checkpoints_keeps_as_much_as_without_a_batch()
    {
        var chain = (Tensor x) => CheckpointChain([.. Enumerable.Repeat(layer, 400)], x);
        var (alone, expected) = Peak(chain);
        var (batched, found) = Peak(Vmap(chain));
        Assert.Equal(expected.ToArray<double>(), found.ToArray<double>());
        Assert.InRange(alone, 1, 50 * 64_000);
        Assert.InRange(batched, alone, alone + 64_000);
    }

    [Fact]
    public void A_scan_keeps_its_states()
    {
        var scan = (Tensor x) => Scan(s => (layer(layer(layer(layer(s)))), Sum(s)), x, 100) is var (last, sums) ? last * Sum(sums) : x;
        var (alone, _) = Peak(x => Stack(0, [.. Enumerable.Range(0, 8).Select(i => scan(x[i]))]));
        var (batched, found) = Peak(Vmap(scan));
        Near(Stack(0, [.. Enumerable.Range(0, 8).Select(i => Grad(x => Loss(scan(x)))(X[i]))]), found, 1e-12);
        Assert.InRange(alone, 1, 110 * 64_000);
        // A step that runs again does so for all elements at once.
        Assert.InRange(batched, 1, alone + 4 * 64_000);
    }

    [Fact]
    public void A_function_with_its_own_rules_keeps_what_they_are_given()
    {
        var imitated = Custom(x => layer(layer(layer(x))), pullback: (x, y, dy) => dy * x * y);
        var (alone, expected) = Peak(imitated);
        var (batched, found) = Peak(Vmap(imitated));
        Assert.Equal(expected.ToArray<double>(), found.ToArray<double>());
        Assert.InRange(batched, alone, alone + 64_000);
    }

    static Tensor Loss(Tensor y) => Sum(Sin(y));

    static (long Bytes, Tensor Gradient) Peak(Func<Tensor, Tensor> f)
    {
        GC.Collect();
        Recording.ResetPeak();
        var before = Recording.LiveBytes;
        var gradient = Grad(x => Loss(f(x)))(X);
        return (Recording.PeakBytes - before, gradient);
    }
}
