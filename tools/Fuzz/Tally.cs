using System.Diagnostics;
using System.Globalization;

namespace Functional.Fuzz;

/// <summary>What became of the cases of one target.</summary>
sealed class Tally(string target)
{
    readonly Lock access = new();
    readonly Stopwatch clock = new();

    public long Read { get; private set; }

    public long Refused { get; private set; }

    public long Failures { get; private set; }

    TimeSpan longest;
    double largest;

    /// <summary>The first case begins.</summary>
    public void Begin() => clock.Start();

    public void Count(Verdict verdict)
    {
        lock (access)
        {
            if (verdict.Failure is not null) Failures++;
            else if (verdict.IsRead) Read++;
            else Refused++;
            longest = verdict.Time > longest ? verdict.Time : longest;
            largest = Math.Max(largest, verdict.Allocated);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{target,-12} {Read + Refused + Failures,10} cases: {Read} read, {Refused} refused, {Failures} failed; "
        + $"at most {longest.TotalMilliseconds:F1} ms and {largest / 1024:F0} KiB for one; {clock.Elapsed.TotalSeconds:F1} s");
}

/// <summary>What a parser made of a case.</summary>
/// <param name="IsRead">Whether it was read, not refused.</param>
/// <param name="Failure">What should not have happened, if anything.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Allocated">In bytes.</param>
readonly record struct Verdict(bool IsRead, string? Failure, TimeSpan Time, long Allocated);
