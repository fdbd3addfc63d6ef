using System.Collections.Immutable;
using System.Text.Json;
using LanguageExt;
using static Functional.Nn.SafetensorsHeader;

namespace Functional.Nn;

/// <summary>
/// Reads the JSON of a header a token at a time: what a number of entries or dimensions costs is limited while it is read, not when it fills the memory.
/// Of unknown properties nothing is kept.
/// </summary>
ref struct SafetensorsJson
{
    const int TwoOffsets = 2;

    readonly Dictionary<string, SafetensorsSlot> slots = new(StringComparer.Ordinal);
    readonly ImmutableSortedDictionary<string, string>.Builder metadata = SafetensorsFile.NoMetadata.ToBuilder();
    Utf8JsonReader json;

    SafetensorsJson(ReadOnlySpan<byte> text) => json = new(text);

    /// <summary>The arrays in the order of their description, not checked yet, and the metadata.</summary>
    public static Either<string, (IEnumerable<SafetensorsSlot> Slots, ImmutableSortedDictionary<string, string> Metadata)> Parse(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'{', ..]) return "the header is not a JSON object";
        try
        {
            var parser = new SafetensorsJson(text);
            parser.ReadHeader();
            return (parser.slots.Values, parser.metadata.ToImmutable());
        }
        catch (Refusal refusal)
        {
            return refusal.Message;
        }
        catch (JsonException e)
        {
            var (reason, place) = (e.Message.Split(". ")[0].TrimEnd('.'), e.BytePositionInLine is { } at ? $" at byte {at}" : "");
            return $"the header is not valid JSON{place}: {Printable.Of(reason)}";
        }
        catch (InvalidOperationException)
        {
            // How the reader reports bytes that are not UTF-8 and lone surrogates, both of which it meets only when it unescapes a string.
            return "the header holds text that is not valid Unicode";
        }
    }

    /// <summary>Ends the reading from any depth; never leaves this file.</summary>
    sealed class Refusal(string problem) : Exception(problem);

    static Refusal Duplicate(string name) => new($"the header is not valid JSON: Duplicate property '{Printable.Of(name)}'");

    void ReadHeader()
    {
        json.Read();
        var hasMetadata = false;
        while (NextName() is { } name)
        {
            if (name != MetadataKey) ReadSlot(name);
            else if (hasMetadata) throw Duplicate(name);
            else ReadMetadata();
            hasMetadata |= name == MetadataKey;
        }
        // Nothing but white space may follow.
        json.Read();
    }

    void ReadMetadata()
    {
        const string problem = $"{MetadataKey} is not an object of texts";
        if (!NextIs(JsonTokenType.StartObject)) throw new Refusal(problem);
        while (NextName() is { } key)
        {
            if (!NextIs(JsonTokenType.String)) throw new Refusal(problem);
            if (metadata.Count == MaxEntries) throw new Refusal($"{MetadataKey} holds more than {MaxEntries} texts");
            if (!metadata.TryAdd(key, json.GetString()!)) throw Duplicate(key);
        }
    }

    void ReadSlot(string name)
    {
        if (slots.ContainsKey(name)) throw Duplicate(name);
        if (slots.Count == MaxEntries) throw new Refusal($"the header describes more than {MaxEntries} arrays");
        if (!NextIs(JsonTokenType.StartObject)) throw new Refusal($"\"{Printable.Of(name)}\" is not described by an object");
        try
        {
            slots.Add(name, ReadDescription(name));
        }
        catch (Refusal refusal)
        {
            throw new Refusal($"\"{Printable.Of(name)}\": {refusal.Message}");
        }
    }

    SafetensorsSlot ReadDescription(string name)
    {
        var (type, shape, offsets) = (default(SafetensorsType?), default(ImmutableArray<long>), default(ImmutableArray<long>));
        while (NextName() is { } key)
        {
            if (key == TypeKey ? type is not null : key == ShapeKey ? !shape.IsDefault : key == OffsetsKey && !offsets.IsDefault) throw Duplicate(key);
            if (key == TypeKey) type = ReadType();
            else if (key == ShapeKey) shape = ReadIntegers(key, MaxRank, $"{ShapeKey} has more than {MaxRank} dimensions");
            else if (key == OffsetsKey) offsets = ReadIntegers(key, TwoOffsets, $"{OffsetsKey} are more than two numbers");
            else json.Skip();
        }
        if (type is null) throw new Refusal($"{TypeKey} is missing or not a text");
        var sizes = ToSizes(Given(shape, ShapeKey));
        var (begin, end) = ToRange(Given(offsets, OffsetsKey));
        return new(name, type.Value, sizes, begin, end);
    }

    SafetensorsType ReadType()
    {
        if (!NextIs(JsonTokenType.String)) throw new Refusal($"{TypeKey} is missing or not a text");
        var name = json.GetString()!;
        return SafetensorsTypes.Parse(name) ?? throw new Refusal($"{TypeKey} \"{Printable.Of(name)}\" is not known");
    }

    ImmutableArray<long> ReadIntegers(string key, int most, string tooMany)
    {
        if (!NextIs(JsonTokenType.StartArray)) throw new Refusal($"{key} is missing or not an array");
        Span<long> integers = stackalloc long[MaxRank];
        var count = 0;
        while (!NextIs(JsonTokenType.EndArray))
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var value) || value < 0)
                throw new Refusal($"{key} holds something other than integers from 0 to {long.MaxValue}");
            if (count == most) throw new Refusal(tooMany);
            integers[count++] = value;
        }
        return [.. integers[..count]];
    }

    static ImmutableArray<long> Given(ImmutableArray<long> integers, string key)
        => integers.IsDefault ? throw new Refusal($"{key} is missing or not an array") : integers;

    static ImmutableArray<int> ToSizes(ImmutableArray<long> sizes) =>
        [.. sizes.Select(size => size <= int.MaxValue ? (int)size : throw new Refusal($"a dimension of {size} is larger than {int.MaxValue}"))];

    static (long Begin, long End) ToRange(ImmutableArray<long> offsets) => offsets switch
    {
        [var begin, var end] when begin <= end => (begin, end),
        [var begin, var end] => throw new Refusal($"{OffsetsKey} end at {end}, before they begin at {begin}"),
        _ => throw new Refusal($"{OffsetsKey} are {offsets.Length} numbers, not two"),
    };

    /// <summary>The next property's name, or null at the end of the object.</summary>
    string? NextName() => NextIs(JsonTokenType.PropertyName) ? json.GetString() : null;

    bool NextIs(JsonTokenType type)
    {
        json.Read();
        return json.TokenType == type;
    }
}
