// Runs the evals of GradBench with several tools in turns, checks every answer and prints a table of times:
// dotnet run -c Release --project benchmarks/GradBench -- --suite <checkout> --tool name="command" --tool … --reference "command"
using System.CommandLine;
using Functional.GradBench.Driver;

var suite = new Option<DirectoryInfo>("--suite") { Description = "A checkout of GradBench, whose evals make the inputs", Required = true };
var tools = new Option<string[]>("--tool") { Description = "A tool as name=command; the first is the one the others are compared with", Required = true };
var reference = new Option<string>("--reference") { Description = "The command of the tool whose results are right: the suite's 'manual'", Required = true };
var evals = new Option<string[]>("--eval") { Description = $"An eval to run; all if not given: {string.Join(", ", Sizes.Evals)}", AllowMultipleArgumentsPerToken = true };
var sizes = new Option<string>("--sizes") { Description = "The sizes of the table, or all that the suite has by default", DefaultValueFactory = _ => "table" };
var rounds = new Option<int>("--rounds") { Description = "How often each tool has its turn", DefaultValueFactory = _ => 5 };
var seconds = new Option<double>("--seconds") { Description = "How long a tool repeats a function in one turn", DefaultValueFactory = _ => 1 };
var python = new Option<string>("--python") { Description = "The Python that runs the suite's evals; PYTHONPATH is kept", DefaultValueFactory = _ => "python3" };
var patience = new Option<double>("--patience") { Description = "Seconds to wait for one answer of a tool", DefaultValueFactory = _ => 120 };
sizes.AcceptOnlyFromAmong("table", "all");
evals.AcceptOnlyFromAmong([.. Sizes.Evals]);
rounds.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--rounds is at least 1"); });

var command = new RootCommand("Times GradBench's evals with several tools in turns, and checks their answers.") { suite, tools, reference, evals, sizes, rounds, seconds, python, patience };
command.SetAction(arguments =>
{
    try
    {
        var contestants = arguments.GetValue(tools)!.Select(Contestant.Parse).ToArray();
        var source = new Suite(arguments.GetValue(suite)!, arguments.GetValue(python)!);
        var race = new Race(contestants, new Contestant("reference", arguments.GetValue(reference)!),
            arguments.GetValue(rounds), arguments.GetValue(seconds), TimeSpan.FromSeconds(arguments.GetValue(patience)));
        var results = new List<Result>();
        foreach (var eval in arguments.GetValue(evals) is { Length: > 0 } some ? some : [.. Sizes.Evals])
            foreach (var options in arguments.GetValue(sizes) == "table" ? Sizes.Table(eval) : [[]])
                results.AddRange(race.Run(source.Messages(eval, options)));
        Report.Print(results, [.. contestants.Select(contestant => contestant.Name)]);
        return results.Any(result => result.Tool == contestants[0].Name && result.Error is not null) ? 1 : 0;
    }
    catch (Exception failure) when (failure is InvalidOperationException or IOException or System.ComponentModel.Win32Exception or FormatException)
    {
        Console.Error.WriteLine(failure.Message);
        return 2;
    }
});
return command.Parse(args).Invoke();
