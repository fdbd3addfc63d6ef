using System.Numerics;
using System.Numerics.Tensors;
using Functional.Primitives;
using static Functional.Operations;

namespace Functional.Functions;

/// <summary>max(x, 0), with derivative 0 at 0.</summary>
internal readonly struct Rectifier : ISpecialMap<Rectifier>
{
    public static string Name => "Relu";
    public static Reads Reads => Reads.Output;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => Gate.Op.Apply(d, y);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => y > T.Zero ? T.One : T.Zero;
    public static T Plain<T>(T x) where T : IFloatingPointIeee754<T> => T.Max(x, T.Zero);
    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Max(x, T.Zero, y);
}

/// <summary>The first value where the second is positive, otherwise 0: the derivative of <see cref="Rectifier"/> applied.</summary>
internal readonly struct Gate : INumberZip<Gate>
{
    internal static readonly NumberZip<Gate> Op = new();

    public static string Name => "Gate";
    public static Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y) => input == 0 ? Op.Apply(d, b) : null;
    public static T Scalar<T>(T a, T b) where T : INumber<T> => b > T.Zero ? a : T.Zero;

    public static void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T>
    {
        var i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
            Vector.ConditionalSelect(Vector.GreaterThan(new Vector<T>(b[i..]), Vector<T>.Zero), new Vector<T>(a[i..]), Vector<T>.Zero).CopyTo(y[i..]);
        for (; i < y.Length; i++) y[i] = Scalar(a[i], b[i]);
    }
}

/// <summary>1 / (1 + e⁻ˣ).</summary>
internal readonly struct Logistic : ISpecialMap<Logistic>
{
    public static string Name => "Sigmoid";
    public static Reads Reads => Reads.Output;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * (y * (1 - y));
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => y * (T.One - y);
    public static T Plain<T>(T x) where T : IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));
    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Sigmoid(x, y);
}

/// <summary>log(1 + eˣ), without overflow.</summary>
internal readonly struct SoftPlus : ISpecialMap<SoftPlus>
{
    public static string Name => "Softplus";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * Sigmoid(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => At.Map<Logistic, T>(x);
    public static T Plain<T>(T x) where T : IFloatingPointIeee754<T> => T.Max(x, T.Zero) + Logarithm1Plus.Scalar(T.Exp(-T.Abs(x)));
}

/// <summary>The value itself, with derivative zero.</summary>
internal readonly struct Stop : IFloatMap<Stop>
{
    public static string Name => "StopGradient";
    public static Reads Reads => Reads.Nothing;
    public static bool IsDifferentiable => false;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => null;
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Zero;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => x;
    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> => x.CopyTo(y);
}

internal readonly struct Floored : IFloatMap<Floored>
{
    public static string Name => "Floor";
    public static Reads Reads => Reads.Nothing;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => null;
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Zero;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Floor(x);
}

internal readonly struct Ceiled : IFloatMap<Ceiled>
{
    public static string Name => "Ceiling";
    public static Reads Reads => Reads.Nothing;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => null;
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Zero;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Ceiling(x);
}

/// <summary>The nearest integer, the even one where two are.</summary>
internal readonly struct Rounded : IFloatMap<Rounded>
{
    public static string Name => "Round";
    public static Reads Reads => Reads.Nothing;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => null;
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Zero;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Round(x);
}
