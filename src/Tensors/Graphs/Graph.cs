using System.Collections.Immutable;
using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>An argument of a graph: its name, which is its path in the tree that the function takes, and its type.</summary>
public readonly record struct Parameter(string Name, TensorType Type);

/// <summary>An operation on values of a graph, by their numbers, and the types of its results, which are the next values.</summary>
public sealed record Step(Operation Operation, Sequence<int> Inputs, Sequence<TensorType> Results);

/// <summary>
/// A pure function of tensors as data. Its values are numbered: first the parameters, then the constants, then the results of the steps in the
/// order in which they are computed.
/// </summary>
public sealed class Graph
{
    readonly TensorType[] types;
    readonly int[] last, first;

    /// <summary>A graph of parameters, constants, steps, and the numbers of the values that are its results.</summary>
    /// <exception cref="ArgumentException">A step or result uses a value that is not computed before.</exception>
    public Graph(ImmutableArray<Parameter> parameters, ImmutableArray<PlainTensor> constants, ImmutableArray<Step> steps, Sequence<int> results)
    {
        (Parameters, Constants, Steps, Results) = (parameters, constants, steps, results);
        types = [.. parameters.Select(each => each.Type), .. constants.Select(TensorType.Of), .. steps.SelectMany(step => step.Results)];
        (last, first) = (new int[types.Length], new int[steps.Length]);
        var value = parameters.Length + constants.Length;
        for (var i = 0; i < steps.Length; value += steps[i++].Results.Count)
        {
            first[i] = value;
            foreach (var input in steps[i].Inputs) last[Computed(input, value)] = i;
        }
        foreach (var result in results) last[Computed(result, value)] = int.MaxValue;
    }

    /// <summary>The arguments.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>What the function captured that does not depend on the arguments.</summary>
    public ImmutableArray<PlainTensor> Constants { get; }

    /// <summary>The steps in an order in which they can be computed.</summary>
    public ImmutableArray<Step> Steps { get; }

    /// <summary>The numbers of the results.</summary>
    public Sequence<int> Results { get; }

    /// <summary>The types of all values, by their numbers.</summary>
    public IReadOnlyList<TensorType> Types => types;

    /// <summary>The number of the first value that a step computes.</summary>
    public int Inputs => Parameters.Length + Constants.Length;

    /// <summary>The number of the first result of a step.</summary>
    public int FirstResult(int step) => first[step];

    /// <summary>The step that computes a value; −1 for a parameter or constant.</summary>
    public int Producer(int value)
    {
        if (value < Inputs) return -1;
        var step = Array.BinarySearch(first, value);
        return step >= 0 ? step : ~step - 1;
    }

    /// <summary>The constant that a value is, or nothing.</summary>
    public PlainTensor? Constant(int value) => value >= Parameters.Length && value < Inputs ? Constants[value - Parameters.Length] : null;

    /// <summary>The last step that uses a value; beyond all steps for a result.</summary>
    public int LastUse(int value) => last[value];

    /// <summary>Computes the results for arguments of any level, one step after the other. A value goes as soon as no step needs it.</summary>
    /// <exception cref="ShapeException">There are more or fewer arguments, or they differ in shape from the parameters.</exception>
    public Tensor[] Run(params ReadOnlySpan<Tensor> arguments)
    {
        Require(arguments);
        var values = new Tensor[types.Length];
        arguments.CopyTo(values);
        for (var i = 0; i < Constants.Length; i++) values[arguments.Length + i] = Constants[i];
        var next = Inputs;
        for (var i = 0; i < Steps.Length; i++)
        {
            var step = Steps[i];
            var x = new Tensor[step.Inputs.Count];
            for (var input = 0; input < x.Length; input++) x[input] = values[step.Inputs[input]];
            foreach (var input in step.Inputs)
                if (last[input] == i) values[input] = null!;
            foreach (var y in step.Operation.Apply(x)) values[next++] = y;
        }
        return [.. Results.Select(result => values[result])];
    }

    /// <summary>The graph as a listing, a line for each step.</summary>
    public override string ToString() => Listing.Of(this);

    void Require(ReadOnlySpan<Tensor> arguments)
    {
        if (arguments.Length != Parameters.Length) throw new ShapeException($"a graph of {Parameters.Length} parameters is given {arguments.Length} arguments");
        for (var i = 0; i < arguments.Length; i++)
            if (TensorType.Of(arguments[i]) != Parameters[i].Type)
                throw new ShapeException($"the parameter {Parameters[i].Name} of the graph is {Parameters[i].Type}, the argument is {TensorType.Of(arguments[i])}");
    }

    static int Computed(int value, int before)
        => (uint)value < (uint)before ? value : throw new ArgumentException($"a graph uses value {value} where {before} are computed");
}
