using System.Numerics;
using System.Numerics.Tensors;
using Functional.Primitives;

namespace Functional.Functions;

internal readonly struct Add : INumberZip<Add>
{
    public static string Name => "Add";
    public static Reads Reads => Reads.Nothing;
    public static Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y) => d;
    public static T Scalar<T>(T a, T b) where T : INumber<T> => a + b;
    public static void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Add(a, b, y);
    public static void Row<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Add(a, b, y);
    public static void Row<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Add(b, a, y);
}

internal readonly struct Subtract : INumberZip<Subtract>
{
    public static string Name => "Subtract";
    public static Reads Reads => Reads.Nothing;
    public static Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y) => input == 0 ? d : -d;
    public static T Scalar<T>(T a, T b) where T : INumber<T> => a - b;
    public static void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(a, b, y);
    public static void Row<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(a, b, y);
    public static void Row<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(a, b, y);
}

internal readonly struct Multiply : INumberZip<Multiply>
{
    public static string Name => "Multiply";
    public static Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y) => d * (input == 0 ? b : a);
    public static T Scalar<T>(T a, T b) where T : INumber<T> => a * b;
    public static void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(a, b, y);
    public static void Row<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(a, b, y);
    public static void Row<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(b, a, y);
}

internal readonly struct Divide : INumberZip<Divide>
{
    public static string Name => "Divide";
    public static Reads Reads => Reads.Inputs | Reads.Output;
    public static Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y) => input == 0 ? d / b : -(d * y / b);
    public static T Scalar<T>(T a, T b) where T : INumber<T> => a / b;
    public static void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Divide(a, b, y);
    public static void Row<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Divide(a, b, y);
    public static void Row<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Divide(a, b, y);
}

/// <summary>The larger of two; where they are equal each has half the derivative. NaN wins.</summary>
internal readonly struct Maximum : INumberZip<Maximum>
{
    public static string Name => "Maximum";
    public static Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y) => d * (input == 0 ? Preference.Of(a, b) : Preference.Of(b, a));
    public static T Scalar<T>(T a, T b) where T : INumber<T> => T.Max(a, b);
    public static void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Max(a, b, y);
    public static void Row<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Max(a, b, y);
}

/// <summary>The smaller of two; where they are equal each has half the derivative. NaN wins.</summary>
internal readonly struct Minimum : INumberZip<Minimum>
{
    public static string Name => "Minimum";
    public static Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y) => d * (input == 0 ? Preference.Of(b, a) : Preference.Of(a, b));
    public static T Scalar<T>(T a, T b) where T : INumber<T> => T.Min(a, b);
    public static void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Min(a, b, y);
    public static void Row<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Min(a, b, y);
}

/// <summary>1 where the first is larger, ½ where both are equal, 0 where it is smaller: the slope of <see cref="Maximum"/>.</summary>
internal readonly struct Preference : IFloatZip<Preference>
{
    static readonly FloatZip<Preference> Op = new();

    public static string Name => "Preference";
    public static Reads Reads => Reads.Nothing;
    public static Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y) => null;
    public static T Derivative<T>(int input, T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;
    public static T Scalar<T>(T a, T b) where T : IFloatingPointIeee754<T> => a > b ? T.One : a == b ? T.One / (T.One + T.One) : T.Zero;

    internal static Tensor Of(Tensor a, Tensor b) => Op.Apply(a, b);
}

/// <summary>a to the power b, with derivative 0 in a where b = 0, and 0 in b where a = 0.</summary>
internal readonly struct Power : IFloatZip<Power>
{
    public static string Name => "Pow";
    public static Reads Reads => Reads.Inputs | Reads.Output;

    public static Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y)
    {
        if (input == 1) return d * y * Operations.Log(Operations.Where(Operations.Equal(a, 0), 1, a));
        // Elsewhere than near 0⁰ the formula itself gives 0 where b = 0, and the right derivative of that in b.
        var constant = Operations.And(Operations.Equal(b, 0), Operations.Less(Operations.Abs(a), Operations.Like(SmallestInvertible(a.DType), a)));
        return d * Operations.Where(constant, 0, b * Operations.Pow(a, Operations.Where(constant, 1, b - 1)));
    }

    public static T Derivative<T>(int input, T a, T b, T y) where T : IFloatingPointIeee754<T> => input switch
    {
        0 => T.IsZero(b) && !T.IsNormal(a) ? T.Zero : b * T.Pow(a, b - T.One),
        _ => T.IsZero(a) ? T.Zero : y * T.Log(a),
    };

    /// <summary>The smallest normal number; the inverses of smaller ones may overflow.</summary>
    static double SmallestInvertible(DType dtype) => Math.ScaleB(1, dtype == DType.Float32 ? -126 : -1022);

    public static T Scalar<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Pow(a, b);
}

/// <summary>The angle of the point (b, a) in −π … π.</summary>
internal readonly struct ArcTangent2 : IFloatZip<ArcTangent2>
{
    public static string Name => "Atan2";
    public static Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y) => (input == 0 ? d * b : -(d * a)) / (a * a + b * b);
    public static T Derivative<T>(int input, T a, T b, T y) where T : IFloatingPointIeee754<T> => (input == 0 ? b : -a) / (a * a + b * b);
    public static T Scalar<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Atan2(a, b);
}

internal readonly struct Negate : INumberMap<Negate>
{
    public static string Name => "Negate";
    public static Reads Reads => Reads.Nothing;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => -d;
    public static T Scalar<T>(T x) where T : INumber<T> => -x;
    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Negate(x, y);
}

internal readonly struct Absolute : INumberMap<Absolute>
{
    public static string Name => "Abs";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * Operations.Sign(x);
    public static T Scalar<T>(T x) where T : INumber<T> => T.Abs(x);
    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Abs(x, y);
}

/// <summary>−1, 0 or 1; NaN for NaN.</summary>
internal readonly struct Signum : INumberMap<Signum>
{
    public static string Name => "Sign";
    public static Reads Reads => Reads.Nothing;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => null;
    public static T Scalar<T>(T x) where T : INumber<T> => x > T.Zero ? T.One : x < T.Zero ? -T.One : x;
}
