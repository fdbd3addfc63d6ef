using static Functional.Primitives.Formulas;

namespace Functional;

using static Operations;

/// <summary>The operators. C# numbers are weak: they take the tensor's element type.</summary>
public abstract partial class Tensor
{
    public static Tensor operator -(Tensor x) => Negate(x);

    public static Tensor operator +(Tensor a, Tensor b) => Add(a, b);

    public static Tensor operator +(Tensor a, double b) => Add(a, Repeated(b, a));

    public static Tensor operator +(double a, Tensor b) => Add(Repeated(a, b), b);

    public static Tensor operator -(Tensor a, Tensor b) => Subtract(a, b);

    public static Tensor operator -(Tensor a, double b) => Subtract(a, Repeated(b, a));

    public static Tensor operator -(double a, Tensor b) => Subtract(Repeated(a, b), b);

    public static Tensor operator *(Tensor a, Tensor b) => Multiply(a, b);

    public static Tensor operator *(Tensor a, double b) => Multiply(a, Repeated(b, a));

    public static Tensor operator *(double a, Tensor b) => Multiply(Repeated(a, b), b);

    public static Tensor operator /(Tensor a, Tensor b) => Divide(a, b);

    public static Tensor operator /(Tensor a, double b) => Divide(a, Repeated(b, a));

    public static Tensor operator /(double a, Tensor b) => Divide(Repeated(a, b), b);

    public static Tensor operator <(Tensor a, Tensor b) => Less(a, b);

    public static Tensor operator <(Tensor a, double b) => Less(a, Repeated(b, a));

    public static Tensor operator >(Tensor a, Tensor b) => Less(b, a);

    public static Tensor operator >(Tensor a, double b) => Less(Repeated(b, a), a);

    public static Tensor operator <=(Tensor a, Tensor b) => LessOrEqual(a, b);

    public static Tensor operator <=(Tensor a, double b) => LessOrEqual(a, Repeated(b, a));

    public static Tensor operator >=(Tensor a, Tensor b) => LessOrEqual(b, a);

    public static Tensor operator >=(Tensor a, double b) => LessOrEqual(Repeated(b, a), a);

    public static Tensor operator &(Tensor a, Tensor b) => And(a, b);

    public static Tensor operator |(Tensor a, Tensor b) => Or(a, b);

    public static Tensor operator ^(Tensor a, Tensor b) => Xor(a, b);

    public static Tensor operator !(Tensor x) => Not(x);
}
