using System.Runtime.InteropServices;

namespace Functional;

/// <summary>Reading. Inside a derivative the primal is read; what differs across a batch cannot be.</summary>
public abstract partial class Tensor
{
    /// <summary>A copy of the elements in row-major order.</summary>
    /// <exception cref="DTypeException">The elements are of another type.</exception>
    public T[] ToArray<T>() where T : unmanaged => Elements<T>("ToArray").ToArray();

    /// <summary>The elements in row-major order, to read at once: a copy only where the tensor is a view with gaps.</summary>
    public ReadOnlySpan<T> AsSpan<T>() where T : unmanaged => Elements<T>("AsSpan");

    /// <summary>The bytes of the elements in row-major order.</summary>
    public ReadOnlySpan<byte> AsBytes() => Readable("AsBytes").Bytes;

    /// <summary>The only element.</summary>
    /// <exception cref="ShapeException">There is not just one.</exception>
    public T ToScalar<T>() where T : unmanaged
        => Size == 1 ? Elements<T>("ToScalar")[0] : throw new ShapeException($"ToScalar: {Shape} has {Size} elements, not 1");

    /// <summary>The only element, converted to a double.</summary>
    public double ToScalar() => Operations.Cast(Readable("ToScalar"), DType.Float64).ToScalar<double>();

    /// <summary>A copy as a tensor of <c>System.Numerics.Tensors</c>, which knows no scalars: one becomes a vector of one element.</summary>
    public System.Numerics.Tensors.Tensor<T> ToNumerics<T>() where T : unmanaged
        => System.Numerics.Tensors.Tensor.Create(ToArray<T>(), Rank == 0 ? [1] : [.. Shape.Select(extent => (nint)extent)]);

    /// <summary>The elements in nested brackets as NumPy prints them, the middle of long axes left out.</summary>
    public override string ToString() => Format.Print(Readable("ToString"));

    ReadOnlySpan<T> Elements<T>(string operation) where T : unmanaged
        => DType == DTypes.Of<T>() ? MemoryMarshal.Cast<byte, T>(Readable(operation).Bytes)
        : throw new DTypeException($"{operation}: the tensor is {DType.Name()}, not {DTypes.Of<T>().Name()}");
}
