using System.Security.Cryptography;
using System.Text;
using Functional.Nn;

namespace Functional.Fuzz;

/// <summary>A data set of two images to learn and one to be judged by, of which one file at a time is a case.</summary>
sealed class MnistFolder
{
    const string Images = "train-images-idx3-ubyte", Labels = "train-labels-idx1-ubyte";
    const string TestImages = "t10k-images-idx3-ubyte", TestLabels = "t10k-labels-idx1-ubyte";
    const string Sums = "SHA256SUMS";
    const int Side = 28;

    readonly string folder;
    readonly Dictionary<string, byte[]> files = new()
    {
        [Images] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, Side, 0, 0, 0, Side, .. new byte[2 * Side * Side]],
        [Labels] = [0, 0, 8, 1, 0, 0, 0, 2, 9, 0],
        [TestImages] = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, Side, 0, 0, 0, Side, .. new byte[Side * Side]],
        [TestLabels] = [0, 0, 8, 1, 0, 0, 0, 1, 3],
    };

    public MnistFolder(string folder)
    {
        this.folder = folder;
        foreach (var (name, content) in files) Targets.Written(folder, name, content);
    }

    public static byte[] MutateSums(Damage damage, byte[] content)
        => damage.Chance(0.5) ? damage.Bytes(content) : Encoding.UTF8.GetBytes(damage.Text(Encoding.UTF8.GetString(content)));

    public void ReadWithSums(byte[] content) => Read(content);

    public void ReadWithImages(byte[] content) => ReadWith(Images, content);

    public void ReadWithLabels(byte[] content) => ReadWith(Labels, content);

    // The sums agree, so that what the file says is looked at.
    void ReadWith(string replaced, byte[] content)
    {
        Targets.Written(folder, replaced, content);
        Read(Encoding.UTF8.GetBytes(string.Concat(files.Select(file =>
            $"{Convert.ToHexStringLower(SHA256.HashData(file.Key == replaced ? content : file.Value))}  {file.Key}\n"))));
    }

    void Read(byte[] sums)
    {
        Targets.Written(folder, Sums, sums);
        Mnist.Load(folder);
    }
}
