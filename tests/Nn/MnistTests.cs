using System.IO.Compression;
using System.Security.Cryptography;
using Xunit;

namespace Functional.Nn.Tests;

public sealed class MnistTests : IDisposable
{
    const string
        TrainImages = "train-images-idx3-ubyte", TrainLabels = "train-labels-idx1-ubyte",
        TestImages = "t10k-images-idx3-ubyte", TestLabels = "t10k-labels-idx1-ubyte";

    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void The_published_set_is_complete()
    {
        var mnist = Mnist.Load(Mnist.Locate());
        Assert.Equal((60_000, 10_000), (mnist.Train.Count, mnist.Test.Count));
        Assert.Equal((60_000 * 28 * 28, 10_000 * 28 * 28), (mnist.Train.Images.Length, mnist.Test.Images.Length));
        Assert.Equal([5, 0, 4, 1, 9], mnist.Train.Labels[..5].ToArray());
        Assert.Equal([7, 2, 1, 0, 4], mnist.Test.Labels[..5].ToArray());
    }

    [Fact]
    public void A_small_set_of_the_same_files_loads()
    {
        var set = Mnist.Load(Small());
        Assert.Equal((2, 1), (set.Train.Count, set.Test.Count));
        Assert.Equal([9, 0], set.Train.Labels.ToArray());
    }

    [Fact]
    public void Every_file_is_needed()
    {
        foreach (var name in (string[])[TrainImages, TrainLabels, TestImages, TestLabels, "SHA256SUMS"])
        {
            var folder = Small();
            File.Delete(Path.Combine(folder, name));
            Outcome.Fails(() => Mnist.Load(folder), Path.Combine(folder, name), "no such file");
        }
    }

    [Fact]
    public void One_altered_pixel_is_noticed()
    {
        var folder = Small();
        var path = Path.Combine(folder, TestImages);
        var content = File.ReadAllBytes(path);
        content[^1] ^= 1;
        File.WriteAllBytes(path, content);
        Outcome.Fails(() => Mnist.Load(folder), path, "SHA-256", "was altered");
    }

    [Fact]
    public void Files_that_contradict_each_other_are_refused()
    {
        Outcome.Fails(() => Broken(TrainLabels, Labels(1, 2, 3)), scratch.At(TrainLabels), "3 labels for 2 images");
        Outcome.Fails(() => Broken(TrainLabels, Labels(1, 10)), scratch.At(TrainLabels), "label 1 is 10");
        Outcome.Fails(() => Broken(TrainLabels, [0, 0, 9, 1, 0, 0, 0, 1, 1]), scratch.At(TrainLabels), "labels should be UInt8 [n], these are Int8 [1]");
        Outcome.Fails(() => Broken(TestImages, [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5]),
            scratch.At(TestImages), "images should be UInt8 [n, 28, 28], these are UInt8 [1, 1, 1]");
    }

    [Fact]
    public void A_set_without_images_is_refused()
    {
        Outcome.Fails(() => Broken(TestImages, Images(0)), scratch.At(TestImages), "there are no images");
        Outcome.Fails(() => Broken(TrainImages, Images(0)), scratch.At(TrainImages), "there are no images");
    }

    [Fact]
    public void Images_of_another_shape_are_refused_before_they_are_unpacked()
    {
        byte[] header = [0, 0, 8, 3, 0, 0, 32, 0, 0, 0, 0, 64, 0, 0, 0, 64];
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write([.. header, .. new byte[8192 * 64 * 64]]);
        var folder = Small();
        File.WriteAllBytes(Path.Combine(folder, TrainImages + ".gz"), packed.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Outcome.Fails(() => Mnist.Load(folder), scratch.At(TrainImages + ".gz"), "images should be UInt8 [n, 28, 28], these are UInt8 [8192, 64, 64]");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_list_of_sums_has_a_limit()
    {
        var folder = Small();
        File.WriteAllBytes(Path.Combine(folder, "SHA256SUMS"), new byte[(1 << 20) + 1]);
        Outcome.Fails(() => Mnist.Load(folder), Path.Combine(folder, "SHA256SUMS"), "at most 1048576 bytes, this file has 1048577");
    }

    [Fact]
    public void A_file_of_sums_must_be_one()
    {
        var folder = Small();
        File.WriteAllText(Path.Combine(folder, "SHA256SUMS"), "not a sum\n");
        Outcome.Fails(() => Mnist.Load(folder), Path.Combine(folder, "SHA256SUMS"), "\"not a sum\" is not a line");
        File.WriteAllText(Path.Combine(folder, "SHA256SUMS"), "\e[2J no sum\n");
        Outcome.Fails(() => Mnist.Load(folder), Path.Combine(folder, "SHA256SUMS"), @"""\u001B[2J no sum"" is not a line");
        File.WriteAllText(Path.Combine(folder, "SHA256SUMS"), "");
        Outcome.Fails(() => Mnist.Load(folder), Path.Combine(folder, TrainImages), $"SHA256SUMS does not list {TrainImages}");
    }

    [Fact]
    public void The_folder_is_found_from_below()
    {
        var data = Directory.CreateDirectory(scratch.At("data/mnist")).FullName;
        var below = Directory.CreateDirectory(scratch.At("bin/Debug/net10.0")).FullName;
        Assert.Equal(data, Mnist.Locate(null, below));
        Assert.Equal(scratch.Folder, Mnist.Locate(scratch.Folder, below));
        Outcome.Fails(() => Mnist.Locate(scratch.At("elsewhere"), below), scratch.At("elsewhere"), "no such folder");
        Outcome.Fails(() => Mnist.Locate(null, Path.GetTempPath()), Path.Combine("data", "mnist"), Path.GetTempPath(), Mnist.FolderVariable);
    }

    MnistData Broken(string name, byte[] content) => Mnist.Load(Small((name, content)));

    // A set of two images to train on and one to test on, with the right sums for whatever replaces one of its files.
    string Small(params (string Name, byte[] Content)[] replaced)
    {
        (string Name, byte[] Content)[] files =
            [(TrainImages, Images(2)), (TrainLabels, Labels(9, 0)), (TestImages, Images(1)), (TestLabels, Labels(3)), .. replaced];
        foreach (var (name, content) in files) scratch.Write(name, content);
        File.WriteAllLines(scratch.At("SHA256SUMS"), files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Content))}  {file.Name}"));
        return scratch.Folder;
    }

    static byte[] Images(byte count) => [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[count * 28 * 28]];

    static byte[] Labels(params byte[] digits) => [0, 0, 8, 1, 0, 0, 0, (byte)digits.Length, .. digits];
}
