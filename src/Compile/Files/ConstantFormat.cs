using System.Text.Json;
using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>
/// A constant as JSON: its type, and the bytes of its elements in base64, or of the one element that repeats, or the number that repeats, which may be
/// a quotient of two: <c>{"type": ["float32", 2], "data": "AACAPwAAAEA="}</c>, <c>{"type": …, "element": "AACAPw=="}</c>, <c>{"type": …, "value": [1, 64]}</c>.
/// Bytes are little-endian. One that is not on the CPU names its device.
/// </summary>
static class ConstantFormat
{
    internal static void Write(Utf8JsonWriter json, PlainTensor x, Vocabulary vocabulary)
    {
        json.WriteStartObject();
        json.WritePropertyName("type");
        json.Write(TensorType.Of(x));
        if (x.IsRepeated && x.Size > 0) json.WriteBase64String("element", x.FirstBytes);
        else json.WriteBase64String("data", x.Bytes);
        if (!x.IsConstant && x.Device != Device.Cpu) json.WriteString("device", vocabulary.NameOf(x.Device));
        json.WriteEndObject();
    }

    internal static PlainTensor Read(JsonElement json, Vocabulary vocabulary)
    {
        var onDevice = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("device", out _);
        json.RequireObject(onDevice ? 3 : 2);
        var type = json.Get("type").Type("its type");
        var x = json.TryGetProperty("value", out var value) ? Tensor.Full(type.Shape, Number(value), type.DType)
            : json.TryGetProperty("element", out var element) ? Broadcast(type, element)
            : Elements(json.Get("data"), type);
        return (PlainTensor)(onDevice ? x.To(vocabulary.Device(json.Get("device").Text("its device"))) : x);
    }

    static double Number(JsonElement json)
        => json.ValueKind != JsonValueKind.Array ? json.Number("its value")
        : json.EnumerateArray().Select(each => each.Number("its value")).ToArray() is [var numerator, var denominator] ? numerator / denominator
        : throw new GraphException("its value is not a number or two");

    static Tensor Broadcast(TensorType type, JsonElement element)
        => Elements(element, type with { Shape = Shape.Scalar }) is var x && type.Shape.Rank == 0 ? x : new Broadcast(type.Shape).Apply(x);

    static Tensor Elements(JsonElement json, TensorType type)
    {
        if (json.ValueKind != JsonValueKind.String || !json.TryGetBytesFromBase64(out var bytes)) throw new GraphException("its elements are not base64");
        if (bytes.Length != type.Bytes) throw new GraphException($"its elements are {bytes.Length} bytes, not the {type.Bytes} of {type}");
        if (type.DType == DType.Bool && bytes.AsSpan().ContainsAnyExceptInRange<byte>(0, 1)) throw new GraphException("a truth value is neither 0 nor 1");
        return Tensor.FromBytes(bytes, type.DType, type.Shape);
    }
}
