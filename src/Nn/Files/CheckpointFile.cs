using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Nn;

/// <summary>
/// A learner in a file: its weights, state and optimizer under <c>params.</c>, <c>state.</c> and <c>optimizer.</c>, with its key, step and
/// epoch, so that training goes on where it stopped.
/// </summary>
public static class CheckpointFile
{
    const string Weights = "params.", Running = "state.", Moments = "optimizer.", Key = "key", Step = "step", Epoch = "epoch";

    /// <summary>Writes a learner, with a few words about it, as a whole or not at all.</summary>
    /// <exception cref="FileException">The path cannot be written.</exception>
    public static void Save(string path, Learner learner, ImmutableSortedDictionary<string, string> about)
        => new TensorFile(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, Named(learner)), about).Write(path);

    /// <summary>
    /// Reads the learner that a file holds for a model and optimizer, given one fresh learner of theirs for its structure.
    /// Names, shapes and element types must agree, and the file must say about itself what is asked here.
    /// </summary>
    /// <exception cref="FileException">There is no such file, it is damaged, or it holds something else; all that does not fit is in
    /// <see cref="FileException.Problems"/>.</exception>
    public static (Learner Learner, ImmutableSortedDictionary<string, string> About) Load(
        string path, Learner like, ImmutableSortedDictionary<string, string>? about = null)
        => (from file in TensorFile.TryRead(path)
            from _ in Agree(path, file, like, about ?? SafetensorsFile.NoMetadata)
            select (Restore(file.Tensors, like), file.Metadata)).OrThrow();

    static Either<FileError, Unit> Agree(string path, TensorFile file, Learner like, ImmutableSortedDictionary<string, string> about)
        => Problems(file, Named(like).ToImmutableSortedDictionary(StringComparer.Ordinal), about).ToImmutableArray() is { IsEmpty: false } problems
            ? Left(new FileError(path, problems)) : unit;

    static IEnumerable<string> Problems(TensorFile file, ImmutableSortedDictionary<string, Tensor> expected, ImmutableSortedDictionary<string, string> about)
    {
        foreach (var (name, value) in about)
            if (file.Metadata.GetValueOrDefault(name) != value) yield return $"its {name} is {file.Metadata.GetValueOrDefault(name, "unknown")}, not {value}";
        foreach (var (name, like) in expected)
            if (!file.Tensors.TryGetValue(name, out var found)) yield return $"tensor '{name}' is missing";
            else if (found.DType != like.DType || found.Shape != like.Shape)
                yield return $"tensor '{name}' is {found.DType.Name()} {found.Shape}, not {like.DType.Name()} {like.Shape}";
        foreach (var name in file.Tensors.Keys)
            if (!expected.ContainsKey(name)) yield return $"tensor '{name}' belongs to another model or optimizer";
    }

    static Learner Restore(ImmutableSortedDictionary<string, Tensor> tensors, Learner like)
    {
        return new(Take(Weights, like.Params), Take(Running, like.State), Take(Moments, like.Optimizer),
            new(tensors[Key]), tensors[Step], tensors[Epoch].ToScalar<int>());

        T Take<T>(string prefix, T tree) where T : NamedTree<T>, new() => Tree.Rebuild(tree, [.. tree.Leaves().Select(named => tensors[prefix + named.Path])]);
    }

    static IEnumerable<KeyValuePair<string, Tensor>> Named(Learner learner) =>
    [
        .. Named(Weights, learner.Params.Leaves()), .. Named(Running, learner.State.Leaves()), .. Named(Moments, learner.Optimizer.Leaves()),
        new(Key, learner.Key.Words), new(Step, learner.Step), new(Epoch, Tensor.Scalar(learner.Epoch)),
    ];

    static IEnumerable<KeyValuePair<string, Tensor>> Named(string prefix, IEnumerable<(string Path, Tensor Leaf)> leaves)
        => leaves.Select(named => KeyValuePair.Create(prefix + named.Path, named.Leaf));
}
