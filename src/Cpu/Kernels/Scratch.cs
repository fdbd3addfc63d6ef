using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Cpu;

/// <summary>
/// Aligned working memory for a kernel, kept for the next call, so that kernels allocate nothing in the steady state.
/// The buffers are pinned arrays, which need no finalizers.
/// </summary>
internal readonly unsafe ref struct Scratch<T> where T : unmanaged
{
    readonly byte[]? buffer;

    Scratch(byte[] buffer)
    {
        this.buffer = buffer;
        Pointer = (T*)(((nint)Unsafe.AsPointer(ref buffer[0]) + ScratchPool.Alignment - 1) & ~(nint)(ScratchPool.Alignment - 1));
    }

    /// <summary>The first element, at a multiple of a cache line. The contents are arbitrary.</summary>
    public T* Pointer { get; }

    /// <summary>Room for so many elements; none for 0 of them.</summary>
    public static Scratch<T> Rent(nint count) => count == 0 ? default : new(ScratchPool.Rent(count * sizeof(T)));

    public void Dispose()
    {
        if (buffer is not null) ScratchPool.Return(buffer);
    }
}

static class ScratchPool
{
    public const int Alignment = 64;
    const int SmallestLog = 12;
    const int LargestKeptLog = 26;

    /// <summary>
    /// As many as can be in use at once, of which a convolution holds eight: the pool's threads come and go, and must not each keep buffers of their own.
    /// </summary>
    static int KeptPerSize => 8 * Workers.Count;

    static readonly Lock access = new();
    static readonly Stack<byte[]>?[] kept = new Stack<byte[]>?[LargestKeptLog + 1];

    public static byte[] Rent(nint bytes)
    {
        var log = Math.Max(SmallestLog, BitOperations.Log2((ulong)(bytes + Alignment - 1)) + 1);
        return Take(log) ?? GC.AllocateUninitializedArray<byte>(checked((int)Math.Min(1L << log, Math.Max(bytes + Alignment, Array.MaxLength))), pinned: true);
    }

    public static void Return(byte[] buffer)
    {
        var log = BitOperations.Log2((uint)buffer.Length);
        if (log > LargestKeptLog) return;
        lock (access)
            if ((kept[log] ??= new()) is { } shelf && shelf.Count < KeptPerSize) shelf.Push(buffer);
    }

    static byte[]? Take(int log)
    {
        if (log > LargestKeptLog) return null;
        lock (access) return kept[log] is { } shelf && shelf.TryPop(out var buffer) ? buffer : null;
    }
}
