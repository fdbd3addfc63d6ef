using System.Globalization;
using System.Text;
using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>A graph as text: its parameters, then a line for each step, with the graphs inside a block indented below it.</summary>
public static class Listing
{
    /// <summary>All of a graph.</summary>
    internal static string Of(Graph graph)
    {
        var text = new StringBuilder();
        Write(text, graph, "");
        return text.ToString().TrimEnd();
    }

    /// <summary>An operation in short: its title, and its attributes that differ from their defaults and that the type of the result does not show.</summary>
    public static string Of(Operation operation)
    {
        var attributes = Attributes(operation);
        return attributes.Count == 0 ? operation.Title : $"{operation.Title}({string.Join(", ", attributes)})";
    }

    static void Write(StringBuilder text, Graph graph, string indent)
    {
        var names = Enumerable.Range(0, graph.Types.Count).Select(value => $"%{value}").ToArray();
        var unique = graph.Parameters.CountBy(each => each.Name).Where(each => each.Key.Length > 0 && each.Value == 1).Select(each => each.Key).ToHashSet();
        for (var i = 0; i < graph.Parameters.Length; i++)
            if (unique.Contains(graph.Parameters[i].Name)) names[i] = $"%{graph.Parameters[i].Name}";
        text.Append(indent).Append("graph(").AppendJoin(", ", graph.Parameters.Select((each, i) => $"{names[i]}: {each.Type}")).AppendLine(")");
        for (var i = 0; i < graph.Constants.Length; i++)
            text.Append(indent).Append("  ").AppendLine($"{names[graph.Parameters.Length + i]}: {Constant(graph.Constants[i])}");
        var next = graph.Inputs;
        foreach (var step in graph.Steps)
        {
            var results = string.Join(", ", step.Results.Select(type => $"{names[next++]}: {type}"));
            text.Append(indent).Append("  ").AppendLine($"{results} = {step.Operation.Title}({string.Join(", ", step.Inputs.Select(input => names[input]).Concat(Attributes(step.Operation)))})");
            if (step.Operation is Block block)
                foreach (var body in block.Bodies) Write(text, body, indent + "    ");
        }
        text.Append(indent).Append("  return ").AppendJoin(", ", graph.Results.Select(result => names[result])).AppendLine();
    }

    static string Constant(PlainTensor x) => $"{TensorType.Of(x)} = {(x.IsRepeated && x.Size > 0 ? $"{x[new Subscript[x.Rank]].ToScalar()}" : "data")}";

    static List<string> Attributes(Operation operation)
    {
        var printed = new Printed();
        printed.Of(operation);
        return printed.Texts;
    }

    /// <summary>Attributes as they are printed.</summary>
    sealed class Printed : Attributes
    {
        public List<string> Texts { get; } = [];

        public override int Int(string name, int value, int least, int most) => Add($"{name}: {value}", value, isDefault: value == 1 && name == "groups");

        public override Sequence<int> Axes(string name, Sequence<int> value, bool ascend) => Add($"{name}: {value}", value);

        public override Shape Shape(string name, Shape value) => value;

        public override Sequence<T> Rows<T>(string name, Sequence<T> value, Func<T, int[]> fields, Func<int[], T> make, T sample)
            => Add($"{name}: {string.Join(" ", value.Select(row => Row(fields(row), fields(sample))))}", value);

        public override bool Flag(string name, bool value) => Add(name, value, isDefault: !value);

        public override Literal Number(string name, Literal value) => Add($"{name}: {value}", value, isDefault: value == 0);

        public override string Text(string name, string value) => value;

        public override T Choice<T>(string name, T value) => Add($"{name}: {NameOf(value)}", value, isDefault: value is DType);

        public override Map Function(string name, Map value) => value;

        public override Device Device(string name, Device value) => Add($"{name}: {value}", value);

        public override Graph Graph(string name, Graph value) => value;

        T Add<T>(string text, T value, bool isDefault = false)
        {
            if (!isDefault) Texts.Add(text);
            return value;
        }

        /// <summary>The numbers of a record up to the last that is not its default: <c>3:2:1:1</c>.</summary>
        static string Row(int[] fields, int[] defaults)
        {
            var count = fields.Length;
            while (count > 1 && fields[count - 1] == defaults[count - 1]) count--;
            return string.Join(":", fields.Take(count));
        }
    }
}
