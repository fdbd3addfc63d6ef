using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Nn;

/// <summary>Finds and loads the MNIST digits (LeCun, Cortes, Burges), or any data set published in the same four files.</summary>
public static class Mnist
{
    /// <summary>The height and the width of an image.</summary>
    public const int Side = 28;

    /// <summary>The environment variable that names the folder of the data set.</summary>
    public const string FolderVariable = "FUNCTIONAL_MNIST";

    const int LongestPaths = 1000;

    const string TrainPrefix = "train", TestPrefix = "t10k";

    /// <summary>Finds the folder of the data set: the one given, else the one that <see cref="FolderVariable"/> names, else <c>data/mnist</c> in a folder at
    /// or above the program or the current folder.</summary>
    /// <returns>The folder. One that was named is the only one considered.</returns>
    /// <exception cref="FileException">There is no such folder; the message says what was searched.</exception>
    public static string Locate(string? folder = null) =>
        TryLocate(folder ?? Environment.GetEnvironmentVariable(FolderVariable), AppContext.BaseDirectory, Environment.CurrentDirectory).OrThrow();

    /// <summary>Loads the four IDX files of a folder, each gzip'ed with the suffix <c>.gz</c> or not, and checks them against the folder's
    /// <c>SHA256SUMS</c>.</summary>
    /// <exception cref="FileException">A file cannot be trusted: it is missing, damaged, altered, empty or not what its name says.</exception>
    public static MnistData Load(string folder) => new(LoadTrain(folder), LoadTest(folder));

    /// <summary>Loads what to learn from alone.</summary>
    /// <exception cref="FileException">As for <see cref="Load"/>.</exception>
    public static MnistSplit LoadTrain(string folder) => TryLoad(folder, TrainPrefix).OrThrow();

    /// <summary>Loads what to be judged by alone.</summary>
    /// <exception cref="FileException">As for <see cref="Load"/>.</exception>
    public static MnistSplit LoadTest(string folder) => TryLoad(folder, TestPrefix).OrThrow();

    internal static string Locate(string? named, params ReadOnlySpan<string> starts) => TryLocate(named, starts).OrThrow();

    static Either<FileError, string> TryLocate(string? named, params ReadOnlySpan<string> starts)
    {
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(named) ? Right(named) : new FileError(named, "there is no such folder, which should hold MNIST");

        foreach (var start in starts)
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                if (Path.Combine(folder.FullName, "data", "mnist") is var candidate && Directory.Exists(candidate))
                    return Right(candidate);

        return new FileError(
            Path.Combine("data", "mnist"),
            $"no such folder at or above {Printable.Of(string.Join(" or ", starts), LongestPaths)}; set {FolderVariable} to the folder of MNIST");
    }

    static Either<FileError, MnistSplit> TryLoad(string folder, string prefix) =>
        from sums in Sha256Sums.Read(Path.Combine(folder, Sha256Sums.FileName))
        from images in LoadArray(folder, $"{prefix}-images-idx3-ubyte", sums, CheckImages, images => images)
        from labels in LoadArray(folder, $"{prefix}-labels-idx1-ubyte", sums, CheckCount(images.Dimensions[0]), CheckLabels)
        select new MnistSplit(images.Dimensions[0], images.Bytes, labels.Bytes);

    // The shape is checked before the elements are unpacked: half a megabyte of gzip can hold half a gigabyte of them.
    static Either<FileError, IdxArray> LoadArray(
        string folder, string name, Sha256Sums sums, Func<IdxArray, Either<string, IdxArray>> checkShape, Func<IdxArray, Either<string, IdxArray>> check)
    {
        var path = Path.Combine(folder, name);
        var packed = path + ".gz";
        return InputFile.ReadUnpacked(File.Exists(packed) ? packed : path, content =>
            sums.Verify(name, content, unpacked => Idx.Parse(unpacked, checkShape)).Bind(check));
    }

    static Either<string, IdxArray> CheckImages(IdxArray images) => images switch
    {
        not { Type: IdxType.UInt8, Dimensions: [_, Side, Side] } => $"images should be UInt8 [n, {Side}, {Side}], these are {images}",
        { Dimensions: [0, ..] } => "there are no images in this file",
        _ => images,
    };

    static Func<IdxArray, Either<string, IdxArray>> CheckCount(int count) => labels => labels switch
    {
        not { Type: IdxType.UInt8, Dimensions: [_] } => $"labels should be UInt8 [n], these are {labels}",
        { Dimensions: [var length] } when length != count => $"there are {length} labels for {count} images",
        _ => labels,
    };

    static Either<string, IdxArray> CheckLabels(IdxArray labels) => labels.Bytes.Span.IndexOfAnyExceptInRange<byte>(0, 9) is >= 0 and var index
        ? $"label {index} is {labels.Bytes.Span[index]}, which is not a digit"
        : labels;
}
