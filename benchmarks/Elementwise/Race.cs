using System.Diagnostics;

namespace Functional.Benchmarks;

/// <summary>What one piece of work takes here and in the other version, and the median over the rounds of the ratio of both.</summary>
internal sealed record Comparison(double Here, double Before, double Ratio);

/// <summary>Lets two versions take turns at the same work, so that both see the same state of the machine.</summary>
internal static class Race
{
    /// <summary>How long a turn lasts at least: many ticks of the clock.</summary>
    static readonly TimeSpan turn = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs work until the runtime has compiled it at full strength, with what it saw of it and of all other work.</summary>
    internal static void WarmUp(IReadOnlyCollection<Action> work, TimeSpan time)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;)
            foreach (var each in work) each();
    }

    /// <summary>Nanoseconds of a call, by turns in the order here, before, before, here.</summary>
    internal static Comparison Time(Action here, Action before, int rounds)
    {
        var calls = Math.Max(Calls(here), Calls(before));
        return Compare(rounds, () => Nanoseconds(here, calls), () => Nanoseconds(before, calls));
    }

    /// <summary>Nanoseconds that one operation more adds to a chain of so many.</summary>
    internal static Comparison Slope(Action<int> here, Action<int> before, int length, int rounds)
    {
        var calls = Math.Max(Calls(() => here(length)), Calls(() => before(length)));
        return Compare(rounds, () => Slope(here), () => Slope(before));

        double Slope(Action<int> chain) => (Nanoseconds(() => chain(2 * length), calls) - Nanoseconds(() => chain(length), calls)) / length;
    }

    /// <summary>Bytes that one operation more adds to what a chain of so many allocates.</summary>
    internal static double Bytes(Action<int> chain, int length) => (double)(Allocated(() => chain(2 * length)) - Allocated(() => chain(length))) / length;

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    static Comparison Compare(int rounds, Func<double> here, Func<double> before)
    {
        var times = new List<(double Here, double Before)>();
        for (var round = 0; round < rounds; round++)
        {
            var (first, second, third, fourth) = (here(), before(), before(), here());
            times.Add(((first + fourth) / 2, (second + third) / 2));
        }
        return new(Median(times.Select(each => each.Here)), Median(times.Select(each => each.Before)), Median(times.Select(each => each.Here / each.Before)));
    }

    /// <summary>How many calls fill a turn.</summary>
    static int Calls(Action work) => (int)Math.Ceiling(turn / TimeSpan.FromTicks(Math.Max(1, Enumerable.Range(0, 3).Min(_ => Elapsed(work, 1).Ticks))));

    static double Nanoseconds(Action work, int calls) => Elapsed(work, calls).TotalNanoseconds / calls;

    static TimeSpan Elapsed(Action work, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++) work();
        return Stopwatch.GetElapsedTime(start);
    }

    static long Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
