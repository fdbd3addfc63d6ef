using System.Runtime.CompilerServices;

using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>Where every array of a result comes from.</summary>
internal static class Memory
{
    /// <summary>In bytes: smaller arrays cost the garbage collector less than a shelf would. Tests lower it, to see that small ones could be shared.</summary>
    internal static int SmallestShared = 1 << 15;

    /// <summary>An array of at least so many elements, which the caller is about to write, all that it asked for.</summary>
    internal static T[] Allocate<T>(int size) where T : unmanaged
        => (long)size * Unsafe.SizeOf<T>() >= SmallestShared && Region.Current is { } region ? Take<T>(size, region) : GC.AllocateUninitializedArray<T>(size);

    static T[] Take<T>(int size, Region region) where T : unmanaged
    {
        var array = Shelf.Shared.Take<T>(Shelf.LengthFor(size));
        region.Add(CpuDevice.Instance, array);
        return array;
    }

    /// <summary>How much memory the elements of an array take.</summary>
    internal static long Bytes(Array array) => (long)array.Length * RuntimeHelpers.SizeOf(array.GetType().GetElementType()!.TypeHandle);
}
