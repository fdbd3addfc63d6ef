using System.Collections.Immutable;
using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>
/// Collects the steps of a graph. The same operation on the same values is one step; what no result needs is left out at the end.
/// Values have numbers of the builder, which are not those of the graph.
/// </summary>
public sealed class GraphBuilder
{
    /// <summary>Constants of no more bytes are told apart by their contents.</summary>
    const int Small = 64;

    readonly List<Definition> values = [];
    readonly Dictionary<(Operation, Sequence<int>), int[]> known = [];
    readonly Dictionary<object, int> constants = new(new ConstantComparer());

    abstract record Definition(TensorType Type);
    sealed record Argument(string Name, TensorType Type) : Definition(Type);
    sealed record Literal(PlainTensor Value) : Definition(TensorType.Of(Value));
    sealed record Result(Step Step, int[] Of, TensorType Type) : Definition(Type);

    /// <summary>The type of a value.</summary>
    public TensorType this[int value] => values[value].Type;

    /// <summary>The constant that a value is, or nothing.</summary>
    public PlainTensor? Constant(int value) => (values[value] as Literal)?.Value;

    /// <summary>The step that computes a value, or nothing for a parameter or constant; its inputs are numbers of this builder.</summary>
    public Step? Producer(int value) => (values[value] as Result)?.Step;

    /// <summary>A new parameter.</summary>
    public int Add(Parameter parameter) => Add(new Argument(parameter.Name, parameter.Type));

    /// <summary>A constant.</summary>
    public int Add(PlainTensor constant)
    {
        if (constants.TryGetValue(constant, out var value)) return value;
        return constants[constant] = Add(new Literal(constant));
    }

    /// <summary>A primitive of values.</summary>
    public int Add(Primitive op, TensorType type, Sequence<int> inputs) => Add(op, inputs, [type])[0];

    /// <summary>An operation on values.</summary>
    public int[] Add(Operation operation, Sequence<int> inputs, Sequence<TensorType> results)
    {
        if (known.TryGetValue((operation, inputs), out var same)) return same;
        var (step, numbers) = (new Step(operation, inputs, results), new int[results.Count]);
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Add(new Result(step, numbers, results[i]));
        return known[(operation, inputs)] = numbers;
    }

    /// <summary>The graph with these results. Parameters that nothing needs stay.</summary>
    public Graph Build(IReadOnlyList<int> results)
    {
        var needed = new bool[values.Count];
        var open = new Stack<int>(results);
        while (open.TryPop(out var value))
        {
            if (needed[value]) continue;
            needed[value] = true;
            if (values[value] is not Result { Step: var step, Of: var all }) continue;
            foreach (var each in all) open.Push(each);
            foreach (var input in step.Inputs) open.Push(input);
        }
        var numbers = new int[values.Count];
        var (parameters, literals, steps, next) = (new List<Parameter>(), new List<PlainTensor>(), new List<Step>(), 0);
        Number<Argument>(each => parameters.Add(new(each.Name, each.Type)));
        Number<Literal>(each => literals.Add(each.Value), needed);
        Number<Result>(each =>
        {
            if (ReferenceEquals(values[each.Of[0]], each)) steps.Add(each.Step with { Inputs = each.Step.Inputs.Select(input => numbers[input]).ToSequence() });
        }, needed);
        return new([.. parameters], [.. literals], [.. steps], results.Select(value => numbers[value]).ToSequence());

        void Number<T>(Action<T> add, bool[]? needed = null) where T : Definition
        {
            for (var value = 0; value < values.Count; value++)
                if (values[value] is T definition && needed?[value] != false)
                {
                    numbers[value] = next++;
                    add(definition);
                }
        }
    }

    int Add(Definition definition)
    {
        values.Add(definition);
        return values.Count - 1;
    }

    /// <summary>Constants are the same if they are one tensor, or one small or repeated element on one device.</summary>
    sealed class ConstantComparer : IEqualityComparer<object>
    {
        public new bool Equals(object? a, object? b) => ReferenceEquals(a, b) || a is PlainTensor x && b is PlainTensor y && IsAlike(x, y);

        public int GetHashCode(object x) => x is PlainTensor plain ? HashCode.Combine(plain.DType, plain.Shape) : 0;

        static bool IsAlike(PlainTensor x, PlainTensor y)
            => x.DType == y.DType && x.Shape == y.Shape && x.Device == y.Device && x.Level == y.Level && x.Size > 0
            && (x.IsRepeated ? y.IsRepeated && x.FirstBytes.SequenceEqual(y.FirstBytes)
                : !y.IsRepeated && (long)x.Size * x.DType.Bytes() <= Small && x.Bytes.SequenceEqual(y.Bytes));
    }
}
