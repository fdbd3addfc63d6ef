using System.Numerics;

namespace Functional.Functions;

// Functions with kinks and jumps. Equals share the derivative, as everywhere in the library; NaN propagates.

/// <summary>|x|, with derivative 0 at 0.</summary>
internal readonly struct Magnitude : IDifferentiableMap
{
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Abs(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => Larger.Share(x, -x) - Larger.Share(-x, x);
}

internal readonly struct Larger : IDifferentiableZip
{
    public static T Scalar<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Max(a, b);
    public static T Derivative<T>(int input, T a, T b, T y) where T : IFloatingPointIeee754<T> => input == 0 ? Share(a, b) : Share(b, a);

    /// <summary>1 where the first is larger, ½ where both are equal, 0 where it is smaller, NaN where one is NaN.</summary>
    internal static T Share<T>(T a, T b) where T : IFloatingPointIeee754<T>
        => a > b ? T.One : a < b ? T.Zero : a == b ? T.CreateChecked(0.5) : T.NaN;
}

internal readonly struct Smaller : IDifferentiableZip
{
    public static T Scalar<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Min(a, b);
    public static T Derivative<T>(int input, T a, T b, T y) where T : IFloatingPointIeee754<T> => Larger.Derivative(1 - input, a, b, y);
}

/// <summary>a − b·trunc(a / b).</summary>
internal readonly struct Remainder : IDifferentiableZip
{
    public static bool ReadsValue => true;
    public static T Scalar<T>(T a, T b) where T : IFloatingPointIeee754<T> => a % b;
    public static T Derivative<T>(int input, T a, T b, T y) where T : IFloatingPointIeee754<T> => input == 0 ? T.One : -T.Round((a - y) / b);
}

/// <summary>a − b·round(a / b).</summary>
internal readonly struct RemainderToNearest : IDifferentiableZip
{
    public static bool ReadsValue => true;
    public static T Scalar<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Ieee754Remainder(a, b);
    public static T Derivative<T>(int input, T a, T b, T y) where T : IFloatingPointIeee754<T> => input == 0 ? T.One : -T.Round((a - y) / b);
}
