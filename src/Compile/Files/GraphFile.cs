using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Functional.Graphs;

/// <summary>Graphs as JSON, which is read as it was written: the loaded graph computes the same bits.</summary>
public static class GraphFile
{
    /// <summary>The version of the format, which changes when files of before can no longer be read.</summary>
    internal const int Version = 1;

    internal const string Key = "functional.graph";

    /// <summary>No property twice, and blocks as deep as the writer writes them.</summary>
    internal static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 1000 };

    static readonly JsonWriterOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    extension(Graph graph)
    {
        /// <summary>The graph as JSON.</summary>
        /// <exception cref="GraphException">The vocabulary has no name for a function or device of the graph.</exception>
        public string ToJson(Vocabulary? vocabulary = null) => Encoding.UTF8.GetString(Bytes(graph, vocabulary ?? Vocabulary.Library).Span);

        /// <summary>Writes a file: the whole graph or nothing.</summary>
        /// <exception cref="GraphException">The path cannot be written, or the vocabulary has no name for a function or device of the graph.</exception>
        public void Save(string path, Vocabulary? vocabulary = null) => JsonFile.Write(path, Bytes(graph, vocabulary ?? Vocabulary.Library));
    }

    extension(Graph)
    {
        /// <summary>Reads a graph from JSON. All that it says is checked; it takes no more memory than a small multiple of the text.</summary>
        /// <exception cref="GraphException">It is no graph, of another version, damaged, or names what the vocabulary does not know.</exception>
        public static Graph FromJson(string json, Vocabulary? vocabulary = null) => Parse(Encoding.UTF8.GetBytes(json), root => Read(root, vocabulary ?? Vocabulary.Library));

        /// <summary>Reads a graph from a file, see <see cref="extension(Graph).FromJson"/>.</summary>
        /// <exception cref="GraphException">The file cannot be read, or is no graph.</exception>
        public static Graph Load(string path, Vocabulary? vocabulary = null)
            => JsonFile.Read(path, bytes => Parse(bytes, root => Read(root, vocabulary ?? Vocabulary.Library)));
    }

    static ReadOnlyMemory<byte> Bytes(Graph graph, Vocabulary vocabulary) => Document(json =>
    {
        json.WriteNumber(Key, Version);
        var writer = new GraphWriter(json, vocabulary);
        json.WritePropertyName("graph");
        writer.Write(graph);
        json.WriteStartArray("constants");
        foreach (var constant in writer.Pool) ConstantFormat.Write(json, constant, vocabulary);
        json.WriteEndArray();
    });

    static Graph Read(JsonElement root, Vocabulary vocabulary)
    {
        RequireVersion(root, properties: 3);
        var pool = root.Get("constants").Items("constants").Select((json, i) => Constant(json, i, vocabulary)).ToArray();
        return new GraphReader(vocabulary, pool).Read(root.Get("graph"));
    }

    /// <summary>An object as the bytes of its JSON.</summary>
    internal static ReadOnlyMemory<byte> Document(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, plain);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    internal static void RequireVersion(JsonElement root, int properties)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(Key, out var version)) throw new GraphException($"this is no graph: it has no \"{Key}\"");
        if (version.Int(Key) is not Version and var other) throw new GraphException($"this is a graph of version {other}, and {Version} is known");
        root.RequireObject(properties);
    }

    internal static PlainTensor Constant(JsonElement json, int index, Vocabulary vocabulary)
    {
        try
        {
            return ConstantFormat.Read(json, vocabulary);
        }
        catch (Exception problem) when (problem is GraphException or ShapeException or DTypeException)
        {
            throw new GraphException($"constant {index}: {problem.Message}");
        }
    }

    /// <summary>Reads a document, whatever its bytes are.</summary>
    internal static T Parse<T>(ReadOnlyMemory<byte> bytes, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new GraphException($"this is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}");
        }
        catch (ShapeException e)
        {
            throw new GraphException(e.Message);
        }
        // How the parser reports bytes that are not UTF-8 and lone surrogates, both of which it meets only when it unescapes a text.
        catch (InvalidOperationException e) when (e.InnerException is DecoderFallbackException || e.Source == typeof(JsonDocument).Assembly.GetName().Name)
        {
            throw new GraphException("a text is not valid Unicode");
        }
    }
}
