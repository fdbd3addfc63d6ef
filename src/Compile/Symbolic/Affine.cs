using System.Globalization;
using System.Text.Json;

namespace Functional.Graphs;

/// <summary>A whole number that depends on the extent n of an axis as <paramref name="Slope"/> · n + <paramref name="Offset"/>.</summary>
readonly record struct Affine(long Slope, long Offset)
{
    const string SlopeKey = "batch", OffsetKey = "plus";

    internal long At(int extent) => checked(Slope * extent + Offset);

    /// <summary>The one that has these values at these extents, if there is one.</summary>
    internal static Affine? Through(ReadOnlySpan<int> extents, ReadOnlySpan<long> values)
    {
        var (slope, rest) = Math.DivRem(values[1] - values[0], extents[1] - extents[0]);
        var affine = new Affine(slope, values[0] - slope * extents[0]);
        for (var i = 0; i < extents.Length; i++)
            if (affine.At(extents[i]) != values[i]) return null;
        return rest == 0 ? affine : null;
    }

    /// <summary>As it is printed: <c>batch</c>, <c>3·batch - 1</c>.</summary>
    internal string Text(string symbol)
    {
        var product = Slope switch { 1 => symbol, -1 => $"-{symbol}", _ => string.Create(CultureInfo.InvariantCulture, $"{Slope}·{symbol}") };
        return Offset == 0 ? product : string.Create(CultureInfo.InvariantCulture, $"{product} {(Offset < 0 ? '-' : '+')} {Math.Abs(Offset)}");
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber(SlopeKey, Slope);
        json.WriteNumber(OffsetKey, Offset);
        json.WriteEndObject();
    }

    /// <summary>The number that an object stands for, where it is one of these.</summary>
    internal static Affine? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(SlopeKey, out var slope)) return null;
        json.RequireObject(2);
        return new(slope.Int(SlopeKey), json.Get(OffsetKey).Int(OffsetKey));
    }
}
