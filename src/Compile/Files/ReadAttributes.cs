using System.Text.Json;
using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>Attributes from the properties of an object, in place of those of a sample.</summary>
sealed class ReadAttributes(JsonElement json, Vocabulary vocabulary, Func<JsonElement, Graph> read) : Attributes
{
    /// <summary>How many have been read.</summary>
    internal int Count { get; private set; }

    public override int Int(string name, int value, int least, int most)
        => Get(name).Int(name) is var number && number >= least && number <= most ? number : throw new GraphException($"{name} is {number}, not in {least} … {most}");

    public override Sequence<int> Axes(string name, Sequence<int> value, bool ascend)
    {
        var axes = Get(name).Ints(name);
        for (var i = 1; ascend && i < axes.Length; i++)
            if (axes[i] <= axes[i - 1]) throw new GraphException($"{name} are [{string.Join(", ", axes)}], which do not ascend");
        return axes;
    }

    public override Shape Shape(string name, Shape value) => Get(name).Ints(name);

    public override Sequence<T> Rows<T>(string name, Sequence<T> value, Func<T, int[]> fields, Func<int[], T> make, T sample)
    {
        var width = fields(sample).Length;
        return Get(name).Items(name)
            .Select(row => row.Ints(name) is var numbers && numbers.Length == width ? make(numbers) : throw new GraphException($"{name} holds {numbers.Length} numbers, not {width}"))
            .ToSequence();
    }

    public override bool Flag(string name, bool value)
        => Get(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag ? flag.GetBoolean() : throw new GraphException($"{name} is not a truth value");

    // An integer stays one, but for −0.
    public override Literal Number(string name, Literal value)
    {
        var number = Get(name);
        return number.ValueKind == JsonValueKind.Number && number.GetRawText() != "-0" && number.TryGetInt64(out var whole) ? (Literal)whole : number.Number(name);
    }

    public override string Text(string name, string value) => Get(name).Text(name);

    public override T Choice<T>(string name, T value) => Get(name).Choice<T>(name);

    public override Map Function(string name, Map value) => vocabulary.Function(Get(name).Text(name)).Op;

    public override Device Device(string name, Device value) => vocabulary.Device(Get(name).Text(name));

    public override Graph Graph(string name, Graph value)
    {
        try
        {
            return read(Get(name));
        }
        catch (GraphException problem)
        {
            throw problem.In(name);
        }
    }

    JsonElement Get(string name)
    {
        Count++;
        return json.Get(name);
    }
}
