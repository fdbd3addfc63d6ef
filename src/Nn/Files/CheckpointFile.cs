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
    internal const string Weights = "params.", Running = "state.", Moments = "optimizer.", Key = "key", Step = "step", Epoch = "epoch";

    /// <summary>Writes a learner, with a few words about it, as a whole or not at all.</summary>
    /// <exception cref="FileException">The path cannot be written.</exception>
    public static void Save(string path, Learner learner, ImmutableSortedDictionary<string, string> about)
        => new TensorFile(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, Named(learner)), about).Write(path);

    /// <summary>
    /// Reads the learner that a file holds for a model and optimizer, given one fresh learner of theirs for its structure.
    /// Names, shapes and element types must agree, and the file must say about itself what is asked here. Counts of steps and epochs must be such that
    /// training can go on, and weights, running state and moments must be finite where those of a fresh learner are.
    /// </summary>
    /// <param name="acceptNonFinite">Take NaN and infinite numbers as they are.</param>
    /// <exception cref="FileException">There is no such file, it is damaged, or it holds something else; all that does not fit is in
    /// <see cref="FileException.Problems"/>.</exception>
    public static (Learner Learner, ImmutableSortedDictionary<string, string> About) Load(
        string path, Learner like, ImmutableSortedDictionary<string, string>? about = null, bool acceptNonFinite = false)
        => TensorFile.TryRead(path).Bind(file => From(file, path, like, about, acceptNonFinite)).OrThrow();

    /// <summary>Reads a learner from a stream, to its end, as <see cref="Load(string, Learner, ImmutableSortedDictionary{string, string}, bool)"/> does from
    /// a file.</summary>
    /// <param name="name">What errors call the stream.</param>
    /// <param name="content">Seekable, at its beginning.</param>
    /// <param name="like">A fresh learner, for its structure.</param>
    /// <param name="about">What the content must say about itself.</param>
    /// <param name="acceptNonFinite">Take NaN and infinite numbers as they are.</param>
    /// <exception cref="FileException">The content is damaged or holds something else.</exception>
    public static (Learner Learner, ImmutableSortedDictionary<string, string> About) Load(
        string name, Stream content, Learner like, ImmutableSortedDictionary<string, string>? about = null, bool acceptNonFinite = false)
        => From(TensorFile.Read(name, content), name, like, about, acceptNonFinite).OrThrow();

    static Either<FileError, (Learner, ImmutableSortedDictionary<string, string>)> From(
        TensorFile read, string path, Learner like, ImmutableSortedDictionary<string, string>? about, bool acceptNonFinite)
    {
        var (file, expected) = (Current(read), Named(like).ToImmutableSortedDictionary(StringComparer.Ordinal));
        var misfits = Problems(file, expected, about ?? SafetensorsFile.NoMetadata).ToImmutableArray();
        // Values mean something only where names, shapes and types do.
        var problems = misfits.IsEmpty ? [.. CheckpointValues.Problems(file.Tensors, expected, acceptNonFinite)] : misfits;
        return problems.IsEmpty ? (Restore(file.Tensors, like), file.Metadata) : new FileError(path, problems);
    }

    /// <summary>Files of old count steps in int32.</summary>
    static TensorFile Current(TensorFile file) => file.Tensors.GetValueOrDefault(Step) is { DType: DType.Int32 } steps
        ? file with { Tensors = file.Tensors.SetItem(Step, steps.Cast(DType.Int64)) } : file;

    static IEnumerable<string> Problems(
        TensorFile file, ImmutableSortedDictionary<string, Tensor> expected, ImmutableSortedDictionary<string, string> about)
    {
        foreach (var (name, value) in about)
            if (file.Metadata.GetValueOrDefault(name, "unknown") is var said && said != value)
                yield return $"its {Printable.Of(name)} is {Printable.Of(said)}, not {Printable.Of(value)}";
        foreach (var (name, like) in expected)
            if (!file.Tensors.TryGetValue(name, out var found)) yield return $"tensor '{name}' is missing";
            else if (found.DType != like.DType || found.Shape != like.Shape)
                yield return $"tensor '{name}' is {found.DType.Name()} {Printable.Of($"{found.Shape}")}, not {like.DType.Name()} {like.Shape}";
        foreach (var name in file.Tensors.Keys)
            if (!expected.ContainsKey(name)) yield return $"tensor '{Printable.Of(name)}' belongs to another model or optimizer";
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
