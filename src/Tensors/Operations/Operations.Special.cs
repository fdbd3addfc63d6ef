using Functional.Functions;
using Functional.Primitives;

namespace Functional;

public static partial class Operations
{
    /// <summary>log(eᵃ + eᵇ), without overflow; −∞ where both are, with derivatives 0.</summary>
    public static Tensor LogAddExp(Tensor a, Tensor b) => Zip(Zip<Functions.LogAddExp>.Op, a, b);

    /// <summary>a·log b, and 0 where a = 0 whatever b is, NaN excepted.</summary>
    public static Tensor XLogY(Tensor a, Tensor b) => Zip(Zip<Functions.XLogY>.Op, a, b);

    /// <summary>The inverse of <see cref="Erf"/> on −1 … 1, ±∞ at the ends, NaN beyond.</summary>
    public static Tensor ErfInv(Tensor x) => Map<Functions.ErfInv>.Op.Apply(x);

    /// <summary>The modified Bessel function of the first kind of order 0.</summary>
    public static Tensor BesselI0(Tensor x) => Map<Functions.BesselI0>.Op.Apply(x);

    /// <summary>The modified Bessel function of the first kind of order 1.</summary>
    public static Tensor BesselI1(Tensor x) => Map<Functions.BesselI1>.Op.Apply(x);

    /// <summary>log B(a, b) of a, b &gt; 0, by the logarithms of Γ: its error is small beside the largest of these.</summary>
    public static Tensor LogBeta(Tensor a, Tensor b)
    {
        if (Widened(a) is { } wide) return Cast(LogBeta(wide, Cast(b, wide.DType)), a.DType);
        return LogGamma(a) + LogGamma(b) - LogGamma(a + b);
    }

    /// <summary>The beta function B(a, b) = Γ(a)·Γ(b) / Γ(a + b) of a, b &gt; 0; elsewhere its size.</summary>
    public static Tensor Beta(Tensor a, Tensor b)
    {
        if (Widened(a) is { } wide) return Cast(Beta(wide, Cast(b, wide.DType)), a.DType);
        return Exp(LogBeta(a, b));
    }
}
