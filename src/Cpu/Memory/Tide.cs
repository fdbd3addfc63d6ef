using System.Diagnostics;

namespace Functional.Cpu;

/// <summary>
/// How much memory was in use at once lately. Some never comes back, because a result keeps it, so what is out grows without end; but what came back since
/// the highest point was in use at that point, and counts.
/// </summary>
internal struct Tide
{
    /// <summary>How long a fall is remembered, once or twice.</summary>
    static readonly TimeSpan window = TimeSpan.FromSeconds(10);

    long now, high, fall, fallBefore, since;

    /// <summary>The most bytes that came back since a high point, in this window or the one before.</summary>
    internal readonly long Highest => Math.Max(fall, fallBefore);

    /// <summary>Memory goes out.</summary>
    internal void Out(long bytes)
    {
        now += bytes;
        high = Math.Max(high, now);
    }

    /// <summary>Memory comes back.</summary>
    internal void Back(long bytes)
    {
        if (Stopwatch.GetElapsedTime(since) > window) (fallBefore, fall, high, since) = (fall, 0, now, Stopwatch.GetTimestamp());
        now -= bytes;
        fall = Math.Max(fall, high - now);
    }
}
