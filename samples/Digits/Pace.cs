using System.Diagnostics;

namespace Functional.Digits;

/// <summary>How long a step takes, for the promise of when a run that was interrupted will have ended.</summary>
sealed class Pace
{
    const double BytesPerSecond = 50e6;

    long began;
    double longest;

    /// <summary>Steps are about to be made.</summary>
    public void Begin() => began = Stopwatch.GetTimestamp();

    /// <summary>A step was made, since the one before or the beginning.</summary>
    public void Step()
    {
        longest = Math.Max(longest, Stopwatch.GetElapsedTime(began).TotalSeconds);
        Begin();
    }

    /// <summary>Seconds in which a step ends and a file is written, on a slow disk.</summary>
    public int SecondsToSave(long bytes) => (int)Math.Ceiling(longest + bytes / BytesPerSecond + 1);
}
