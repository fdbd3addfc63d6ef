using System.Numerics;

namespace Functional.Functions;

/// <summary>a − b·trunc(a / b).</summary>
internal readonly struct Remainder : IDifferentiableZip
{
    public static Primitives.Reads Reads(int input) => Primitives.Reads.Inputs | Primitives.Reads.Output;
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => a % b;

    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => input == 0 ? A.Like(1, a) : -A.Map<Round>((a - y) / b);
}

/// <summary>a − b·round(a / b).</summary>
internal readonly struct RemainderToNearest : IDifferentiableZip
{
    public static Primitives.Reads Reads(int input) => Primitives.Reads.Inputs | Primitives.Reads.Output;
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Ieee754Remainder(a, b);
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => Remainder.Derivative(input, a, b, y);
}
