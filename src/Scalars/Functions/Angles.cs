using System.Numerics;

namespace Functional.Functions;

// Angles in half turns, and the inverse hyperbolic functions.

internal readonly struct SinePi : IDifferentiableMap
{
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.SinPi(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Pi * T.CosPi(x);
}

internal readonly struct CosinePi : IDifferentiableMap
{
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.CosPi(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => -(T.Pi * T.SinPi(x));
}

internal readonly struct TangentPi : IDifferentiableMap
{
    public static bool ReadsValue => true;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.TanPi(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Pi * (y * y + T.One);
}

internal readonly struct AreaSine : IDifferentiableMap
{
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Asinh(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / T.Sqrt(x * x + T.One);
}

internal readonly struct AreaCosine : IDifferentiableMap
{
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Acosh(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / T.Sqrt((x - T.One) * (x + T.One));
}

internal readonly struct AreaTangent : IDifferentiableMap
{
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Atanh(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / ((T.One - x) * (T.One + x));
}
