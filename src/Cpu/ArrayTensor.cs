using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Cpu;

/// <summary>A plain tensor on the CPU: a strided view of an array in memory.</summary>
internal abstract class ArrayTensor(DType dtype, Shape shape, int offset, int[]? strides) : PlainTensor(dtype, shape)
{
    int[]? rowMajor;

    public sealed override Device Device => CpuDevice.Instance;

    /// <summary>Where the first element lies in the array.</summary>
    internal int Offset { get; } = offset;

    /// <summary>Whether the elements lie in row-major order without gaps.</summary>
    internal bool IsContiguous => strides is null;

    /// <summary>Whether it is one element that repeats.</summary>
    public sealed override bool IsRepeated => Size == 1 || strides is not null && Array.TrueForAll(strides, static stride => stride == 0);

    /// <summary>Whether its elements are neighbours in row-major order, or one repeats; then the step from one to the next is 1 or 0.</summary>
    internal bool IsRow => IsContiguous || IsRepeated;

    internal int RowStep => IsContiguous && Size != 1 ? 1 : 0;

    /// <summary>How far apart neighbours along each axis lie; 0 repeats one element, negative runs backwards.</summary>
    internal int[] Strides => strides ?? (rowMajor ??= Layout.RowMajor(Shape));

    /// <summary>Another view of the same array.</summary>
    internal abstract ArrayTensor View(Shape shape, int offset, int[]? strides);

    /// <summary>The same elements in row-major order without gaps: itself, or a copy.</summary>
    internal abstract ArrayTensor Contiguous();

    /// <summary>Whether it is the elements of a contiguous tensor, at the same place.</summary>
    internal bool IsAt(ArrayTensor place) => ReferenceEquals(this, place) || IsContiguous && Offset == place.Offset && ReferenceEquals(Storage, place.Storage);

    /// <summary>Runs a kernel that serves every element type.</summary>
    internal abstract ArrayTensor Run<TKernel>(TKernel kernel) where TKernel : IKernel;
}

/// <summary>A plain tensor with elements of one type.</summary>
internal sealed class ArrayTensor<T>(Shape shape, T[] data, int offset = 0, int[]? strides = null)
    : ArrayTensor(DTypes.Of<T>(), shape, offset, Layout.Simplify(shape, strides)) where T : unmanaged
{
    internal T[] Data => data;

    public override object Storage => data;

    public override long StorageBytes => (long)data.Length * Unsafe.SizeOf<T>();

    /// <summary>The elements in row-major order; the tensor must be contiguous.</summary>
    internal ReadOnlySpan<T> Span => data.AsSpan(Offset, Size);

    /// <summary>The elements of a result, for the kernel that writes them; the tensor must be contiguous.</summary>
    internal Span<T> Target => data.AsSpan(Offset, Size);

    /// <summary>The elements in row-major order, copied first where the view is not.</summary>
    internal ReadOnlySpan<T> RowMajor => ((ArrayTensor<T>)Contiguous()).Span;

    /// <summary>The first element by reference: for a scalar its value, for kernels the base of their pointers.</summary>
    internal ref T First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(data), Offset);

    internal override ArrayTensor View(Shape shape, int offset, int[]? strides) => new ArrayTensor<T>(shape, data, offset, strides);

    internal override ArrayTensor Run<TKernel>(TKernel kernel) => kernel.Run(this);

    public override ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(RowMajor);

    public override ReadOnlySpan<byte> FirstBytes => MemoryMarshal.AsBytes(data.AsSpan(Offset, 1));

    public override PlainTensor Compact() => Copy();

    internal override ArrayTensor Contiguous() => IsContiguous ? this : Copy();

    ArrayTensor<T> Copy()
    {
        var copy = new ArrayTensor<T>(Shape, Memory.Allocate<T>(Size));
        Layout.Copy(this, copy);
        return copy;
    }
}
