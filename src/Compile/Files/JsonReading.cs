using System.Text.Json;

namespace Functional.Graphs;

/// <summary>What a file must hold at a place, or a sentence that says what is wrong there.</summary>
static class JsonReading
{
    /// <summary>A property of an object.</summary>
    internal static JsonElement Get(this JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : throw new GraphException($"\"{name}\" is missing");

    /// <summary>Requires an object of so many properties, so that none is left over that nobody reads.</summary>
    internal static void RequireObject(this JsonElement json, int count)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new GraphException("a value stands where an object belongs");
        if (json.GetPropertyCount() != count) throw new GraphException($"an object has {json.GetPropertyCount()} properties, not {count}");
    }

    internal static IEnumerable<JsonElement> Items(this JsonElement json, string what)
        => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : throw new GraphException($"{what} is not an array");

    internal static string Text(this JsonElement json, string what)
        => json.ValueKind == JsonValueKind.String ? json.GetString()! : throw new GraphException($"{what} is not a text");

    internal static int Int(this JsonElement json, string what)
        => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var value) ? value : throw new GraphException($"{what} is not a whole number of 32 bits");

    internal static int[] Ints(this JsonElement json, string what) => [.. json.Items(what).Select(each => each.Int(what))];

    internal static double Number(this JsonElement json, string what)
        => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) ? value
        : json.ValueKind == JsonValueKind.String && NonFinite.Parse(json.GetString()!) is { } special ? special
        : throw new GraphException($"{what} is not a number");

    internal static T Choice<T>(this JsonElement json, string what) where T : struct, Enum
    {
        var name = json.Text(what);
        foreach (var choice in Enum.GetValues<T>())
            if (Attributes.NameOf(choice) == name) return choice;
        throw new GraphException($"{what} is {Quoted.Of(name)}, not {string.Join(" or ", Enum.GetValues<T>().Select(Attributes.NameOf))}");
    }

    internal static TensorType Type(this JsonElement json, string what)
    {
        var parts = json.Items(what).ToArray();
        return parts.Length > 0 ? new(parts[0].Choice<DType>(what), Shape.Of(parts.Skip(1).Select(part => part.Int(what)))) : throw new GraphException($"{what} is empty");
    }
}
