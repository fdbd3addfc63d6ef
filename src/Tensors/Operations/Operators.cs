namespace Functional;

using static Operations;

/// <summary>The operators. C# numbers are weak: they take the tensor's element type.</summary>
public abstract partial class Tensor
{
    public static Tensor operator -(Tensor x) => Negate(x);

    public static Tensor operator +(Tensor a, Tensor b) => Add(a, b);

    public static Tensor operator +(Tensor a, double b) => Add(a, Like(b, a));

    public static Tensor operator +(double a, Tensor b) => Add(Like(a, b), b);

    public static Tensor operator -(Tensor a, Tensor b) => Subtract(a, b);

    public static Tensor operator -(Tensor a, double b) => Subtract(a, Like(b, a));

    public static Tensor operator -(double a, Tensor b) => Subtract(Like(a, b), b);

    public static Tensor operator *(Tensor a, Tensor b) => Multiply(a, b);

    public static Tensor operator *(Tensor a, double b) => Multiply(a, Like(b, a));

    public static Tensor operator *(double a, Tensor b) => Multiply(Like(a, b), b);

    public static Tensor operator /(Tensor a, Tensor b) => Divide(a, b);

    public static Tensor operator /(Tensor a, double b) => Divide(a, Like(b, a));

    public static Tensor operator /(double a, Tensor b) => Divide(Like(a, b), b);

    public static Tensor operator <(Tensor a, Tensor b) => Less(a, b);

    public static Tensor operator <(Tensor a, double b) => Less(a, Like(b, a));

    public static Tensor operator >(Tensor a, Tensor b) => Less(b, a);

    public static Tensor operator >(Tensor a, double b) => Less(Like(b, a), a);

    public static Tensor operator <=(Tensor a, Tensor b) => LessOrEqual(a, b);

    public static Tensor operator <=(Tensor a, double b) => LessOrEqual(a, Like(b, a));

    public static Tensor operator >=(Tensor a, Tensor b) => LessOrEqual(b, a);

    public static Tensor operator >=(Tensor a, double b) => LessOrEqual(Like(b, a), a);

    public static Tensor operator &(Tensor a, Tensor b) => And(a, b);

    public static Tensor operator |(Tensor a, Tensor b) => Or(a, b);

    public static Tensor operator ^(Tensor a, Tensor b) => Xor(a, b);

    public static Tensor operator !(Tensor x) => Not(x);
}
