using System.Collections.Immutable;

namespace Functional.Nn;

/// <summary>A named array of a safetensors file. Two entries are equal when name, type, shape and bytes are.</summary>
/// <param name="Name">Any text but <c>__metadata__</c>; unique in its file.</param>
/// <param name="Type">The type of the elements.</param>
/// <param name="Shape">The dimensions, outermost first; empty for a single element.</param>
/// <param name="Bytes">The elements in row-major order, little-endian.</param>
public sealed record SafetensorsEntry(string Name, SafetensorsType Type, ImmutableArray<int> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <inheritdoc/>
    public bool Equals(SafetensorsEntry? other) =>
        other is not null && Name == other.Name && Type == other.Type &&
        Shape.AsSpan().SequenceEqual(other.Shape.AsSpan()) && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, Shape.Length, Bytes.Length);

    /// <summary>Name, type and shape, for messages.</summary>
    public override string ToString() => $"{Printable.Of(Name)}: {Type} [{Printable.Of(string.Join(", ", Shape))}]";
}

/// <summary>The content of a safetensors file.</summary>
/// <param name="Entries">The arrays; a reader gives them in ordinal order of their names, a writer takes them in any order.</param>
/// <param name="Metadata">Free text by key, such as the format version of a model.</param>
public sealed record SafetensorsFile(ImmutableArray<SafetensorsEntry> Entries, ImmutableSortedDictionary<string, string> Metadata)
{
    /// <summary>Arrays without metadata.</summary>
    public SafetensorsFile(ImmutableArray<SafetensorsEntry> entries) : this(entries, NoMetadata) { }

    /// <summary>Empty metadata, kept in ordinal order: the default order of a sorted dictionary of strings is that of a culture.</summary>
    public static ImmutableSortedDictionary<string, string> NoMetadata { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The order of the bytes in a file, and so the same file for the same content.</summary>
    internal IEnumerable<SafetensorsEntry> EntriesInOrder => Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Equals(SafetensorsFile? other) =>
        other is not null && Entries.AsSpan().SequenceEqual(other.Entries.AsSpan()) && Metadata.SequenceEqual(other.Metadata);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Entries.Length, Metadata.Count);
}
