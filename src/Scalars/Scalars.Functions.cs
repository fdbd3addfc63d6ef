using System.Numerics;

namespace Functional;

// The elementary functions under their usual names, for numbers of any type.
public static partial class Scalars
{
    public static T Abs<T>(T x) where T : INumberBase<T> => T.Abs(x);
    public static T Sqrt<T>(T x) where T : IRootFunctions<T> => T.Sqrt(x);
    public static T Cbrt<T>(T x) where T : IRootFunctions<T> => T.Cbrt(x);
    public static T Hypot<T>(T a, T b) where T : IRootFunctions<T> => T.Hypot(a, b);
    public static T Pow<T>(T a, T b) where T : IPowerFunctions<T> => T.Pow(a, b);
    public static T Pow<T>(T a, double b) where T : IFloatingPointIeee754<T> => T.Pow(a, T.CreateChecked(b));
    public static T Exp<T>(T x) where T : IExponentialFunctions<T> => T.Exp(x);
    public static T Log<T>(T x) where T : ILogarithmicFunctions<T> => T.Log(x);
    public static T Sin<T>(T x) where T : ITrigonometricFunctions<T> => T.Sin(x);
    public static T Cos<T>(T x) where T : ITrigonometricFunctions<T> => T.Cos(x);
    public static T Tan<T>(T x) where T : ITrigonometricFunctions<T> => T.Tan(x);
    public static T Asin<T>(T x) where T : ITrigonometricFunctions<T> => T.Asin(x);
    public static T Acos<T>(T x) where T : ITrigonometricFunctions<T> => T.Acos(x);
    public static T Atan<T>(T x) where T : ITrigonometricFunctions<T> => T.Atan(x);
    public static T Atan2<T>(T y, T x) where T : IFloatingPointIeee754<T> => T.Atan2(y, x);
    public static T Sinh<T>(T x) where T : IHyperbolicFunctions<T> => T.Sinh(x);
    public static T Cosh<T>(T x) where T : IHyperbolicFunctions<T> => T.Cosh(x);
    public static T Tanh<T>(T x) where T : IHyperbolicFunctions<T> => T.Tanh(x);
    public static T Max<T>(T a, T b) where T : INumber<T> => T.Max(a, b);
    public static T Max<T>(T a, double b) where T : INumber<T> => T.Max(a, T.CreateChecked(b));
    public static T Min<T>(T a, T b) where T : INumber<T> => T.Min(a, b);
    public static T Min<T>(T a, double b) where T : INumber<T> => T.Min(a, T.CreateChecked(b));
}
