namespace Functional.Cpu;

/// <summary>Where every array of a result comes from.</summary>
internal static class Memory
{
    /// <summary>An array whose elements the caller is about to write, all of them.</summary>
    internal static T[] Allocate<T>(int size) where T : unmanaged => GC.AllocateUninitializedArray<T>(size);
}
