using System.Diagnostics;

namespace Functional.GradBench;

/// <summary>How often the suite wants a function to be run: at least so many times, and for so many seconds in total.</summary>
internal abstract record Runs
{
    public int MinRuns { get; init; } = 1;

    public double MinSeconds { get; init; }
}

internal static class Measurement
{
    /// <summary>The most runs of one evaluation, so that an answer stays readable.</summary>
    const int MostRuns = 1_000_000;

    /// <summary>Runs a computation as often as asked, at least once; the last result and the nanoseconds of every run.</summary>
    internal static (TResult Result, List<long> Nanoseconds) Repeat<TResult>(Runs runs, Func<TResult> compute)
    {
        if (runs.MinRuns is < 0 or > MostRuns) throw new ArgumentException($"min_runs is {runs.MinRuns}, not a number from 0 to {MostRuns}");
        if (!(runs.MinSeconds is >= 0 and <= 86400)) throw new ArgumentException(FormattableString.Invariant($"min_seconds is {runs.MinSeconds}, not a time from 0 to 86400"));
        var (nanoseconds, total) = (new List<long>(), 0L);
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            var result = compute();
            var elapsed = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * 1e9);
            nanoseconds.Add(elapsed);
            total += elapsed;
            if (nanoseconds.Count >= runs.MinRuns && (total >= runs.MinSeconds * 1e9 || nanoseconds.Count == MostRuns)) return (result, nanoseconds);
        }
    }
}
