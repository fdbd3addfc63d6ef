using System.Text.Json;

namespace Functional.Graphs;

/// <summary>
/// Makes one JSON of that of graphs at several extents: what is equal stays, numbers that differ become an <see cref="Affine"/> number of the extent,
/// and anything else that differs is said in a sentence.
/// </summary>
sealed class Unification(Utf8JsonWriter json, int[] extents, string symbol)
{
    /// <summary>One value of several.</summary>
    /// <param name="place">Where it stands, in words.</param>
    internal void Write(JsonElement[] each, string place)
    {
        var first = each[0];
        if (each.Any(other => other.ValueKind != first.ValueKind)) throw Differ(each, place);
        switch (first.ValueKind)
        {
            case JsonValueKind.Object: WriteObject(each, place); break;
            case JsonValueKind.Array: WriteArray(each, place); break;
            case JsonValueKind.Number when each.Any(other => other.GetRawText() != first.GetRawText()): WriteNumber(each, place); break;
            default:
                if (each.Any(other => other.GetRawText() != first.GetRawText())) throw Differ(each, place);
                first.WriteTo(json);
                break;
        }
    }

    void WriteObject(JsonElement[] each, string place)
    {
        json.WriteStartObject();
        foreach (var property in each[0].EnumerateObject())
        {
            json.WritePropertyName(property.Name);
            var values = each.Select(other => other.TryGetProperty(property.Name, out var value) ? value : default).ToArray();
            if (values.Any(value => value.ValueKind == JsonValueKind.Undefined)) throw new GraphException($"{place}: {property.Name} is not always there");
            Write(values, property.Name is "op" or "graph" ? place : $"{place}: {property.Name}");
        }
        json.WriteEndObject();
    }

    void WriteArray(JsonElement[] each, string place)
    {
        var (items, length) = (Array.ConvertAll(each, other => other.EnumerateArray().ToArray()), each.Min(other => other.GetArrayLength()));
        json.WriteStartArray();
        for (var i = 0; i < length; i++) Write(Array.ConvertAll(items, other => other[i]), Place(items[0][i], i));
        if (items.Any(other => other.Length != length))
            throw new GraphException($"{place} are {string.Join(", ", items.Select(other => other.Length))} in number where {symbol} is {string.Join(", ", extents)}");
        json.WriteEndArray();

        // A step has a name of its own.
        string Place(JsonElement item, int i)
            => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("op", out var op) ? $"{place[..^"steps".Length]}step {i}, {op}" : place;
    }

    void WriteNumber(JsonElement[] each, string place)
    {
        var values = new long[each.Length];
        for (var i = 0; i < each.Length; i++)
            if (!each[i].TryGetInt64(out values[i])) throw Differ(each, place);
        (Affine.Through(extents, values) ?? throw Differ(each, place)).Write(json);
    }

    GraphException Differ(JsonElement[] each, string place)
        => new($"{place} depends on {symbol} in a way that no graph can say: where {symbol} is {string.Join(", ", extents)}, it is {string.Join(", ", each.Select(Short))}");

    static string Short(JsonElement json) => json.GetRawText() is { Length: > 40 } text ? text[..40] + "…" : json.GetRawText();

    /// <summary>The JSON at an extent.</summary>
    internal static void Instantiate(Utf8JsonWriter json, JsonElement template, int extent)
    {
        if (Affine.Read(template) is { } number)
        {
            json.WriteNumberValue(number.At(extent));
            return;
        }
        switch (template.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in template.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    Instantiate(json, property.Value, extent);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in template.EnumerateArray()) Instantiate(json, item, extent);
                json.WriteEndArray();
                break;
            default:
                template.WriteTo(json);
                break;
        }
    }
}
