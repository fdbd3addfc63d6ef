using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Nn;

/// <summary>Named tensors and a few words about them, as a safetensors file holds them.</summary>
public sealed record TensorFile(ImmutableSortedDictionary<string, Tensor> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    /// <summary>The element types that tensors have, as the format spells them.</summary>
    static readonly ImmutableArray<(DType DType, SafetensorsType Type)> Types =
    [
        (DType.Bool, SafetensorsType.BOOL), (DType.UInt8, SafetensorsType.U8), (DType.Int32, SafetensorsType.I32), (DType.Int64, SafetensorsType.I64),
        (DType.Float16, SafetensorsType.F16), (DType.BFloat16, SafetensorsType.BF16),
        (DType.Float32, SafetensorsType.F32), (DType.Float64, SafetensorsType.F64),
    ];

    static string Known => $"{string.Join(", ", Types.SkipLast(1).Select(pair => pair.Type))} or {Types[^1].Type}";

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileException">There is no such file, it is damaged, or it holds elements of a type that tensors do not have.</exception>
    public static TensorFile Read(string path) => TryRead(path).OrThrow();

    /// <summary>Reads content from a stream, to its end.</summary>
    /// <param name="name">What errors call the stream.</param>
    /// <param name="content">Seekable, at its beginning.</param>
    /// <exception cref="FileException">The content is damaged, or holds elements of a type that tensors do not have.</exception>
    public static TensorFile Read(string name, Stream content) => ToTensors(name, Safetensors.Read(name, content)).OrThrow();

    /// <summary>Writes the file as a whole or not at all.</summary>
    /// <exception cref="FileException">The path cannot be written.</exception>
    public void Write(string path)
        => Safetensors.Write(path, new([.. Tensors.Select(named => ToEntry(named.Key, named.Value))], Metadata));

    internal static Either<FileError, TensorFile> TryRead(string path) => Safetensors.TryRead(path).Bind(file => ToTensors(path, file));

    static Either<FileError, TensorFile> ToTensors(string path, SafetensorsFile file)
    {
        var tensors = ImmutableSortedDictionary.CreateBuilder<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in file.Entries)
            if (ToTensor(entry) is { } tensor) tensors.Add(entry.Name, tensor);
            else return Left(new FileError(path, $"tensor '{Printable.Of(entry.Name)}' is {entry.Type}, not {Known}"));
        return new TensorFile(tensors.ToImmutable(), file.Metadata);
    }

    static Tensor? ToTensor(SafetensorsEntry entry)
    {
        var shape = Shape.Create(entry.Shape.AsSpan());
        foreach (var (dtype, type) in Types)
            if (type == entry.Type)
                // A byte of a file need not be 0 or 1, a truth value must.
                return Tensor.FromBytes(entry.Bytes.Span, dtype == DType.Bool ? DType.UInt8 : dtype, shape).Cast(dtype);
        return null;
    }

    static SafetensorsEntry ToEntry(string name, Tensor tensor)
        => new(name, Types.First(pair => pair.DType == tensor.DType).Type, [.. tensor.Shape], tensor.AsBytes().ToArray());
}
