using System.Collections.Immutable;
using System.Text.Json;
using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>Reads what <see cref="GraphWriter"/> writes, and believes none of it: operations, numbers of values, types and shapes are all checked.</summary>
sealed class GraphReader(Vocabulary vocabulary, IReadOnlyList<PlainTensor> pool)
{
    internal Graph Read(JsonElement json)
    {
        json.RequireObject(4);
        var parameters = json.Get("parameters").Items("parameters").Select(Parameter).ToImmutableArray();
        var constants = json.Get("constants").Ints("constants").Select(Constant).ToImmutableArray();
        List<TensorType> types = [.. parameters.Select(each => each.Type), .. constants.Select(TensorType.Of)];
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var step in json.Get("steps").Items("steps"))
        {
            steps.Add(Step(step, steps.Count, types));
            types.AddRange(steps[^1].Results);
        }
        var results = json.Get("results").Ints("results");
        Computed("results", results, types.Count);
        return new(parameters, constants, steps.ToImmutable(), results);
    }

    static Parameter Parameter(JsonElement json)
    {
        json.RequireObject(2);
        var name = json.Get("name").Text("the name of a parameter");
        return new(name, json.Get("type").Type($"the type of the parameter {Quoted.Of(name)}"));
    }

    PlainTensor Constant(int number)
        => (uint)number < (uint)pool.Count ? pool[number] : throw new GraphException($"constants name number {number} of {pool.Count}");

    Step Step(JsonElement json, int index, List<TensorType> types)
    {
        var place = $"step {index}";
        try
        {
            if (json.ValueKind != JsonValueKind.Object) throw new GraphException("this is not an object");
            var signature = Signatures.Of(json.Get("op").Text("op"));
            place = $"step {index}, {Signatures.NameOf(signature.Sample)}";
            var attributes = new ReadAttributes(json, vocabulary, Read);
            var operation = attributes.Of(signature.Sample);
            var inputs = json.Get("in").Ints("in");
            var results = json.Get("out").Items("out").Select(type => type.Type("out")).ToSequence();
            json.RequireObject(3 + attributes.Count);
            Computed("in", inputs, types.Count);
            if (!(operation is Map map ? inputs.Length == vocabulary.InputsOf(map) : signature.Takes(inputs.Length)))
                throw new GraphException($"it takes another number of inputs than {inputs.Length}");
            RequireTypes(operation, [.. inputs.Select(input => types[input])], results);
            return new(operation, inputs, results);
        }
        catch (GraphException problem)
        {
            throw problem.In(place);
        }
        // These name the operation themselves.
        catch (Exception problem) when (problem is ShapeException or DTypeException)
        {
            throw new GraphException($"step {index}: {problem.Message}");
        }
    }

    static void Computed(string what, int[] values, int before)
    {
        foreach (var value in values)
            if ((uint)value >= (uint)before) throw new GraphException($"{what} names value {value} where {before} are computed");
    }

    static void RequireTypes(Operation operation, TensorType[] x, Sequence<TensorType> results)
    {
        if (operation is Block block) BlockTypes.Require(block, x);
        Sequence<TensorType> inferred = operation is Block inner ? inner.Infer(x) : [Infer((Primitive)operation, x)];
        if (!inferred.Equals(results)) throw new GraphException($"its results are {Listed(inferred)}, not {Listed(results)}");
    }

    /// <summary>The type that a primitive gives: tensors of one element that repeats stand for inputs, which takes no memory.</summary>
    static TensorType Infer(Primitive op, TensorType[] x)
        => op.Infer(new Few<Tensor>(Array.ConvertAll(x, type => Tensor.Zeros(type.Shape, type.DType)))) is var (dtype, shape) ? new(dtype, shape) : default;

    static string Listed(Sequence<TensorType> types) => string.Join(", ", types);
}
