using System.Text.Json;
using Functional.Primitives;

namespace Functional.Graphs;

    /// <summary>Attributes as properties of the object that is open.</summary>
    sealed class WrittenAttributes(Utf8JsonWriter json, Vocabulary vocabulary, Action<Graph> write) : Attributes
    {
            public override int Int(string name, int value, int least, int most)
        {
            json.WriteNumber(name, value);
            return value;
        }

        public override Sequence<int> Axes(string name, Sequence<int> value, bool ascend)
        {
            json.Write(name, value);
            return value;
        }

        public override Shape Shape(string name, Shape value)
        {
            json.Write(name, value);
            return value;
        }

        public override Sequence<T> Rows<T>(string name, Sequence<T> value, Func<T, int[]> fields, Func<int[], T> make, T sample)
        {
            json.WriteStartArray(name);
            foreach (var row in value) json.Write(null, fields(row));
            json.WriteEndArray();
            return value;
        }

        public override bool Flag(string name, bool value)
        {
            json.WriteBoolean(name, value);
            return value;
        }

        public override Literal Number(string name, Literal value)
        {
            json.WritePropertyName(name);
            if (double.IsFinite(value.ToDouble())) json.WriteRawValue(value.ToString());
            else json.WriteStringValue(NonFinite.NameOf(value.ToDouble()));
            return value;
        }

        public override string Text(string name, string value)
        {
            json.WriteString(name, value);
            return value;
        }

        public override T Choice<T>(string name, T value)
        {
            json.WriteString(name, NameOf(value));
            return value;
        }

        public override Map Function(string name, Map value)
        {
            json.WriteString(name, vocabulary.NameOf(value));
            return value;
        }

        public override Device Device(string name, Device value)
        {
            json.WriteString(name, vocabulary.NameOf(value));
            return value;
        }

        public override Graph Graph(string name, Graph value)
        {
            json.WritePropertyName(name);
            write(value);
            return value;
        }

    }
