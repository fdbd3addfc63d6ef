using static Functional.Primitives.Formulas;

namespace Functional;

using static Operations;

/// <summary>The operators. C# numbers are weak: they take the tensor's element type.</summary>
public abstract partial class Tensor
{
    /// <summary>The opposite of each element.</summary>
    public static Tensor operator -(Tensor x) => Negate(x);

    /// <summary>The sum, element by element; shapes broadcast.</summary>
    public static Tensor operator +(Tensor a, Tensor b) => Add(a, b);

    /// <summary>The sum of each element and a number.</summary>
    public static Tensor operator +(Tensor a, double b) => Add(a, Repeated(b, a));

    /// <summary>The sum of each element and a number.</summary>
    public static Tensor operator +(double a, Tensor b) => Add(Repeated(a, b), b);

    /// <summary>The difference, element by element; shapes broadcast.</summary>
    public static Tensor operator -(Tensor a, Tensor b) => Subtract(a, b);

    /// <summary>Each element less a number.</summary>
    public static Tensor operator -(Tensor a, double b) => Subtract(a, Repeated(b, a));

    /// <summary>A number less each element.</summary>
    public static Tensor operator -(double a, Tensor b) => Subtract(Repeated(a, b), b);

    /// <summary>The product, element by element; shapes broadcast. Matrices are multiplied by <see cref="MatMul"/>.</summary>
    public static Tensor operator *(Tensor a, Tensor b) => Multiply(a, b);

    /// <summary>The product of each element and a number.</summary>
    public static Tensor operator *(Tensor a, double b) => Multiply(a, Repeated(b, a));

    /// <summary>The product of each element and a number.</summary>
    public static Tensor operator *(double a, Tensor b) => Multiply(Repeated(a, b), b);

    /// <summary>
    /// The quotient, element by element, of integers rounded towards 0 as in C#; shapes broadcast. <see cref="FloorDivide(Tensor, Tensor)"/> rounds
    /// down.
    /// </summary>
    /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
    public static Tensor operator /(Tensor a, Tensor b) => Divide(a, b);

    /// <summary>Each element divided by a number.</summary>
    public static Tensor operator /(Tensor a, double b) => Divide(a, Repeated(b, a));

    /// <summary>A number divided by each element.</summary>
    public static Tensor operator /(double a, Tensor b) => Divide(Repeated(a, b), b);

    /// <summary>What is left of a after as many b as fit, with the sign of a, as in C#; see <see cref="Fmod(Tensor, Tensor)"/>.</summary>
    public static Tensor operator %(Tensor a, Tensor b) => Fmod(a, b);

    /// <inheritdoc cref="op_Modulus(Tensor, Tensor)"/>
    public static Tensor operator %(Tensor a, double b) => Fmod(a, b);

    /// <inheritdoc cref="op_Modulus(Tensor, Tensor)"/>
    public static Tensor operator %(double a, Tensor b) => Fmod(Repeated(a, b), b);

    /// <summary>Where a is less than b, as truth values; not where one is NaN.</summary>
    public static Tensor operator <(Tensor a, Tensor b) => Less(a, b);

    /// <summary>Where an element is less than b, as truth values; not where it is NaN.</summary>
    public static Tensor operator <(Tensor a, double b) => Less(a, Repeated(b, a));

    /// <summary>Where a is greater than b, as truth values; not where one is NaN.</summary>
    public static Tensor operator >(Tensor a, Tensor b) => Less(b, a);

    /// <summary>Where an element is greater than b, as truth values; not where it is NaN.</summary>
    public static Tensor operator >(Tensor a, double b) => Less(Repeated(b, a), a);

    /// <summary>Where a is at most b, as truth values; not where one is NaN.</summary>
    public static Tensor operator <=(Tensor a, Tensor b) => LessOrEqual(a, b);

    /// <summary>Where an element is at most b, as truth values; not where it is NaN.</summary>
    public static Tensor operator <=(Tensor a, double b) => LessOrEqual(a, Repeated(b, a));

    /// <summary>Where a is at least b, as truth values; not where one is NaN.</summary>
    public static Tensor operator >=(Tensor a, Tensor b) => LessOrEqual(b, a);

    /// <summary>Where an element is at least b, as truth values; not where it is NaN.</summary>
    public static Tensor operator >=(Tensor a, double b) => LessOrEqual(Repeated(b, a), a);

    /// <inheritdoc cref="And"/>
    public static Tensor operator &(Tensor a, Tensor b) => And(a, b);

    /// <inheritdoc cref="Or"/>
    public static Tensor operator |(Tensor a, Tensor b) => Or(a, b);

    /// <inheritdoc cref="Xor"/>
    public static Tensor operator ^(Tensor a, Tensor b) => Xor(a, b);

    /// <inheritdoc cref="Not"/>
    public static Tensor operator !(Tensor x) => Not(x);
}
