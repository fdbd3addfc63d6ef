using System.Collections.Immutable;
using Functional.Nn;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Effects;

/// <summary>The files of <see cref="Nn"/> without exceptions: the value, or the <see cref="FileException"/> that says why there is none.</summary>
public static class Files
{
    /// <summary>Runs an operation on files. Only a <see cref="FileException"/> is caught: anything else is a defect.</summary>
    public static Either<FileException, T> Attempt<T>(Func<T> operation)
    {
        try
        {
            return Right(operation());
        }
        catch (FileException error)
        {
            return Left(error);
        }
    }

    /// <summary>Runs an operation that gives nothing.</summary>
    public static Either<FileException, Unit> Attempt(Action operation) => Attempt(() => fun(operation)());

    /// <summary><see cref="Safetensors.Read(string)"/>.</summary>
    public static Either<FileException, SafetensorsFile> ReadSafetensors(string path) => Attempt(() => Safetensors.Read(path));

    /// <summary><see cref="Safetensors.Read(string, Stream)"/>.</summary>
    public static Either<FileException, SafetensorsFile> ReadSafetensors(string name, Stream content) => Attempt(() => Safetensors.Read(name, content));

    /// <summary><see cref="Safetensors.Write(string, SafetensorsFile)"/>.</summary>
    public static Either<FileException, Unit> WriteSafetensors(string path, SafetensorsFile file) => Attempt(() => Safetensors.Write(path, file));

    /// <summary><see cref="Safetensors.Write(string, Stream, SafetensorsFile)"/>.</summary>
    public static Either<FileException, Unit> WriteSafetensors(string name, Stream target, SafetensorsFile file)
        => Attempt(() => Safetensors.Write(name, target, file));

    /// <summary><see cref="Safetensors.CheckWritable"/>.</summary>
    public static Either<FileException, Unit> CheckWritable(string path) => Attempt(() => Safetensors.CheckWritable(path));

    /// <summary><see cref="TensorFile.Read(string)"/>.</summary>
    public static Either<FileException, TensorFile> ReadTensors(string path) => Attempt(() => TensorFile.Read(path));

    /// <summary><see cref="TensorFile.Write"/>.</summary>
    public static Either<FileException, Unit> WriteTensors(string path, TensorFile file) => Attempt(() => file.Write(path));

    /// <summary>The tensor of a name, if a file has one.</summary>
    public static Option<Tensor> Find(this TensorFile file, string name) => file.Tensors.TryGetValue(name, out var tensor) ? Some(tensor) : None;

    /// <summary><see cref="CheckpointFile.Save"/>.</summary>
    public static Either<FileException, Unit> SaveCheckpoint(string path, Learner learner, ImmutableSortedDictionary<string, string> about)
        => Attempt(() => CheckpointFile.Save(path, learner, about));

    /// <summary><see cref="CheckpointFile.Load(string, Learner, ImmutableSortedDictionary{string, string}, bool)"/>.</summary>
    public static Either<FileException, (Learner Learner, ImmutableSortedDictionary<string, string> About)> LoadCheckpoint(
        string path, Learner like, ImmutableSortedDictionary<string, string>? about = null, bool acceptNonFinite = false)
        => Attempt(() => CheckpointFile.Load(path, like, about, acceptNonFinite));

    /// <summary><see cref="CheckpointFile.Load(string, Learner, ImmutableSortedDictionary{string, string}, bool)"/>, or everything in the file that does not fit, one clause each.</summary>
    public static Validation<string, (Learner Learner, ImmutableSortedDictionary<string, string> About)> ValidateCheckpoint(
        string path, Learner like, ImmutableSortedDictionary<string, string>? about = null, bool acceptNonFinite = false)
        => LoadCheckpoint(path, like, about, acceptNonFinite).Match(
            Right: loaded => Success<string, (Learner, ImmutableSortedDictionary<string, string>)>(loaded),
            Left: error => Fail<string, (Learner, ImmutableSortedDictionary<string, string>)>(toSeq(error.Problems)));

    /// <summary><see cref="Idx.Read(string)"/>.</summary>
    public static Either<FileException, IdxArray> ReadIdx(string path) => Attempt(() => Idx.Read(path));

    /// <summary><see cref="Idx.Read(string, Stream)"/>.</summary>
    public static Either<FileException, IdxArray> ReadIdx(string name, Stream content) => Attempt(() => Idx.Read(name, content));

    /// <summary><see cref="Mnist.Locate(string)"/>.</summary>
    public static Either<FileException, string> LocateMnist(string? folder = null) => Attempt(() => Mnist.Locate(folder));

    /// <summary>The folder of MNIST, if there is one.</summary>
    public static Option<string> FindMnist(string? folder = null) => LocateMnist(folder).ToOption();

    /// <summary><see cref="Mnist.Load"/>.</summary>
    public static Either<FileException, MnistData> LoadMnist(string folder) => Attempt(() => Mnist.Load(folder));

    /// <summary><see cref="Mnist.Load"/>, or what is wrong with each of its two parts.</summary>
    public static Validation<FileException, MnistData> ValidateMnist(string folder)
        => (Attempt(() => Mnist.LoadTrain(folder)).ToValidation(), Attempt(() => Mnist.LoadTest(folder)).ToValidation())
            .Apply((train, test) => new MnistData(train, test));
}
