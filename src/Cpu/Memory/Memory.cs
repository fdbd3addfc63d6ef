using System.Runtime.CompilerServices;
using Functional.Graphs;
using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>Where every array of a result comes from.</summary>
internal static class Memory
{
    /// <summary>In bytes: smaller arrays cost the garbage collector less than a shelf would. Tests lower it, to see that small ones could be shared.</summary>
    internal static int SmallestShared = 1 << 15;

    [ThreadStatic]
    static ArrayTensor? place;

    /// <summary>A tensor whose elements a kernel is about to write, all of them, and return: the place for it where there is one, or a new array.</summary>
    internal static ArrayTensor<T> Result<T>(Shape shape) where T : unmanaged
    {
        if (place is not ArrayTensor<T> given || given.Shape != shape) return new(shape, Allocate<T>(shape.Size));
        place = null;
        return given;
    }

    /// <summary>A tensor of a type whose elements the caller is about to write, all of them.</summary>
    internal static ArrayTensor Allocate(TensorType type) => Dispatch.Create(type.DType, new Fresh(type.Shape));

    /// <summary>An array of at least so many elements, which the caller is about to write, all that it asked for.</summary>
    internal static T[] Allocate<T>(int size) where T : unmanaged
        => (long)size * Unsafe.SizeOf<T>() >= SmallestShared && Region.IsAtWork ? Take<T>(size) : GC.AllocateUninitializedArray<T>(size);

    /// <summary>The place for the result of a kernel that this thread runs, if it asks for one of that type and shape, until this is disposed of.</summary>
    internal static Placement Into(ArrayTensor target) => new(target);

    internal readonly ref struct Placement
    {
        internal Placement(ArrayTensor target) => place = target;

        public void Dispose() => place = null;
    }

    readonly record struct Fresh(Shape Shape) : IFactory
    {
        public ArrayTensor Run<T>() where T : unmanaged => new ArrayTensor<T>(Shape, Allocate<T>(Shape.Size));
    }

    static T[] Take<T>(int size) where T : unmanaged
    {
        var array = Shelf.Shared.Take<T>(Shelf.LengthFor(size));
        Region.Add(CpuDevice.Instance, array);
        return array;
    }

    /// <summary>How much memory the elements of an array take.</summary>
    internal static long Bytes(Array array) => (long)array.Length * RuntimeHelpers.SizeOf(array.GetType().GetElementType()!.TypeHandle);
}
