using System.Text.Json.Nodes;

namespace Functional.GradBench.Driver;

/// <summary>What came of one function of one size with one tool: milliseconds, or what was wrong with its answer or why there is none.</summary>
internal sealed record Result(string Eval, string Size, string Function, string Tool, double? Milliseconds, string? Error, bool IsWrong = false);

/// <summary>Lets tools take turns at the same messages.</summary>
internal sealed class Race(Contestant[] contestants, Contestant reference, int rounds, double seconds, TimeSpan patience)
{
    /// <summary>The results of all tools for messages of one eval: the median over the rounds of the median time of a run.</summary>
    internal IEnumerable<Result> Run(IReadOnlyList<Message> messages)
    {
        var eval = messages[0].Eval;
        var sessions = contestants.Select(contestant => contestant.Start(patience)).ToArray();
        try
        {
            var defined = sessions.Select(session => session.Defines(eval)).ToArray();
            foreach (var message in messages)
            {
                Console.Error.WriteLine($"{eval} {message.Size} {message.Function}");
                var entries = contestants.Where((_, i) => defined[i]).Zip(sessions.Where((_, i) => defined[i]), (contestant, session) => new Entry(contestant.Name, session)).ToArray();
                var (expected, line) = (Expected(message), message.Line(1, seconds));
                for (var round = 0; round < rounds; round++)
                    foreach (var entry in entries) entry.Take(line, expected);
                foreach (var entry in entries)
                    yield return new(eval, message.Size, message.Function, entry.Name, entry.Error is null ? Median(entry.Rounds) : null, entry.Error, entry.IsWrong);
            }
        }
        finally
        {
            foreach (var session in sessions) session.Dispose();
        }
    }

    JsonNode? Expected(Message message)
    {
        if (Validation.Golden(message.Eval) is { } golden) return golden;
        using var session = reference.Start(patience);
        var answer = session.Defines(message.Eval) ? session.Ask(message.Line(1, 0)) : throw new InvalidOperationException($"the reference has no module '{message.Eval}'");
        return (bool?)answer["success"] == true ? answer["output"]
            : throw new InvalidOperationException($"the reference has no result for {message.Eval} {message.Size} {message.Function}: {answer["error"]}");
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>A tool's part in the race for one message.</summary>
    sealed class Entry(string name, Session session)
    {
        internal string Name => name;

        internal List<double> Rounds { get; } = [];

        internal string? Error { get; private set; }

        internal bool IsWrong { get; private set; }

        /// <summary>Has one turn, unless an earlier one failed.</summary>
        internal void Take(string line, JsonNode? expected)
        {
            if (Error is not null) return;
            var answer = session.Ask(line);
            var succeeded = (bool?)answer["success"] == true;
            Error = succeeded ? Validation.Difference(expected, answer["output"]) : (string?)answer["error"] ?? "failed";
            IsWrong = succeeded && Error is not null;
            if (Error is not null) Console.Error.WriteLine($"  {name}: {Error}");
            else Rounds.Add(Median(answer["timings"]!.AsArray().Where(timing => (string?)timing!["name"] == "evaluate").Select(timing => timing!["nanoseconds"]!.GetValue<double>() / 1e6)));
        }
    }
}
