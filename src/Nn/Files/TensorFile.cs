using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Nn;

/// <summary>Named tensors and a few words about them, as a safetensors file holds them.</summary>
public sealed record TensorFile(ImmutableSortedDictionary<string, Tensor> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    /// <summary>Reads a file.</summary>
    public static Either<FileError, TensorFile> Read(string path)
        => Safetensors.Read(path).Bind(file => ToTensors(path, file));

    /// <summary>Writes the file as a whole or not at all.</summary>
    public Either<FileError, Unit> Write(string path)
        => Safetensors.Write(path, new([.. Tensors.Select(named => ToEntry(named.Key, named.Value))], Metadata));

    static Either<FileError, TensorFile> ToTensors(string path, SafetensorsFile file)
    {
        var tensors = ImmutableSortedDictionary.CreateBuilder<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in file.Entries)
            if (ToTensor(entry) is { } tensor) tensors.Add(entry.Name, tensor);
            else return Left(new FileError(path, $"tensor '{entry.Name}' is {entry.Type}, not F32, F64, I32, I64 or BOOL"));
        return new TensorFile(tensors.ToImmutable(), file.Metadata);
    }

    static Tensor? ToTensor(SafetensorsEntry entry) => entry.Type switch
    {
        SafetensorsType.F32 => Elements<float>(entry),
        SafetensorsType.F64 => Elements<double>(entry),
        SafetensorsType.I32 => Elements<int>(entry),
        SafetensorsType.I64 => Elements<long>(entry),
        SafetensorsType.BOOL => Operations.NotEqual(Tensor.Of(entry.Bytes.ToArray().Select(b => (int)b).ToArray()), 0).Reshape(Shape.Create(entry.Shape.AsSpan())),
        _ => null,
    };

    static Tensor Elements<T>(SafetensorsEntry entry) where T : unmanaged
        => Tensor.From(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(entry.Bytes.Span), Shape.Create(entry.Shape.AsSpan()));

    static SafetensorsEntry ToEntry(string name, Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => Entry<float>(name, SafetensorsType.F32, tensor),
        DType.Float64 => Entry<double>(name, SafetensorsType.F64, tensor),
        DType.Int32 => Entry<int>(name, SafetensorsType.I32, tensor),
        DType.Int64 => Entry<long>(name, SafetensorsType.I64, tensor),
        _ => Entry<bool>(name, SafetensorsType.BOOL, tensor),
    };

    static SafetensorsEntry Entry<T>(string name, SafetensorsType type, Tensor tensor) where T : unmanaged
        => new(name, type, [.. tensor.Shape], System.Runtime.InteropServices.MemoryMarshal.AsBytes(tensor.AsSpan<T>()).ToArray());
}
