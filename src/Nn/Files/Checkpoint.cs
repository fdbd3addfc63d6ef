using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Nn;

/// <summary>
/// A learner in a file: its weights, state and optimizer under <c>params.</c>, <c>state.</c> and <c>optimizer.</c>, with its key, step and
/// epoch, so that training goes on where it stopped.
/// </summary>
public static class Checkpoint
{
    const string Weights = "params.", Running = "state.", Moments = "optimizer.", Key = "key", Step = "step", Epoch = "epoch";

    /// <summary>Writes a learner, with a few words about it, as a whole or not at all.</summary>
    public static Either<FileError, Unit> Save(string path, Learner learner, ImmutableSortedDictionary<string, string> about)
    {
        var tensors = ImmutableSortedDictionary.CreateBuilder<string, Tensor>(StringComparer.Ordinal);
        tensors.AddRange(Named(Weights, learner.Params.Leaves()).Concat(Named(Running, learner.State.Leaves())).Concat(Named(Moments, learner.Optimizer.Leaves())));
        tensors.Add(Key, learner.Key.Words);
        tensors.Add(Step, learner.Step);
        tensors.Add(Epoch, Tensor.Scalar(learner.Epoch));
        return new TensorFile(tensors.ToImmutable(), about).Write(path);
    }

    /// <summary>
    /// Reads the learner that a file holds for a model and optimizer, given one fresh learner of theirs for its structure.
    /// Names, shapes and element types must agree, and the file must say about itself what is asked here.
    /// </summary>
    public static Either<FileError, (Learner Learner, ImmutableSortedDictionary<string, string> About)> Load(
        string path, Learner like, ImmutableSortedDictionary<string, string>? about = null)
        => from file in TensorFile.Read(path)
           from _ in Agree(path, file.Metadata, about ?? SafetensorsFile.NoMetadata)
           from learner in Restore(path, file, like)
           select (learner, file.Metadata);

    static Either<FileError, Unit> Agree(string path, ImmutableSortedDictionary<string, string> found, ImmutableSortedDictionary<string, string> asked)
        => asked.FirstOrDefault(fact => found.GetValueOrDefault(fact.Key) != fact.Value) is { Key: { } name, Value: { } value }
            ? Left(new FileError(path, $"its {name} is {found.GetValueOrDefault(name, "unknown")}, not {value}")) : unit;

    static Either<FileError, Learner> Restore(string path, TensorFile file, Learner like)
        => from p in Take(path, file, Weights, like.Params)
           from s in Take(path, file, Running, like.State)
           from o in Take(path, file, Moments, like.Optimizer)
           from key in Find(path, file, Key, like.Key.Words)
           from step in Find(path, file, Step, like.Step)
           from epoch in Find(path, file, Epoch, Tensor.Scalar(like.Epoch))
           from _ in NothingElse(path, file, like)
           select new Learner(p, s, o, new Key(key), step, epoch.ToScalar<int>());

    static Either<FileError, T> Take<T>(string path, TensorFile file, string prefix, T like) where T : NamedTree<T>, new()
        => like.Leaves().Select(named => Find(path, file, prefix + named.Path, named.Leaf)).Sequence().Map(leaves => Tree.Rebuild(like, [.. leaves]));

    static Either<FileError, Tensor> Find(string path, TensorFile file, string name, Tensor like)
        => !file.Tensors.TryGetValue(name, out var found) ? Left(new FileError(path, $"tensor '{name}' is missing"))
        : found.DType != like.DType || found.Shape != like.Shape
            ? Left(new FileError(path, $"tensor '{name}' is {found.DType.Name()} {found.Shape}, not {like.DType.Name()} {like.Shape}"))
        : Right(found);

    static Either<FileError, Unit> NothingElse(string path, TensorFile file, Learner like)
    {
        var expected = Named(Weights, like.Params.Leaves()).Concat(Named(Running, like.State.Leaves())).Concat(Named(Moments, like.Optimizer.Leaves()))
            .Select(named => named.Key).Append(Key).Append(Step).Append(Epoch).ToHashSet(StringComparer.Ordinal);
        return file.Tensors.Keys.FirstOrDefault(name => !expected.Contains(name)) is { } extra
            ? Left(new FileError(path, $"tensor '{extra}' belongs to another model or optimizer")) : unit;
    }

    static IEnumerable<KeyValuePair<string, Tensor>> Named(string prefix, IEnumerable<(string Path, Tensor Leaf)> leaves)
        => leaves.Select(named => KeyValuePair.Create(prefix + named.Path, named.Leaf));
}
