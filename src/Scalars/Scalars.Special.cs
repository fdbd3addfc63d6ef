using System.Numerics;
using Functional.Functions;

namespace Functional;

// Functions that generic math does not have, for double, float and every differentiable number, nested to any depth: those of tensors.
public static partial class Scalars
{
    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt (W. Cody 1969).</summary>
    public static T Erf<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Erf, T>(x);

    /// <summary>1 − erf x, accurate where that is small (W. Cody 1969).</summary>
    public static T Erfc<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Erfc, T>(x);

    /// <summary>log |Γ(x)|; +∞ at 0, −1, −2, … (M. Abramowitz, I. Stegun 1964, 6.1).</summary>
    public static T LogGamma<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<LogGamma, T>(x);

    /// <summary>The derivative of log |Γ(x)|; NaN at 0, −1, −2, … (M. Abramowitz, I. Stegun 1964, 6.3).</summary>
    public static T Digamma<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Digamma, T>(x);

    /// <summary>
    /// The derivative of <see cref="Digamma{T}(T)"/> of some order: 1 gives the trigamma function (M. Abramowitz, I. Stegun 1964, 6.4).
    /// At 0, −1, −2, … it is +∞ or −∞ where both sides agree, otherwise NaN.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public static T Polygamma<T>(int order, T x) where T : IFloatingPointIeee754<T>
        => order >= 0 ? Numbers.Zip<Polygamma, T>(T.CreateChecked(order), x)
        : throw new ArgumentOutOfRangeException(nameof(order), $"Polygamma: the order is {order}, not 0 or above");

    /// <summary>The value below which a standard normal variable falls with probability x in 0 … 1 (M. Wichura 1988, AS 241).</summary>
    public static T NormalQuantile<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<NormalQuantile, T>(x);

    /// <summary>The inverse of <see cref="Erf{T}(T)"/> on −1 … 1.</summary>
    public static T ErfInv<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<ErfInv, T>(x);

    /// <summary>The modified Bessel function I₀ (M. Abramowitz, I. Stegun 1964, 9.6).</summary>
    public static T BesselI0<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<BesselI0, T>(x);

    /// <summary>The modified Bessel function I₁ (M. Abramowitz, I. Stegun 1964, 9.6).</summary>
    public static T BesselI1<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<BesselI1, T>(x);

    /// <summary>log(eᵃ + eᵇ), without overflow.</summary>
    public static T LogAddExp<T>(T a, T b) where T : IFloatingPointIeee754<T> => Numbers.Zip<LogAddExp, T>(a, b);

    /// <summary>a·log b, and 0 where a = 0.</summary>
    public static T XLogY<T>(T a, T b) where T : IFloatingPointIeee754<T> => Numbers.Zip<XLogY, T>(a, b);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static T Sigmoid<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Sigmoid, T>(x);

    /// <summary>log(1 + eˣ), without overflow.</summary>
    public static T Softplus<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Softplus, T>(x);

    /// <summary>max(x, 0), with derivative 0 at 0.</summary>
    public static T Relu<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Relu, T>(x);

    /// <summary>x·Φ(x), with the standard normal distribution Φ (D. Hendrycks, K. Gimpel 2016, "Gaussian Error Linear Units").</summary>
    public static T Gelu<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Gelu, T>(x);

    /// <summary>x·σ(x), with the logistic function σ (P. Ramachandran, B. Zoph, Q. Le 2017, "Searching for Activation Functions").</summary>
    public static T Silu<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Silu, T>(x);

    /// <summary>1 / √x; +∞ at 0.</summary>
    public static T Rsqrt<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Rsqrt, T>(x);

    /// <summary>sin πx / (πx), 1 at 0.</summary>
    public static T Sinc<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Sinc, T>(x);
}
