using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LanguageExt;

namespace Functional.Nn;

/// <summary>One array as the header describes it: its bytes are [<paramref name="Begin"/>, <paramref name="End"/>) of the data that follows the
/// header.</summary>
sealed record SafetensorsSlot(string Name, SafetensorsType Type, ImmutableArray<int> Shape, long Begin, long End);

/// <summary>The JSON header of a safetensors file:
/// <c>{"__metadata__": {key: text}, name: {"dtype": …, "shape": […], "data_offsets": [begin, end]}, …}</c>.</summary>
/// <param name="Slots">In the order of their bytes, which they cover without a gap or an overlap.</param>
/// <param name="Metadata">Free text by key.</param>
sealed record SafetensorsHeader(ImmutableArray<SafetensorsSlot> Slots, ImmutableSortedDictionary<string, string> Metadata)
{
    public const string MetadataKey = "__metadata__", TypeKey = "dtype", ShapeKey = "shape", OffsetsKey = "data_offsets";

    /// <summary>The most dimensions of an array; no library that writes such files has more.</summary>
    public const int MaxRank = 32;

    /// <summary>The most arrays of a file, and the most texts about it.</summary>
    public const int MaxEntries = 100_000;

    /// <summary>The number of bytes after the header.</summary>
    public long DataSize => Slots.IsEmpty ? 0 : Slots[^1].End;

    /// <summary>The header of a file to be written: slots follow each other in ordinal order of their names.</summary>
    public static Either<string, SafetensorsHeader> Of(SafetensorsFile file) =>
        from names in CheckNames(file)
        from slots in LayOut(file.EntriesInOrder).Collect(CheckSlot)
        select new SafetensorsHeader(slots, file.Metadata);

    /// <summary>Parses and checks a header, whatever its bytes are.</summary>
    public static Either<string, SafetensorsHeader> Parse(ReadOnlyMemory<byte> json) =>
        from parsed in SafetensorsJson.Parse(json.Span)
        from described in parsed.Slots.Collect(CheckSlot)
        from slots in CheckContiguous(described)
        select new SafetensorsHeader(slots, parsed.Metadata);

    /// <summary>The header as JSON in UTF-8, metadata first, the same bytes for the same content.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (!Metadata.IsEmpty) WriteMetadata(json);
            foreach (var slot in Slots) WriteSlot(json, slot);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    static Either<string, SafetensorsSlot> CheckSlot(SafetensorsSlot slot)
    {
        var (needed, present) = (ByteCount.Of(slot.Type.Size(), slot.Shape), slot.End - slot.Begin);
        return
            slot.Shape.Length > MaxRank ? $"{Quote(slot.Name)} has {slot.Shape.Length} dimensions, more than {MaxRank}" :
            slot.Shape.Any(size => size < 0) ? $"{Describe(slot)} has a negative dimension" :
            needed > Array.MaxLength ? $"{Describe(slot)} is more than one array can hold" :
            needed != present ? $"{Describe(slot)} takes {needed} bytes, not {present}" :
            slot;
    }

    // The format demands this: whoever checks a file then knows that no byte escaped the check.
    static Either<string, ImmutableArray<SafetensorsSlot>> CheckContiguous(ImmutableArray<SafetensorsSlot> slots)
    {
        var ordered = slots.OrderBy(slot => slot.Begin).ThenBy(slot => slot.End).ToImmutableArray();
        var end = 0L;
        foreach (var slot in ordered)
        {
            var side = slot.Begin < end ? "inside" : "beyond the end of";
            if (slot.Begin != end) return $"{Quote(slot.Name)} begins at byte {slot.Begin} of the data, {side} the array before it, which ends at {end}";
            end = slot.End;
        }
        return ordered;
    }

    static Either<string, Unit> CheckNames(SafetensorsFile file)
    {
        var names = file.Entries.Select(entry => entry.Name).ToArray();
        var texts = names.Concat(file.Metadata.Keys).Concat(file.Metadata.Values);
        return
            names.CountBy(name => name).FirstOrDefault(count => count.Value > 1).Key is { } twin ? $"two arrays are named {Quote(twin)}" :
            Math.Max(names.Length, file.Metadata.Count) is > MaxEntries and var count ? $"{count} entries are more than the {MaxEntries} that a file can have" :
            names.Contains(MetadataKey) ? $"no array can be named {MetadataKey}" :
            texts.FirstOrDefault(text => !IsUnicode(text)) is { } broken ? $"{Quote(broken)} is not valid Unicode" :
            Unit.Default;
    }

    // JSON would replace a lone surrogate by a question mark and so make two different names one.
    static bool IsUnicode(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done) return false;
            rest = rest[length..];
        }
        return true;
    }

    static IEnumerable<SafetensorsSlot> LayOut(IEnumerable<SafetensorsEntry> entries)
    {
        var begin = 0L;
        foreach (var entry in entries)
        {
            var end = begin + entry.Bytes.Length;
            yield return new(entry.Name, entry.Type, entry.Shape, begin, end);
            begin = end;
        }
    }

    void WriteMetadata(Utf8JsonWriter json)
    {
        json.WriteStartObject(MetadataKey);
        foreach (var (key, text) in Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, text);
        json.WriteEndObject();
    }

    static void WriteSlot(Utf8JsonWriter json, SafetensorsSlot slot)
    {
        json.WriteStartObject(slot.Name);
        json.WriteString(TypeKey, slot.Type.ToString());
        json.WriteStartArray(ShapeKey);
        foreach (var size in slot.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray(OffsetsKey);
        json.WriteNumberValue(slot.Begin);
        json.WriteNumberValue(slot.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static string Describe(SafetensorsSlot slot) => $"{Quote(slot.Name)} of type {slot.Type} and shape [{Printable.Of(string.Join(", ", slot.Shape))}]";

    static string Quote(string name) => $"\"{Printable.Of(name)}\"";
}
