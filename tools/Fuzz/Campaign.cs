using System.Diagnostics;
using Functional.Nn;

namespace Functional.Fuzz;

/// <summary>Many cases for one target, on all processors; a case depends on the seed and its number alone.</summary>
sealed class Campaign(Target target, long seed, string keep)
{
    /// <summary>What a case may take whatever its size: code that is compiled, buffers of streams, an exception and its message.</summary>
    const long LeastAllocated = 2 << 20;
    const double LeastSeconds = 1, SecondsPerByte = 1e-6, Hangs = 60;
    const int LongestMessage = 2500, Shown = 10;

    readonly long[] began = new long[Environment.ProcessorCount];
    readonly long[] current = new long[Environment.ProcessorCount];

    public Tally Tally { get; } = new(target.Name);

    public void Run(long cases)
    {
        Tally.Begin();
        using var watch = new Timer(_ => EndIfHanging(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Parallel.For(0, began.Length, worker => InFolder(read =>
        {
            for (var index = (long)worker; index < cases; index += began.Length)
            {
                var content = Case(index);
                (current[worker], began[worker]) = (index, Stopwatch.GetTimestamp());
                var verdict = Judge(read, content);
                began[worker] = 0;
                // Another program may have had the processor.
                for (var again = 0; again < 2 && verdict.Failure == TooSlow; again++) verdict = Judge(read, content);
                Tally.Count(verdict);
                if (verdict.Failure is { } failure) Report(index, content, failure);
            }
        }));
    }

    /// <summary>Reads one case and lets it throw.</summary>
    public void Repeat(long index) => InFolder(read =>
    {
        read(Case(index));
        Console.WriteLine($"{target.Name} {index}: read");
    });

    byte[] Case(long index)
    {
        var damage = new Damage(new Random(unchecked((int)(((ulong)seed * 0x9E3779B97F4A7C15 + (ulong)index * 0x632BE59BD9B4E019) >> 29))));
        return target.Mutate(damage, damage.One(target.Corpus));
    }

    const string TooSlow = "took longer than its size allows";

    Verdict Judge(Action<byte[]> read, byte[] content)
    {
        var (allocated, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        var (isRead, failure) = Outcome(read, content);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        failure ??=
            allocated > LeastAllocated + target.Expansion * (long)content.Length ? $"allocated {allocated} bytes for {content.Length}" :
            clock.Elapsed.TotalSeconds > LeastSeconds + SecondsPerByte * content.Length ? TooSlow :
            null;
        return new(isRead, failure, clock.Elapsed, allocated);
    }

    static (bool IsRead, string? Failure) Outcome(Action<byte[]> read, byte[] content)
    {
        try
        {
            read(content);
            return (true, null);
        }
        catch (FileException error)
        {
            var isLine = error.Message.Length <= LongestMessage && !error.Message.Any(char.IsControl);
            return (false, isLine ? null : $"was refused by what is no short line: {Printable.Of(error.Message)}");
        }
        catch (Exception e)
        {
            return (false, $"threw {e.GetType().Name}: {Printable.Of(e.Message)}");
        }
    }

    void Report(long index, byte[] content, string failure)
    {
        if (Tally.Failures > Shown) return;
        Console.Error.WriteLine($"{target.Name}: case {index} of seed {seed} {failure}");
        Directory.CreateDirectory(keep);
        File.WriteAllBytes(Path.Combine(keep, $"{target.Name}-{seed}-{index}"), content);
    }

    void EndIfHanging()
    {
        for (var worker = 0; worker < began.Length; worker++)
        {
            if (began[worker] is not (> 0 and var start) || Stopwatch.GetElapsedTime(start).TotalSeconds < Hangs) continue;
            Console.Error.WriteLine($"{target.Name}: case {current[worker]} of seed {seed} hangs");
            Environment.Exit(1);
        }
    }

    void InFolder(Action<Action<byte[]>> work)
    {
        // In memory where there is such a folder: the disk is not what is tested.
        var parent = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"fuzz-{Path.GetRandomFileName()}")).FullName;
        try
        {
            work(target.Begin(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
