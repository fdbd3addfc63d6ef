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
        new(Tensors.Normal((int)learner.Step.ToScalar<long>(), [6, 3], DType.Float32), Tensor.Of(0, 1, 0, 1, 1, 0))).Next;

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
        Assert.Equal((2L, 5), (loaded.Step.ToScalar<long>(), loaded.Epoch));
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
        // In 16 bits Adam's epsilon is 0, and where a gradient is 0, too, the weight is not a number.
        var loaded = CheckpointFile.Load(path, Fresh(seed: 9, dtype: dtype), about, acceptNonFinite: true).Learner;
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

    [Theory]
    [InlineData("step", -1L, "its step is -1, not from 0")]
    [InlineData("step", long.MaxValue, "its step is 9223372036854775807")]
    [InlineData("optimizer.second.step", -5L, "its optimizer.second.step is -5")]
    public void A_count_from_which_training_cannot_go_on_is_refused(string name, long count, string problem)
        => Outcome.Fails(() => CheckpointFile.Load(With(name, Tensor.Scalar(count)), Fresh()), scratch.At("changed"), problem);

    [Theory, InlineData(-1), InlineData(int.MaxValue), InlineData(int.MaxValue - 5)]
    public void So_is_an_epoch(int epoch)
        => Outcome.Fails(() => CheckpointFile.Load(With("epoch", Tensor.Scalar(epoch)), Fresh()), scratch.At("changed"), $"its epoch is {epoch}, not from 0");

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(float.NegativeInfinity)]
    public void Weights_that_are_not_finite_are_reported_and_taken_where_asked(float bad)
    {
        var path = With("params.2.bias", Tensor.Of(1f, bad));
        Outcome.Fails(() => CheckpointFile.Load(path, Fresh()), path, "'params.2.bias' holds 1 numbers that are NaN or infinite, of 2");
        Assert.Equal([1f, bad], CheckpointFile.Load(path, Fresh(), acceptNonFinite: true).Learner.Params.Leaves().Single(leaf => leaf.Path == "2.bias").Leaf.ToArray<float>());
    }

    [Fact]
    public void Steps_are_counted_beyond_what_an_int_holds_and_read_from_files_that_count_in_one()
    {
        var late = Advance(CheckpointFile.Load(With("step", Tensor.Scalar((1L << 31) + 7)), Fresh()).Learner);
        Assert.Equal((1L << 31) + 8, late.Step.ToScalar<long>());
        Assert.Equal(7L, CheckpointFile.Load(With("step", Tensor.Scalar(7)), Fresh()).Learner.Step.ToScalar<long>());
    }

    [Fact]
    public void A_stream_is_read_as_a_file_is()
    {
        using var content = File.OpenRead(Saved());
        Assert.Equal(5, CheckpointFile.Load("memory", content, Fresh(), about).Learner.Epoch);
        Outcome.Fails(() => CheckpointFile.Load("memory", new MemoryStream([1, 2, 3]), Fresh()), "memory", "3");
    }

    string With(string name, Tensor tensor)
    {
        var file = TensorFile.Read(Saved());
        Assert.Contains(name, file.Tensors.Keys);
        var path = scratch.At("changed");
        (file with { Tensors = file.Tensors.SetItem(name, tensor) }).Write(path);
        return path;
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_refused()
        => Outcome.Fails(() => CheckpointFile.Save(scratch.Folder, Fresh(), about), scratch.Folder, "folder");
}
