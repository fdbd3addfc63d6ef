using System.Numerics;

namespace Functional.Functions;

internal readonly struct CubeRoot : IDifferentiableMap
{
    public static bool ReadsValue => true;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Cbrt(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (T.CreateChecked(3) * y * y);
}

/// <summary>√(a² + b²) without overflow; its derivatives at the origin are 0.</summary>
internal readonly struct Hypotenuse : IDifferentiableZip
{
    public static bool ReadsValue => true;
    public static T Scalar<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Hypot(a, b);
    public static T Derivative<T>(int input, T a, T b, T y) where T : IFloatingPointIeee754<T> => T.IsZero(y) ? T.Zero : (input == 0 ? a : b) / y;
}
