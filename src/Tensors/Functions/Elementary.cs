using System.Numerics;
using System.Numerics.Tensors;
using Functional.Cpu;
using Functional.Primitives;
using static Functional.Operations;
using static System.Runtime.InteropServices.MemoryMarshal;

namespace Functional.Functions;

internal readonly struct Exponential : IFloatMap<Exponential>
{
    public static string Name => "Exp";
    public static Reads Reads => Reads.Output;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * y;
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => y;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp(x);
    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Exp(x, y);
}

/// <summary>eˣ − 1, accurate near 0.</summary>
internal readonly struct ExponentialMinus1 : IFloatMap<ExponentialMinus1>
{
    public static string Name => "Expm1";
    public static Reads Reads => Reads.Output;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * (y + 1);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => y + T.One;

    /// <summary>W. Kahan's form: the rounding errors of the exponential and of its logarithm cancel. Numbers with derivatives have their own.</summary>
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(double) && typeof(T) != typeof(float)) return T.ExpM1(x);
        var u = T.Exp(x);
        if (u == T.One) return x;
        var less = u - T.One;
        return less == -T.One || !T.IsFinite(u) ? less : less * x / T.Log(u);
    }
}

internal readonly struct Logarithm : IFloatMap<Logarithm>
{
    public static string Name => "Log";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d / x;
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / x;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Log(x);
    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Log(x, y);
}

/// <summary>log(1 + x), accurate near 0.</summary>
internal readonly struct Logarithm1Plus : IFloatMap<Logarithm1Plus>
{
    public static string Name => "Log1p";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d / (x + 1);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (x + T.One);

    /// <summary>W. Kahan's form: the rounding error of 1 + x cancels. Numbers with derivatives have their own.</summary>
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(double) && typeof(T) != typeof(float)) return T.LogP1(x);
        var u = T.One + x;
        return u == T.One ? x : T.IsFinite(u) ? T.Log(u) * x / (u - T.One) : T.Log(u);
    }
}

/// <summary>The square root; its derivative at 0 is +∞.</summary>
internal readonly struct SquareRoot : IFloatMap<SquareRoot>
{
    public static string Name => "Sqrt";
    public static Reads Reads => Reads.Output;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * 0.5 / y;
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (y + y);
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Sqrt(x);
    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Sqrt(x, y);
}

internal readonly struct Sine : IFloatMap<Sine>
{
    public static string Name => "Sin";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * Cos(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Cos(x);
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Sin(x);

    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) SineRows.Sin(Cast<T, double>(x), Cast<T, double>(y));
        else TensorPrimitives.Sin(x, y);
    }
}

internal readonly struct Cosine : IFloatMap<Cosine>
{
    public static string Name => "Cos";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => -(d * Sin(x));
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => -T.Sin(x);
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Cos(x);

    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) SineRows.Cos(Cast<T, double>(x), Cast<T, double>(y));
        else TensorPrimitives.Cos(x, y);
    }
}

internal readonly struct Tangent : IFloatMap<Tangent>
{
    public static string Name => "Tan";
    public static Reads Reads => Reads.Output;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * (y * y + 1);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => y * y + T.One;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Tan(x);
}

internal readonly struct ArcSine : IFloatMap<ArcSine>
{
    public static string Name => "Asin";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d / Sqrt((1 - x) * (1 + x));
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / T.Sqrt((T.One - x) * (T.One + x));
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Asin(x);
}

internal readonly struct ArcCosine : IFloatMap<ArcCosine>
{
    public static string Name => "Acos";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => -(d / Sqrt((1 - x) * (1 + x)));
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => -T.One / T.Sqrt((T.One - x) * (T.One + x));
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Acos(x);
}

internal readonly struct ArcTangent : IFloatMap<ArcTangent>
{
    public static string Name => "Atan";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d / (x * x + 1);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (x * x + T.One);
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Atan(x);
}

internal readonly struct HyperbolicSine : IFloatMap<HyperbolicSine>
{
    public static string Name => "Sinh";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * Cosh(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Cosh(x);
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Sinh(x);
}

internal readonly struct HyperbolicCosine : IFloatMap<HyperbolicCosine>
{
    public static string Name => "Cosh";
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * Sinh(x);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Sinh(x);
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Cosh(x);
}

internal readonly struct HyperbolicTangent : IFloatMap<HyperbolicTangent>
{
    public static string Name => "Tanh";
    public static Reads Reads => Reads.Output;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * (1 - y * y);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One - y * y;
    public static T Scalar<T>(T x) where T : IFloatingPointIeee754<T> => T.Tanh(x);
    public static void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Tanh(x, y);
}

/// <summary>The quantile of the standard normal distribution; M. Wichura (1988), "Algorithm AS 241", PPND16.</summary>
internal readonly struct NormalQuantile : ISpecialMap<NormalQuantile>
{
    public static string Name => "NormalQuantile";
    public static Reads Reads => Reads.Output;
    public static Tensor? Chain(Tensor d, Tensor x, Tensor y) => d * Math.Sqrt(2 * Math.PI) * Exp(y * y * 0.5);
    public static T Derivative<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Sqrt(T.Tau) * T.Exp(y * y * T.CreateChecked(0.5));

    public static T Plain<T>(T x) where T : IFloatingPointIeee754<T>
    {
        var q = x - T.CreateChecked(0.5);
        if (T.Abs(q) <= T.CreateChecked(0.425))
        {
            var central = T.CreateChecked(0.180625) - q * q;
            return q * Polynomial.At(central, Central.Above) / Polynomial.At(central, Central.Below);
        }
        var r = T.Sqrt(-T.Log(q < T.Zero ? x : T.One - x));
        var tail = r <= T.CreateChecked(5)
            ? Polynomial.At(r - T.CreateChecked(1.6), Near.Above) / Polynomial.At(r - T.CreateChecked(1.6), Near.Below)
            : T.IsFinite(r) ? Polynomial.At(r - T.CreateChecked(5), Far.Above) / Polynomial.At(r - T.CreateChecked(5), Far.Below) : r;
        return q < T.Zero ? -tail : tail;
    }

    // Highest power first.
    static readonly (double[] Above, double[] Below) Central = (
        [2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
            1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080],
        [5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
            5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1]);

    static readonly (double[] Above, double[] Below) Near = (
        [7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
            3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734],
        [1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
            6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1]);

    static readonly (double[] Above, double[] Below) Far = (
        [2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
            2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720],
        [2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
            1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1]);
}
