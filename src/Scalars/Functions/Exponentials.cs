using System.Numerics;

namespace Functional.Functions;

// Exponentials and logarithms to the bases 2 and 10.

internal readonly struct Exponential2 : IDifferentiableMap
{
    public static bool ReadsValue => true;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp2(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => y * Natural.LogOf2<T>();
}

internal readonly struct Exponential2Minus1 : IDifferentiableMap
{
    public static bool ReadsValue => true;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp2M1(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => (y + T.One) * Natural.LogOf2<T>();
}

internal readonly struct Exponential10 : IDifferentiableMap
{
    public static bool ReadsValue => true;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp10(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => y * Natural.LogOf10<T>();
}

internal readonly struct Exponential10Minus1 : IDifferentiableMap
{
    public static bool ReadsValue => true;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp10M1(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => (y + T.One) * Natural.LogOf10<T>();
}

internal readonly struct Logarithm2 : IDifferentiableMap
{
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Log2(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (x * Natural.LogOf2<T>());
}

internal readonly struct Logarithm10 : IDifferentiableMap
{
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Log10(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (x * Natural.LogOf10<T>());
}

internal static class Natural
{
    internal static T LogOf2<T>() where T : INumberBase<T> => T.CreateChecked(0.693147180559945309);

    internal static T LogOf10<T>() where T : INumberBase<T> => T.CreateChecked(2.302585092994045684);
}
