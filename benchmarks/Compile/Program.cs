// Compiled computations beside the same ones as they are written, in turns in one process:
// dotnet run -c Release --project benchmarks/Compile [-- --only <part of a name> --seconds <s> --threads <n>]
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Functional;
using Functional.Benchmarks.Graphs;
using Spectre.Console;

var only = new Option<string>("--only") { Description = "Cases whose name has this in it", DefaultValueFactory = _ => "" };
var seconds = new Option<double>("--seconds") { Description = "How long both are timed together", DefaultValueFactory = _ => 4 };
var threads = new Option<int>("--threads") { Description = "The number of threads", DefaultValueFactory = _ => Environment.ProcessorCount };
seconds.Validators.Add(result => { if (!(result.GetValueOrDefault<double>() > 0)) result.AddError("--seconds is above 0"); });
threads.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--threads is at least 1"); });

var command = new RootCommand("Times compiled computations beside the same ones as they are written.") { only, seconds, threads };
command.SetAction(arguments => Run(arguments.GetValue(only)!, TimeSpan.FromSeconds(arguments.GetValue(seconds)), arguments.GetValue(threads)));
return command.Parse(args).Invoke();

static void Run(string only, TimeSpan time, int count)
{
    Threads.Count = count;
    var table = new Table().AddColumns("case", "plain ms", "compiled ms", "plain / compiled", "first call ms", "KB a call", "peak MB");
    foreach (var (name, make) in Case.All.Where(each => each.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
    {
        var each = make();
        each.Plain();
        var first = Clock(each.Compiled);
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < time / 2;) (each.Plain, each.Compiled).Both();
        var turns = new List<(double Plain, double Compiled)>();
        for (var run = Stopwatch.StartNew(); run.Elapsed < time || turns.Count < 5;)
            turns.Add((Clock(each.Plain) / each.Calls, Clock(each.Compiled) / each.Calls));
        table.AddRow(Markup.Escape(name), Shown(Median(turns.Select(turn => turn.Plain))), Shown(Median(turns.Select(turn => turn.Compiled))),
            Shown(Median(turns.Select(turn => turn.Plain / turn.Compiled))), Shown(first), Shown(Bytes(each) / 1024),
            Shown(each.Cache().Graphs[0].PeakBytes / 1048576.0));
    }
    AnsiConsole.Write(table);
}

static double Clock(Action action)
{
    var start = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static double Bytes(Case each)
{
    var before = GC.GetTotalAllocatedBytes(precise: true);
    for (var i = 0; i < 10; i++) each.Compiled();
    return (GC.GetTotalAllocatedBytes(precise: true) - before) / (10.0 * each.Calls);
}

static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

static string Shown(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

static class Turns
{
    /// <summary>One call of each.</summary>
    internal static void Both(this (Action Plain, Action Compiled) actions)
    {
        actions.Plain();
        actions.Compiled();
    }
}
