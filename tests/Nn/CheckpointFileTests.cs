using System.Collections.Immutable;
using Xunit;
using static Functional.Nn.Layers;

namespace Functional.Nn.Tests;

public sealed class CheckpointFileTests : IDisposable
{
    static readonly Layer model = Dense(4) >> BatchNorm() >> Dense(2);

    static readonly Optimizer optimizer = Optimizers.ClipByNorm(1) >> Optimizers.Adam();

    static readonly ImmutableSortedDictionary<string, string> about = SafetensorsFile.NoMetadata.Add("model", "small");

    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    static Learner Fresh(int seed = 1, Layer? other = null, Optimizer? another = null, DType dtype = DType.Float32)
        => Learner.Start(other ?? model, another ?? optimizer, new Key(seed), [3], dtype);

    static Learner Advance(Learner learner) => Training.Descend(model, optimizer, Losses.SoftmaxCrossEntropy, learner,
        new(Tensors.Normal(learner.Step.ToScalar<int>(), [6, 3], DType.Float32), Tensor.Of(0, 1, 0, 1, 1, 0))).Next;

    string Saved()
    {
        var path = scratch.At("run.safetensors");
        CheckpointFile.Save(path, Advance(Advance(Fresh())) with { Epoch = 5 }, about);
        return path;
    }

    [Fact]
    public void Training_goes_on_where_it_stopped()
    {
        var (loaded, facts) = CheckpointFile.Load(Saved(), Fresh(seed: 9), about);
        Assert.Equal((2, 5), (loaded.Step.ToScalar<int>(), loaded.Epoch));
        Assert.Equal("small", facts["model"]);
        var (expected, actual) = (Advance(Advance(Advance(Fresh()))), Advance(loaded));
        Assert.All(Leaves(expected).Zip(Leaves(actual)), pair => Tensors.Same(pair.Item1, pair.Item2));
    }

    static IEnumerable<Tensor> Leaves(Learner learner)
        => [.. Tree.Leaves(learner.Params), .. Tree.Leaves(learner.State), .. Tree.Leaves(learner.Optimizer), learner.Key.Words];

    [Theory, InlineData(DType.Float16), InlineData(DType.BFloat16)]
    public void Learners_of_16_bits_come_back(DType dtype)
    {
        var path = scratch.At("run.safetensors");
        var learner = Training.Descend(model, optimizer, Losses.SoftmaxCrossEntropy, Fresh(dtype: dtype),
            new(Tensors.Normal(1, [6, 3], dtype), Tensor.Of(0, 1, 0, 1, 1, 0))).Next;
        Assert.All(Tree.Leaves(learner.Params), leaf => Assert.Equal(dtype, leaf.DType));
        CheckpointFile.Save(path, learner, about);
        var loaded = CheckpointFile.Load(path, Fresh(seed: 9, dtype: dtype), about).Learner;
        Assert.All(Leaves(learner).Zip(Leaves(loaded)), pair => Tensors.Same(pair.Item1, pair.Item2));
        Outcome.Fails(() => CheckpointFile.Load(path, Fresh()), path, dtype.Name(), "float32");
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        var path = Saved();
        Outcome.Fails(() => CheckpointFile.Load(scratch.At("none"), Fresh()), scratch.At("none"), "no such file");
        Outcome.Fails(() => CheckpointFile.Load(scratch.Write("noise", [1, 2, 3]), Fresh()), scratch.At("noise"), "3");
        Outcome.Fails(() => CheckpointFile.Load(path, Fresh(other: Dense(4) >> BatchNorm() >> Dense(3))), path, "params.2.bias", "[2]", "[3]");
        Outcome.Fails(() => CheckpointFile.Load(path, Fresh(other: Dense(4) >> BatchNorm() >> Dense(2) >> Dense(2))), path, "params.3.bias", "missing");
        Outcome.Fails(() => CheckpointFile.Load(path, Fresh(other: Dense(4) >> BatchNorm())), path, "belongs to another");
        Outcome.Fails(() => CheckpointFile.Load(path, Fresh(another: Optimizers.Sgd(1))), path, "optimizer");
        Outcome.Fails(() => CheckpointFile.Load(path, Fresh(dtype: DType.Float64)), path, "float32", "float64");
        Outcome.Fails(() => CheckpointFile.Load(path, Fresh(), about.SetItem("model", "large")), path, "its model is small, not large");
        Outcome.Fails(() => CheckpointFile.Load(path, Fresh(), about.Add("colour", "red")), path, "its colour is unknown, not red");
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_refused()
        => Outcome.Fails(() => CheckpointFile.Save(scratch.Folder, Fresh(), about), scratch.Folder, "folder");
}
