using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
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
    const string MetadataKey = "__metadata__", TypeKey = "dtype", ShapeKey = "shape", OffsetsKey = "data_offsets";

    const int MaxQuote = 120;

    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The number of bytes after the header.</summary>
    public long DataSize => Slots.IsEmpty ? 0 : Slots[^1].End;

    /// <summary>The header of a file to be written: slots follow each other in ordinal order of their names.</summary>
    public static Either<string, SafetensorsHeader> Of(SafetensorsFile file) =>
        from names in CheckNames(file)
        from slots in LayOut(file.EntriesInOrder).Collect(CheckSlot)
        select new SafetensorsHeader(slots, file.Metadata);

    /// <summary>Parses and checks a header, whatever its bytes are.</summary>
    public static Either<string, SafetensorsHeader> Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Span is not [(byte)'{', ..]) return "the header is not a JSON object";
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Parse(document.RootElement);
        }
        catch (JsonException e)
        {
            var (reason, place) = (e.Message.Split(". ")[0].TrimEnd('.'), e.BytePositionInLine is { } at ? $" at byte {at}" : "");
            return $"the header is not valid JSON{place}: {Escape(reason)}";
        }
        catch (InvalidOperationException)
        {
            // How the parser reports bytes that are not UTF-8 and lone surrogates, both of which it meets only when it unescapes a string.
            return "the header holds text that is not valid Unicode";
        }
    }

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

    static Either<string, SafetensorsHeader> Parse(JsonElement root) =>
        from metadata in ParseMetadata(root)
        from parsed in root.EnumerateObject().Where(property => !property.NameEquals(MetadataKey)).Collect(ParseSlot)
        from slots in CheckContiguous(parsed)
        select new SafetensorsHeader(slots, metadata);

    static Either<string, ImmutableSortedDictionary<string, string>> ParseMetadata(JsonElement root)
    {
        if (!root.TryGetProperty(MetadataKey, out var metadata)) return SafetensorsFile.NoMetadata;
        return metadata.ValueKind == JsonValueKind.Object && metadata.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.String)
            ? metadata.EnumerateObject().ToImmutableSortedDictionary(property => property.Name, property => property.Value.GetString()!, StringComparer.Ordinal)
            : $"{MetadataKey} is not an object of texts";
    }

    static Either<string, SafetensorsSlot> ParseSlot(JsonProperty property)
    {
        var (name, description) = (property.Name, property.Value);
        if (description.ValueKind != JsonValueKind.Object) return $"{Quote(name)} is not described by an object";
        return (
            from type in ParseType(description)
            from shape in ParseShape(description)
            from offsets in ParseOffsets(description)
            select new SafetensorsSlot(name, type, shape, offsets.Begin, offsets.End))
            .MapLeft(problem => $"{Quote(name)}: {problem}")
            .Bind(CheckSlot);
    }

    static Either<string, SafetensorsType> ParseType(JsonElement description)
    {
        if (!description.TryGetProperty(TypeKey, out var json) || json.ValueKind != JsonValueKind.String) return $"{TypeKey} is missing or not a text";
        var name = json.GetString()!;
        return SafetensorsTypes.Parse(name) is { } type ? type : $"{TypeKey} {Quote(name)} is not known";
    }

    static Either<string, ImmutableArray<int>> ParseShape(JsonElement description) =>
        from sizes in ParseIntegers(description, ShapeKey)
        from shape in sizes.Collect<long, int>(size => size <= int.MaxValue ? (int)size : $"a dimension of {size} is larger than {int.MaxValue}")
        select shape;

    static Either<string, (long Begin, long End)> ParseOffsets(JsonElement description) =>
        ParseIntegers(description, OffsetsKey).Bind<(long, long)>(offsets => offsets switch
        {
            [var begin, var end] when begin <= end => (begin, end),
            [var begin, var end] => $"{OffsetsKey} end at {end}, before they begin at {begin}",
            _ => $"{OffsetsKey} are {offsets.Length} numbers, not two",
        });

    static Either<string, ImmutableArray<long>> ParseIntegers(JsonElement description, string key) =>
        description.TryGetProperty(key, out var json) && json.ValueKind == JsonValueKind.Array
            ? json.EnumerateArray().Collect(item => ParseInteger(item, key))
            : $"{key} is missing or not an array";

    static Either<string, long> ParseInteger(JsonElement item, string key) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var value) && value >= 0
            ? value
            : $"{key} holds something other than integers from 0 to {long.MaxValue}";

    static Either<string, SafetensorsSlot> CheckSlot(SafetensorsSlot slot)
    {
        var (needed, present) = (ByteCount.Of(slot.Type.Size(), slot.Shape), slot.End - slot.Begin);
        return
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

    static string Describe(SafetensorsSlot slot) => $"{Quote(slot.Name)} of type {slot.Type} and shape [{Escape(string.Join(", ", slot.Shape))}]";

    static string Quote(string name) => $"\"{Escape(name)}\"";

    // Text from a file may hold line ends, or be a megabyte long: a message stays one readable line.
    static string Escape(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text.Length <= MaxQuote ? text : text[..MaxQuote] + "…");
}
