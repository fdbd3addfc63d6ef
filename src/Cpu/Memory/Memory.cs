using System.Runtime.CompilerServices;

using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>Where every array of a result comes from.</summary>
internal static class Memory
{
    /// <summary>Smaller arrays cost the garbage collector less than a shelf would.</summary>
    const int SmallestShared = 1 << 15;

    /// <summary>An array whose elements the caller is about to write, all of them.</summary>
    internal static T[] Allocate<T>(int size) where T : unmanaged
        => (long)size * Unsafe.SizeOf<T>() >= SmallestShared && Region.Current is { } region ? Take<T>(size, region) : GC.AllocateUninitializedArray<T>(size);

    static T[] Take<T>(int size, Region region) where T : unmanaged
    {
        var array = Shelf.Take<T>(size) ?? GC.AllocateUninitializedArray<T>(size);
        region.Add(CpuDevice.Instance, array);
        return array;
    }

    /// <summary>How much memory the elements of an array take.</summary>
    internal static long Bytes(Array array) => (long)array.Length * RuntimeHelpers.SizeOf(array.GetType().GetElementType()!.TypeHandle);
}
