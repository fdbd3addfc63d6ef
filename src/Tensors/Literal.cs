using System.Runtime.InteropServices;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// A C# number that has no element type yet: it takes that of the tensor it meets. Integers stay exact, as <c>double</c> would not keep those
/// beyond 2⁵³; numbers convert to it by themselves.
/// </summary>
public readonly record struct Literal
{
    /// <summary>Up to here, and down to its opposite, a <c>double</c> holds every integer.</summary>
    const double Exact = 1L << 53;

    readonly long whole;
    readonly double? real;

    Literal(long whole, double? real = null) => (this.whole, this.real) = (whole, real);

    /// <summary>A floating-point number; one that is an integer equals that integer.</summary>
    public static implicit operator Literal(double value)
        => Math.Abs(value) <= Exact && double.IsInteger(value) && !(value == 0 && double.IsNegative(value)) ? new((long)value) : new(0, value);

    /// <summary>An integer.</summary>
    public static implicit operator Literal(long value) => new(value);

    /// <summary>An integer.</summary>
    public static implicit operator Literal(int value) => new(value);

    /// <summary>The nearest <c>double</c>.</summary>
    public double ToDouble() => real ?? whole;

    /// <summary>The number as it was written.</summary>
    public override string ToString() => real is { } number ? FormattableString.Invariant($"{number}") : FormattableString.Invariant($"{whole}");

    /// <summary>The number as an element, rounded once to the nearest of a type of floats.</summary>
    /// <exception cref="DTypeException">An integer type cannot hold it.</exception>
    public T To<T>() where T : unmanaged
    {
        var element = real is { } number ? Element.Convert<double, T>(number) : Element.Convert<long, T>(whole);
        // 2⁶³ becomes the largest int64, which as a double is 2⁶³ again.
        if (DTypes.Of<T>().IsInteger()
            && !(real is { } given ? Element.Convert<T, double>(element) == given && given < Math.ScaleB(1, 63) : Element.Convert<T, long>(element) == whole))
            throw new DTypeException($"{DTypes.Of<T>().Name()} cannot hold {this}: convert the tensor with Cast first");
        return element;
    }

    /// <summary>One element everywhere, on the CPU.</summary>
    internal PlainTensor Repeat(Shape shape, DType dtype)
    {
        Span<byte> element = stackalloc byte[sizeof(double)];
        return Device.Cpu.Repeat(dtype, shape, element[..dtype.Dispatch<Encoding, int>(new(this, element))]);
    }

    /// <summary>Writes the number as an element; gives its length in bytes.</summary>
    readonly ref struct Encoding(Literal value, Span<byte> to) : IElementWork<int>
    {
        readonly Span<byte> to = to;

        public int Run<T>() where T : unmanaged
        {
            MemoryMarshal.Write(to, value.To<T>());
            return DTypes.Of<T>().Bytes();
        }
    }
}
