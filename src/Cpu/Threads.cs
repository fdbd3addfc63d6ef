namespace Functional;

/// <summary>How many threads compute. No result depends on it: work is cut by size, not by thread count.</summary>
public static class Threads
{
    /// <summary>The number of threads, 1 or more; at first as many as the machine has processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static int Count
    {
        get => Cpu.Workers.Count;
        set => Cpu.Workers.Count = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Threads: {value} threads cannot compute");
    }
}
