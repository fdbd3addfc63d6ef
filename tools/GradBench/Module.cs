using System.Collections;
using System.Text.Json;

namespace Functional.GradBench;

/// <summary>A function of the suite: from the JSON of its input to what is written as its output, and the nanoseconds of each run.</summary>
internal delegate (object Output, List<long> Nanoseconds) Function(JsonElement input);

/// <summary>The functions of one eval by name.</summary>
internal abstract class Module
{
    internal abstract string Name { get; }

    internal Dictionary<string, Function> Functions { get; } = [];
}

/// <summary>
/// A module whose functions take one kind of input. What <paramref name="prepare"/> makes of it, tensors of its arrays, is not timed,
/// and neither is the writing of the output.
/// </summary>
internal sealed class Module<TInput, TArgument>(string name, Func<TInput, TArgument> prepare) : Module, IEnumerable where TInput : Runs
{
    internal override string Name => name;

    /// <summary>Adds a function, and how its result is written.</summary>
    public void Add<TResult>(string function, Func<TArgument, TResult> compute, Func<TResult, object> write) => Functions.Add(function, json =>
    {
        var input = json.Deserialize<TInput>(Protocol.Json) ?? throw new JsonException("the input is null");
        var argument = prepare(input);
        var (result, nanoseconds) = Measurement.Repeat(input, () => compute(argument));
        return (write(result), nanoseconds);
    });

    IEnumerator IEnumerable.GetEnumerator() => Functions.GetEnumerator();
}
