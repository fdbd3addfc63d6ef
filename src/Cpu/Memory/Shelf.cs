using System.Runtime.InteropServices;

namespace Functional.Cpu;

/// <summary>Arrays that nobody holds, by element type and length, for the next region that needs one.</summary>
internal static class Shelf
{
    /// <summary>The most bytes that lie here: an eighth of the memory there is.</summary>
    static readonly long capacity = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8;

    static readonly Dictionary<(Type, int), Stack<Array>> stacks = [];
    static readonly Lock access = new();
    static long bytes;

    internal static T[]? Take<T>(int size) where T : unmanaged
    {
        lock (access)
        {
            if (!stacks.TryGetValue((typeof(T), size), out var stack) || !stack.TryPop(out var array)) return null;
            bytes -= Memory.Bytes(array);
            return (T[])array;
        }
    }

    internal static void Put(Array array)
    {
        lock (access)
        {
            // Sizes that are no longer asked for must not keep out those that are.
            if (bytes + Memory.Bytes(array) > capacity) Clear();
            bytes += Memory.Bytes(array);
            ref var stack = ref CollectionsMarshal.GetValueRefOrAddDefault(stacks, (array.GetType().GetElementType()!, array.Length), out _);
            (stack ??= new()).Push(array);
        }
    }

    static void Clear()
    {
        stacks.Clear();
        bytes = 0;
    }
}
