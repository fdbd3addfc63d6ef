using System.Text.Json;

namespace Functional.Graphs;

/// <summary>Numbers that JSON has no digits for.</summary>
static class NonFinite
{
    internal static string NameOf(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    internal static double? Parse(string name) => name switch { "nan" => double.NaN, "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => null };
}

/// <summary>Lists of numbers, and types.</summary>
static class JsonWriting
{
    internal static void Write(this Utf8JsonWriter json, string? name, IEnumerable<int> numbers)
    {
        if (name is null) json.WriteStartArray();
        else json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    internal static void Write(this Utf8JsonWriter json, TensorType type)
    {
        json.WriteStartArray();
        json.WriteStringValue(type.DType.Name());
        foreach (var extent in type.Shape) json.WriteNumberValue(extent);
        json.WriteEndArray();
    }
}
