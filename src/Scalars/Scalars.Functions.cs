using System.Numerics;

namespace Functional;

// The elementary functions under their usual names, for numbers of any type.
public static partial class Scalars
{
    /// <summary>|x|, with derivative 0 at 0.</summary>
    public static T Abs<T>(T x) where T : INumberBase<T> => T.Abs(x);

    /// <summary>The square root of x ≥ 0; its derivative at 0 is +∞.</summary>
    public static T Sqrt<T>(T x) where T : IRootFunctions<T> => T.Sqrt(x);

    /// <summary>The cube root of any x; its derivative at 0 is +∞.</summary>
    public static T Cbrt<T>(T x) where T : IRootFunctions<T> => T.Cbrt(x);

    /// <summary>√(a² + b²) without overflow on the way; its derivatives at (0, 0) are 0.</summary>
    public static T Hypot<T>(T a, T b) where T : IRootFunctions<T> => T.Hypot(a, b);

    /// <summary>
    /// aᵇ, for a negative a with an integer b alone; 0⁰ is 1. The derivative in a is 0 where b = 0, that in b is 0 where a = 0 and NaN where a &lt; 0.
    /// </summary>
    public static T Pow<T>(T a, T b) where T : IPowerFunctions<T> => T.Pow(a, b);

    /// <summary>aᵇ with a constant exponent, see <see cref="Pow{T}(T, T)"/>.</summary>
    public static T Pow<T>(T a, double b) where T : IFloatingPointIeee754<T> => T.Pow(a, T.CreateChecked(b));

    /// <summary>eˣ.</summary>
    public static T Exp<T>(T x) where T : IExponentialFunctions<T> => T.Exp(x);

    /// <summary>The natural logarithm of x ≥ 0; at 0 it is −∞ with derivative +∞.</summary>
    public static T Log<T>(T x) where T : ILogarithmicFunctions<T> => T.Log(x);

    /// <summary>The sine of an angle in radians.</summary>
    public static T Sin<T>(T x) where T : ITrigonometricFunctions<T> => T.Sin(x);

    /// <summary>The cosine of an angle in radians.</summary>
    public static T Cos<T>(T x) where T : ITrigonometricFunctions<T> => T.Cos(x);

    /// <summary>The tangent of an angle in radians.</summary>
    public static T Tan<T>(T x) where T : ITrigonometricFunctions<T> => T.Tan(x);

    /// <summary>The angle in −π/2 … π/2 whose sine is x in −1 … 1; its derivative at both ends is +∞.</summary>
    public static T Asin<T>(T x) where T : ITrigonometricFunctions<T> => T.Asin(x);

    /// <summary>The angle in 0 … π whose cosine is x in −1 … 1; its derivative at both ends is −∞.</summary>
    public static T Acos<T>(T x) where T : ITrigonometricFunctions<T> => T.Acos(x);

    /// <summary>The angle in −π/2 … π/2 whose tangent is x.</summary>
    public static T Atan<T>(T x) where T : ITrigonometricFunctions<T> => T.Atan(x);

    /// <summary>The angle of the point (x, y) in −π … π; its derivatives at (0, 0) are NaN.</summary>
    public static T Atan2<T>(T y, T x) where T : IFloatingPointIeee754<T> => T.Atan2(y, x);

    /// <summary>The hyperbolic sine.</summary>
    public static T Sinh<T>(T x) where T : IHyperbolicFunctions<T> => T.Sinh(x);

    /// <summary>The hyperbolic cosine.</summary>
    public static T Cosh<T>(T x) where T : IHyperbolicFunctions<T> => T.Cosh(x);

    /// <summary>The hyperbolic tangent.</summary>
    public static T Tanh<T>(T x) where T : IHyperbolicFunctions<T> => T.Tanh(x);

    /// <summary>The larger of two, which share the derivative where they are equal; NaN wins.</summary>
    public static T Max<T>(T a, T b) where T : INumber<T> => T.Max(a, b);

    /// <summary>The larger of a number and a constant; the number has half the derivative where they are equal.</summary>
    public static T Max<T>(T a, double b) where T : INumber<T> => T.Max(a, T.CreateChecked(b));

    /// <summary>The smaller of two, which share the derivative where they are equal; NaN wins.</summary>
    public static T Min<T>(T a, T b) where T : INumber<T> => T.Min(a, b);

    /// <summary>The smaller of a number and a constant; the number has half the derivative where they are equal.</summary>
    public static T Min<T>(T a, double b) where T : INumber<T> => T.Min(a, T.CreateChecked(b));
}
