// Elementwise work of the checkout beside that of a commit of its history, in turns in one process:
// dotnet run -c Release --project benchmarks/Elementwise [-- --before <commit> --rounds <n> --chain <n>]
using System.CommandLine;
using Functional.Benchmarks;
using Spectre.Console;

int[] sizes = [1_000, 100_000, 4_000_000];

var before = new Option<string>("--before") { Description = "The commit to compare with", DefaultValueFactory = _ => "0277c7c" };
var rounds = new Option<int>("--rounds") { Description = "How often both versions have two turns", DefaultValueFactory = _ => 15 };
var length = new Option<int>("--chain") { Description = "How many operations on tiny tensors follow each other", DefaultValueFactory = _ => 500 };
rounds.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--rounds is at least 1"); });
length.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--chain is at least 1"); });

var command = new RootCommand("Times elementwise work of the checkout beside that of an earlier commit.") { before, rounds, length };
command.SetAction(arguments =>
{
    try
    {
        Run(arguments.GetValue(before)!, arguments.GetValue(rounds), arguments.GetValue(length));
        return 0;
    }
    catch (Exception failure) when (failure is InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
    {
        Console.Error.WriteLine(failure.Message);
        return 2;
    }
});
return command.Parse(args).Invoke();

void Run(string commit, int rounds, int length)
{
    using var old = Checkout.Of(commit);
    Contestant now = new(Checkout.Present.Build()), then = new(old.Build());
    var tiny = now.OfTinyTensors().Zip(then.OfTinyTensors()).ToArray();
    var arrays = sizes.SelectMany(size => now.OfArrays(size).Zip(then.OfArrays(size), (here, before) => (Size: size, Here: here, Before: before))).ToArray();

    // The call sites of a program see many functions: so do those of both versions before anything is timed.
    Race.WarmUp(
    [
        .. tiny.SelectMany(pair => new Action[] { () => pair.First.Run(length), () => pair.Second.Run(length) }),
        .. arrays.Where(each => each.Size == sizes[0]).SelectMany(each => new[] { each.Here.Run, each.Before.Run }),
    ], TimeSpan.FromSeconds(5));

    var (ofArrays, ofTiny) = (new List<ArrayResult>(), new List<TinyResult>());
    AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Progress().Start(progress =>
    {
        var task = progress.AddTask("timing", maxValue: tiny.Length + arrays.Length);
        foreach (var (here, other) in tiny)
        {
            var time = Race.Slope(here.Run, other.Run, length, rounds);
            ofTiny.Add(new(here.Chain, time, Race.Bytes(here.Run, length), Race.Bytes(other.Run, length)));
            task.Increment(1);
        }
        foreach (var (size, here, other) in arrays)
        {
            Race.WarmUp([here.Run, other.Run], TimeSpan.FromMilliseconds(300));
            ofArrays.Add(new(here.Function, here.WithGradient, size, Race.Time(here.Run, other.Run, rounds)));
            task.Increment(1);
        }
    });
    Report.Print(ofArrays, ofTiny, commit);
}
