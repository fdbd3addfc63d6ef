using System.Runtime.CompilerServices;

using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>Where every array of a result comes from.</summary>
internal static class Memory
{
    /// <summary>In bytes: smaller arrays cost the garbage collector less than a shelf would. Tests lower it, to see that small ones could be shared.</summary>
    internal static int SmallestShared = 1 << 15;

    /// <summary>An array whose elements the caller is about to write, all of them.</summary>
    internal static T[] Allocate<T>(int size) where T : unmanaged
        => (long)size * Unsafe.SizeOf<T>() >= SmallestShared && Region.IsAtWork ? Take<T>(size) : GC.AllocateUninitializedArray<T>(size);

    static T[] Take<T>(int size) where T : unmanaged
    {
        var array = Shelf.Take<T>(size) ?? GC.AllocateUninitializedArray<T>(size);
        Region.Add(CpuDevice.Instance, array);
        return array;
    }

    /// <summary>How much memory the elements of an array take.</summary>
    internal static long Bytes(Array array) => (long)array.Length * RuntimeHelpers.SizeOf(array.GetType().GetElementType()!.TypeHandle);
}
