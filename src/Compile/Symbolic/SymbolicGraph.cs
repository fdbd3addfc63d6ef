using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Functional.Graphs;

/// <summary>
/// A graph for every extent of an axis, such as the batch: wherever it has the extent, in types, attributes and repeated constants, it has a formula
/// of it instead.
/// </summary>
public sealed partial class SymbolicGraph
{
    /// <summary>Extents at which a function is traced: prime, so that no other extent is taken for one of them, and in no even steps.</summary>
    static readonly int[] extents = [11, 13, 17];

    readonly JsonElement graph;
    readonly ImmutableArray<object> constants;
    readonly Vocabulary vocabulary;

    /// <param name="constants">Constants that are the same for every extent, and the JSON of the others.</param>
    SymbolicGraph(string symbol, JsonElement graph, ImmutableArray<object> constants, Vocabulary vocabulary)
        => (Symbol, this.graph, this.constants, this.vocabulary) = (symbol, graph, constants, vocabulary);

    /// <summary>What the extent is called.</summary>
    public string Symbol { get; }

    /// <summary>
    /// One graph of those that a function gives for several extents. They must have the same steps; sizes and attributes may be whole multiples of the
    /// extent plus a whole number, and a repeated constant the same or such a number's reciprocal.
    /// </summary>
    /// <param name="trace">The graph for an extent, such as <c>n => Trace(f, Tensor.Zeros([n, 784]))</c>.</param>
    /// <exception cref="GraphException">The graphs differ in another way; the message names the step.</exception>
    public static SymbolicGraph Of(Func<int, Graph> trace, string symbol = "batch", Vocabulary? vocabulary = null)
    {
        var known = vocabulary ?? Vocabulary.Library;
        var traced = Array.ConvertAll(extents, extent => Trace(trace(extent), known));
        try
        {
            var graph = Json(json => new Unification(json, extents, symbol).Write(Array.ConvertAll(traced, each => each.Graph), "the function"));
            var count = traced.Min(each => each.Pool.Count);
            if (traced.Any(each => each.Pool.Count != count)) throw new GraphException($"the function has constants that depend in number on {symbol}");
            return new(symbol, graph, [.. Enumerable.Range(0, count).Select(i => Constant(Array.ConvertAll(traced, each => each.Pool[i]), i, symbol, known))], known);
        }
        catch (GraphException problem)
        {
            throw new GraphException(problem.Message.Replace("the function: ", "", StringComparison.Ordinal));
        }
    }

    /// <summary>The graph for an extent, of which all types and shapes are checked again.</summary>
    /// <exception cref="GraphException">There is no such graph: a shape is negative or does not fit.</exception>
    public Graph At(int extent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(extent);
        try
        {
            var pool = constants.Select((each, i) => each as PlainTensor ?? GraphFile.Constant(Instance((JsonElement)each, extent), i, vocabulary)).ToArray();
            return new GraphReader(vocabulary, pool).Read(Instance(graph, extent));
        }
        catch (Exception problem) when (problem is GraphException or ShapeException or OverflowException)
        {
            throw new GraphException($"where {Symbol} is {extent}: {problem.Message}");
        }
    }

    /// <summary>The graph as JSON, with formulas where it has the extent: <c>{"batch": 2, "plus": 1}</c>.</summary>
    public string ToJson() => Encoding.UTF8.GetString(Bytes().Span);

    /// <summary>Writes a file: the whole graph or nothing.</summary>
    /// <exception cref="GraphException">The path cannot be written.</exception>
    public void Save(string path) => JsonFile.Write(path, Bytes());

    /// <summary>Reads a graph from JSON.</summary>
    /// <exception cref="GraphException">It is no symbolic graph, or damaged.</exception>
    public static SymbolicGraph FromJson(string json, Vocabulary? vocabulary = null)
        => GraphFile.Parse(Encoding.UTF8.GetBytes(json), root => Read(root, vocabulary ?? Vocabulary.Library));

    /// <summary>Reads a graph from a file.</summary>
    /// <exception cref="GraphException">The file cannot be read, or is no symbolic graph.</exception>
    public static SymbolicGraph Load(string path, Vocabulary? vocabulary = null)
        => JsonFile.Read(path, bytes => GraphFile.Parse(bytes, root => Read(root, vocabulary ?? Vocabulary.Library)));

    /// <summary>The listing, with formulas of the extent.</summary>
    public override string ToString()
    {
        var texts = Array.ConvertAll(extents, extent => At(extent).ToString());
        var numbers = Array.ConvertAll(texts, text => Numbers().Matches(text));
        var next = 0;
        return Numbers().Replace(texts[0], match =>
        {
            var values = Array.ConvertAll(numbers, each => each[next].Value);
            next++;
            return values.All(value => value == values[0]) ? values[0]
                : values.All(value => long.TryParse(value, out _)) && Affine.Through(extents, Array.ConvertAll(values, long.Parse)) is { } affine ? affine.Text(Symbol)
                : $"f({Symbol})";
        });
    }

    /// <summary>A number, or the digits of a name.</summary>
    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d*)?(e[+-]?\d+)?|\d+")]
    private static partial Regex Numbers();

    static (JsonElement Graph, List<PlainTensor> Pool) Trace(Graph graph, Vocabulary vocabulary)
    {
        List<PlainTensor> pool = [];
        return (Json(json =>
        {
            var writer = new GraphWriter(json, vocabulary);
            writer.Write(graph);
            pool = writer.Pool;
        }), pool);
    }

    static object Constant(PlainTensor[] each, int index, string symbol, Vocabulary vocabulary)
    {
        var first = each[0];
        if (each.All(other => TensorType.Of(other) == TensorType.Of(first) && (ReferenceEquals(other, first) || other.Bytes.SequenceEqual(first.Bytes)))) return first;
        if (!each.All(other => other.IsRepeated && other.Size > 0 && other.DType == first.DType))
            throw new GraphException($"constant {index} of type {TensorType.Of(first)} where {symbol} is {extents[0]} has elements that depend on {symbol}: only a repeated element may");
        return Json(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("type");
            new Unification(json, extents, symbol).Write(Array.ConvertAll(each, other => Json(type => type.Write(TensorType.Of(other)))), $"the type of constant {index}");
            if (each.All(other => other.FirstBytes.SequenceEqual(first.FirstBytes))) json.WriteBase64String("element", first.FirstBytes);
            else
            {
                json.WritePropertyName("value");
                if (!RepeatedValue.TryWrite(json, extents, each))
                    throw new GraphException($"constant {index} depends on {symbol} in a way that no graph can say: where {symbol} is {string.Join(", ", extents)}, "
                        + $"it is {string.Join(", ", each.Select(other => Tensor.FromBytes(other.FirstBytes, other.DType, Shape.Scalar)))}");
            }
            json.WriteEndObject();
        });
    }

    static SymbolicGraph Read(JsonElement root, Vocabulary vocabulary)
    {
        GraphFile.RequireVersion(root, properties: 4);
        var constants = root.Get("constants").Items("constants").Select((json, i) => IsFixed(json) ? GraphFile.Constant(json, i, vocabulary) : (object)json.Clone());
        var graph = new SymbolicGraph(root.Get("symbol").Text("symbol"), root.Get("graph").Clone(), [.. constants], vocabulary);
        graph.At(extents[0]);
        return graph;
    }

    static bool IsFixed(JsonElement json) => json.ValueKind != JsonValueKind.Object || json.TryGetProperty("data", out _);

    ReadOnlyMemory<byte> Bytes() => GraphFile.Document(json =>
    {
        json.WriteNumber(GraphFile.Key, GraphFile.Version);
        json.WriteString("symbol", Symbol);
        json.WritePropertyName("graph");
        graph.WriteTo(json);
        json.WriteStartArray("constants");
        foreach (var constant in constants)
            if (constant is PlainTensor plain) ConstantFormat.Write(json, plain, vocabulary);
            else ((JsonElement)constant).WriteTo(json);
        json.WriteEndArray();
    });

    static JsonElement Instance(JsonElement template, int extent) => Json(json => Unification.Instantiate(json, template, extent));

    /// <summary>What is written, as an element.</summary>
    static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        write(json);
        json.Flush();
        return JsonElement.Parse(buffer.WrittenSpan, GraphFile.Strict);
    }
}
