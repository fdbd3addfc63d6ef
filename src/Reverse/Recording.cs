using Functional.Primitives;

namespace Functional;

/// <summary>
/// The memory that reverse mode holds: the arrays that the derivatives being taken, and the pullbacks that are still referred to, keep for their
/// pullbacks. Plain tensors, and arrays that lie ready to be used again, do not count. An array of a kilobyte or more counts once in each
/// derivative that keeps it, a smaller one as often as it is kept.
/// </summary>
public static class Recording
{
    static readonly Lock access = new();
    static readonly List<(WeakReference<Continuation> Continuation, Recorded Recorded)> handedOut = [];
    static int nextLook = 64;
    static long live, peak, budget = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>
    /// The bytes that are held now. A pullback that nobody refers to holds its arrays until the garbage collector has found it; a function
    /// that is being recorded tells of small ones some kilobytes at a time.
    /// </summary>
    public static long LiveBytes
    {
        get
        {
            Forget();
            return Volatile.Read(ref live);
        }
    }

    /// <summary>The most bytes that were held at one time since the process started or <see cref="ResetPeak"/> was called.</summary>
    public static long PeakBytes => Volatile.Read(ref peak);

    /// <summary>The most bytes that may be held; at first the memory there is. A derivative that needs more throws.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static long Budget
    {
        get => Volatile.Read(ref budget);
        set => Volatile.Write(ref budget, value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Recording.Budget: {value} is negative"));
    }

    /// <summary>Makes what is held now the peak.</summary>
    public static void ResetPeak() => Volatile.Write(ref peak, LiveBytes);

    /// <summary>Counts what a pullback that is handed out holds, until it is gone.</summary>
    internal static void Register(Continuation continuation, Recorded recorded)
    {
        lock (access)
        {
            handedOut.Add((new(continuation), recorded));
            if (handedOut.Count < nextLook) return;
            Forget();
            nextLook = 2 * handedOut.Count + 64;
        }
    }

    internal static void Add(string operation, long bytes)
    {
        var now = Interlocked.Add(ref live, bytes);
        if (bytes <= 0) return;
        for (var most = peak; now > most && Interlocked.CompareExchange(ref peak, now, most) is var seen && seen != most;) most = seen;
        if (now > Volatile.Read(ref budget)) Refuse(operation, bytes);
    }

    static void Refuse(string operation, long bytes)
    {
        // Pullbacks that nobody refers to any more need not be in the way.
        GC.Collect();
        if (LiveBytes <= Budget) return;
        Interlocked.Add(ref live, -bytes);
        throw new InsufficientMemoryException(
            $"{operation}: the values kept for the pullback take more than the budget of {Budget} bytes: "
            + "wrap parts of the function in Checkpoint or loops in Scan, or raise Recording.Budget");
    }

    static void Forget()
    {
        lock (access)
            handedOut.RemoveAll(each =>
            {
                if (each.Continuation.TryGetTarget(out _)) return false;
                each.Recorded.Release();
                return true;
            });
    }
}

/// <summary>What one continuation holds.</summary>
internal sealed class Recorded(string operation)
{
    /// <summary>Larger arrays are told apart.</summary>
    const int Large = 1024;

    /// <summary>So many bytes are told to <see cref="Recording"/> at once, because all threads share its number.</summary>
    const int Told = 4096;

    readonly HashSet<object> known = new(ReferenceEqualityComparer.Instance);
    readonly List<object> order = [];
    long bytes, told;

    /// <summary>What is held now, to go back to.</summary>
    internal (int Arrays, long Bytes) Mark()
    {
        Tell();
        return (order.Count, bytes);
    }

    internal void Add(Tensor x)
    {
        if (x.IsTraced) return;
        var primal = x.Primal;
        var size = primal.StorageBytes;
        if (size >= Large)
        {
            if (!known.Add(primal.Storage)) return;
            order.Add(primal.Storage);
        }
        bytes += size;
        if (bytes - told >= Told) Tell();
    }

    /// <summary>Counts what is held to the last byte.</summary>
    internal void Tell()
    {
        Recording.Add(operation, bytes - told);
        told = bytes;
    }

    /// <summary>Counts nothing any more that was added after a mark.</summary>
    internal void Rewind((int Arrays, long Bytes) mark)
    {
        for (var i = mark.Arrays; i < order.Count; i++) known.Remove(order[i]);
        order.RemoveRange(mark.Arrays, order.Count - mark.Arrays);
        bytes = mark.Bytes;
        Tell();
    }

    internal void Release() => Rewind(default);
}
