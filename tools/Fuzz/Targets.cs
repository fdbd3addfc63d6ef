using Functional.Nn;
using static Functional.Nn.Layers;

namespace Functional.Fuzz;

/// <summary>A parser and what it is fed.</summary>
/// <param name="Name">Also the folder of its corpus.</param>
/// <param name="Mutate">Makes a case of a file of the corpus.</param>
/// <param name="Begin">Gives a reader of one thread, which reads a case; its files lie in a folder of the thread.</param>
/// <param name="Expansion">How many bytes a byte of input may allocate.</param>
sealed record Target(string Name, Func<Damage, byte[], byte[]> Mutate, Func<string, Action<byte[]>> Begin, int Expansion)
{
    public byte[][] Corpus { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", Name)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
}

/// <summary>One target for each parser of the library.</summary>
static class Targets
{
    /// <summary>A header's byte costs its objects; a packed byte can hold a thousand.</summary>
    const int Plain = 64, Packed = 4 * 1032;

    static readonly Learner learner = Learner.Start(Dense(2), Optimizers.Adam(), new Key(1), [3]);

    public static IReadOnlyList<Target> All { get; } =
    [
        new("safetensors", Formats.Safetensors, _ => ReadAndWrite, Plain),
        new("tensors", Formats.Safetensors, _ => content => TensorFile.Read("case", new MemoryStream(content)), Plain),
        new("checkpoint", Formats.Safetensors, _ => content => CheckpointFile.Load("case", new MemoryStream(content), learner), Plain),
        new("idx", Formats.Idx, _ => content => Idx.Read("case", new MemoryStream(content)), Plain),
        new("gzip", Formats.PackedIdx, folder => content => Idx.Read(Written(folder, "case", content)), Packed),
        new("sums", MnistFolder.MutateSums, folder => new MnistFolder(folder).ReadWithSums, Packed),
        new("images", Formats.Idx, folder => new MnistFolder(folder).ReadWithImages, Packed),
        new("labels", Formats.Idx, folder => new MnistFolder(folder).ReadWithLabels, Packed),
    ];

    public static string Written(string folder, string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>What was read is written and read again.</summary>
    static void ReadAndWrite(byte[] content)
    {
        var file = Safetensors.Read("case", new MemoryStream(content));
        var again = new MemoryStream();
        Safetensors.Write("case", again, file);
        again.Position = 0;
        if (!Safetensors.Read("case", again).Equals(file)) throw new InvalidOperationException("what was read is not what was written of it");
    }
}
