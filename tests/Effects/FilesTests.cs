using System.Collections.Immutable;
using Functional.Nn;
using LanguageExt;
using Xunit;
using static Functional.Nn.Layers;

namespace Functional.Effects.Tests;

public sealed class FilesTests : IDisposable
{
    static readonly ImmutableSortedDictionary<string, string> about = SafetensorsFile.NoMetadata.Add("model", "small");

    readonly string folder = Directory.CreateTempSubdirectory("functional-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name) => Path.Combine(folder, name);

    static Learner Fresh(Layer model) => Learner.Start(model, Optimizers.Sgd(1), new Key(1), [3]);

    [Fact]
    public void What_succeeds_is_on_the_right()
    {
        var learner = Fresh(Dense(2));
        var loaded = from _ in Files.CheckWritable(At("run"))
                     from saved in Files.SaveCheckpoint(At("run"), learner, about)
                     from file in Files.ReadTensors(At("run"))
                     from again in Files.WriteTensors(At("copy"), file)
                     from content in Files.ReadSafetensors(At("copy"))
                     from written in Files.WriteSafetensors(At("last"), content)
                     from back in Files.LoadCheckpoint(At("last"), learner, about)
                     select (file, back);
        Assert.True(loaded.IsRight, loaded.ToString());
        loaded.IfRight(result =>
        {
            Assert.Equal("small", result.back.About["model"]);
            Assert.Equal(learner.Params.Leaves().Select(leaf => $"{leaf}"), result.back.Learner.Params.Leaves().Select(leaf => $"{leaf}"));
            Assert.True(result.file.Find("key").IsSome);
            Assert.True(result.file.Find("nothing").IsNone);
        });
    }

    [Fact]
    public void Streams_are_read_and_written()
    {
        var target = new MemoryStream();
        var file = new SafetensorsFile([new("a", SafetensorsType.U8, [1], new byte[] { 7 })]);
        Assert.True(Files.WriteSafetensors("memory", target, file).IsRight);
        Assert.Equal(Prelude.Right<FileException, SafetensorsFile>(file), Files.ReadSafetensors("memory", new MemoryStream(target.ToArray())));
        Assert.Equal(Prelude.Right<FileException, IdxArray>(new(IdxType.UInt8, [2], new byte[] { 3, 4 })), Files.ReadIdx("memory", new MemoryStream([0, 0, 8, 1, 0, 0, 0, 2, 3, 4])));
    }

    [Fact]
    public void What_fails_is_on_the_left()
    {
        Fails(Files.ReadTensors(At("none")), "none: there is no such file");
        Fails(Files.ReadSafetensors(At("none")), "none: there is no such file");
        Fails(Files.ReadIdx(At("none")), "none: there is no such file");
        Fails(Files.LoadMnist(folder), "SHA256SUMS: there is no such file");
        Fails(Files.LocateMnist(At("none")), "none: there is no such folder, which should hold MNIST");
        Fails(Files.CheckWritable(folder), ": there is a folder of this name");
        Assert.True(Files.FindMnist(At("none")).IsNone);
        Assert.Equal(Prelude.Some(folder), Files.FindMnist(folder));
    }

    [Fact]
    public void A_validation_names_everything_that_does_not_fit()
    {
        Assert.True(Files.SaveCheckpoint(At("run"), Fresh(Dense(2)), about).IsRight);
        var problems = Files.ValidateCheckpoint(At("run"), Fresh(Dense(3)), about.SetItem("model", "large")).Match(_ => [], problems => problems.ToArray());
        Assert.Equal(["its model is small, not large", "tensor 'params.bias' is float32 [2], not float32 [3]", "tensor 'params.weight' is float32 [3, 2], not float32 [3, 3]"], problems);
        Assert.True(Files.ValidateCheckpoint(At("run"), Fresh(Dense(2)), about).IsSuccess);
    }

    [Fact]
    public void Both_parts_of_MNIST_are_looked_at()
    {
        string[] names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];
        File.WriteAllLines(At("SHA256SUMS"), names.Select(name => $"{new string('0', 64)}  {name}"));
        var problems = Files.ValidateMnist(folder).Match(_ => [], problems => problems.Map(each => Path.GetFileName(each.Path)).ToArray());
        Assert.Equal([names[0], names[2]], problems);
    }

    [Fact]
    public void A_defect_stays_an_exception()
        => Assert.Throws<InvalidOperationException>(() => Files.Attempt<int>(() => throw new InvalidOperationException()));

    static void Fails<T>(Either<FileException, T> outcome, string end)
        => Assert.EndsWith(end, outcome.Match(Right: value => $"{value}", Left: error => error.Message), StringComparison.Ordinal);
}
