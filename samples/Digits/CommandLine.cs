using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Functional.Nn;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Digits;

using System.CommandLine; // inside the namespace, so that its Option goes before LanguageExt's

/// <summary>The options as the command line spells them.</summary>
sealed class CommandLine
{
    static readonly Choices<DType> Types = new("element type", [new("float32", DType.Float32), new("float64", DType.Float64)]);

    /// <summary>That many more than the most that a checkpoint counts are still an int.</summary>
    const int MostEpochs = 1_000_000_000;

    const int LongestProblem = 400;

    readonly Option<Choice<Layer>> model = Choosing("--model", "The network", Models.All);
    readonly Option<int> epochs = Reading("--epochs", "How often to go through the training images; 0 only evaluates", 3, Parse.Count(0, MostEpochs));
    readonly Option<int> batch = Reading("--batch", "Images per step", 64, Parse.Count(1));
    readonly Option<Choice<Recipe>> optimizer = Choosing("--optimizer", "What turns gradients into steps", Recipes.All);
    readonly Option<double?> rate = Reading("--rate", "The optimizer's rate, if not the usual one", null, Parse.Rate);
    readonly Option<long> seed = Reading("--seed", "Decides the first weights, the order of images and dropout", 2, Parse.Seed);
    readonly Option<string?> save = Reading("--save", $"Where the result goes, if not to {Options.UsualFile}", null, Parse.Path);
    readonly Option<string?> load = Reading("--load", "The file of an earlier run to go on from", null, Parse.Path);
    readonly Option<int> limit = Reading("--limit", "Use so many training images, the first ones", 60_000, Parse.Count(1));
    readonly Option<int> threads = Reading("--threads", "How many threads compute; no result depends on it", Environment.ProcessorCount, Parse.Count(1, 1024));
    readonly Option<Choice<DType>> dtype = Choosing("--dtype", "The type of weights and images", Types);
    readonly Option<bool> stopAtNan = new("--stop-at-nan") { Description = "Stop where something becomes NaN or infinite, and say what made it" };

    readonly Option<bool> compile = new("--compile") { Description = "Trace a step once and compute it by a plan; no result depends on it" };

    readonly Option<bool> acceptNonFinite = new("--accept-non-finite") { Description = "Load weights that are NaN or infinite, too" };

    // An argument that begins with @ is a name like any other, not a file of more arguments.
    readonly ParserConfiguration plain = new() { ResponseFileTokenReplacer = null };

    readonly RootCommand root;

    public CommandLine() => root = new("Trains a network to read the handwritten digits of MNIST, and tests it.")
    {
        model, epochs, batch, optimizer, rate, seed, save, load, limit, threads, dtype, stopAtNan, acceptNonFinite, compile,
    };

    /// <summary>Either a question such as <c>--help</c>, which prints its answer and gives the exit code, or options, or all that is wrong with them.</summary>
    public Validation<string, Either<Func<int>, Options>> Read(string[] arguments)
    {
        var result = root.Parse(arguments, plain);
        return result.Action is { } question and not ParseErrorAction ? Success<string, Either<Func<int>, Options>>(Left(() => result.Invoke()))
            : Problems(result) is { Length: > 0 } problems ? Fail<string, Either<Func<int>, Options>>(string.Join("; ", problems))
            : Success<string, Either<Func<int>, Options>>(Right(OptionsOf(result)));
    }

    string[] Problems(ParseResult result) => result.Errors switch
    {
        { Count: > 0 } errors => [.. errors.Select(error => Printable.Of(error.Message.TrimEnd('.'), LongestProblem))],
        _ when result.GetValue(epochs) == 0 && result.GetValue(save) is not null => ["--save: with --epochs 0 nothing is learnt that could be saved"],
        _ => [],
    };

    Options OptionsOf(ParseResult result) => new(
        result.GetValue(model)!, result.GetValue(epochs), result.GetValue(batch), result.GetValue(optimizer)!, result.GetValue(rate), result.GetValue(seed),
        result.GetValue(save), result.GetValue(load), result.GetValue(limit), result.GetValue(threads), result.GetValue(dtype)!,
        result.GetValue(stopAtNan), result.GetValue(acceptNonFinite), result.GetValue(compile));

    static Option<Choice<T>> Choosing<T>(string name, string description, Choices<T> choices)
        => Reading(name, $"{description}: {choices.Names}", choices.Default, choices.Find);

    static Option<T> Reading<T>(string name, string description, T usual, Func<string, Validation<string, T>> parse) => new(name)
    {
        Description = description,
        HelpName = name[2..],
        DefaultValueFactory = _ => usual,
        CustomParser = argument => parse(argument.Tokens[0].Value).MatchUnsafe(value => value, problems => Refuse<T>(argument, name, problems)),
    };

    static T Refuse<T>(ArgumentResult argument, string name, Seq<string> problems)
    {
        argument.AddError($"{name}: {string.Join("; ", problems)}");
        return default!;
    }
}
