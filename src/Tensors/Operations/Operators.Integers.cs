using static Functional.Primitives.Formulas;

namespace Functional;

using static Operations;

/// <summary>The operators with C# integers, which are exact where <c>double</c> is not: beyond 2⁵³.</summary>
public abstract partial class Tensor
{
    /// <summary>The sum of each element and an integer.</summary>
    public static Tensor operator +(Tensor a, long b) => Add(a, Repeated(b, a));

    /// <summary>The sum of each element and an integer.</summary>
    public static Tensor operator +(long a, Tensor b) => Add(Repeated(a, b), b);

    /// <summary>Each element less an integer.</summary>
    public static Tensor operator -(Tensor a, long b) => Subtract(a, Repeated(b, a));

    /// <summary>An integer less each element.</summary>
    public static Tensor operator -(long a, Tensor b) => Subtract(Repeated(a, b), b);

    /// <summary>The product of each element and an integer.</summary>
    public static Tensor operator *(Tensor a, long b) => Multiply(a, Repeated(b, a));

    /// <summary>The product of each element and an integer.</summary>
    public static Tensor operator *(long a, Tensor b) => Multiply(Repeated(a, b), b);

    /// <summary>Each element divided by an integer.</summary>
    public static Tensor operator /(Tensor a, long b) => Divide(a, Repeated(b, a));

    /// <summary>An integer divided by each element.</summary>
    public static Tensor operator /(long a, Tensor b) => Divide(Repeated(a, b), b);

    /// <summary>Where an element is less than an integer, as truth values; not where it is NaN.</summary>
    public static Tensor operator <(Tensor a, long b) => Less(a, Repeated(b, a));

    /// <summary>Where an element is greater than an integer, as truth values; not where it is NaN.</summary>
    public static Tensor operator >(Tensor a, long b) => Less(Repeated(b, a), a);

    /// <summary>Where an element is at most an integer, as truth values; not where it is NaN.</summary>
    public static Tensor operator <=(Tensor a, long b) => LessOrEqual(a, Repeated(b, a));

    /// <summary>Where an element is at least an integer, as truth values; not where it is NaN.</summary>
    public static Tensor operator >=(Tensor a, long b) => LessOrEqual(Repeated(b, a), a);
}
