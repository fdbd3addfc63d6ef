using System.Numerics;

namespace Functional.Tests.Properties;

/// <summary>A function of numbers that generic math does not have, with its name for tensors and the arguments to draw.</summary>
public sealed record Special<T>(string Name, Func<T, T> F, Func<Tensor, Tensor> OfTensors, Domain Domain);

/// <summary>The special functions of <see cref="Scalars"/>.</summary>
public static class Specials<T> where T : IFloatingPointIeee754<T>
{
    public static readonly Special<T>[] All =
    [
        new("Erf", Scalars.Erf, Operations.Erf, new(-3, 3)),
        new("Erfc", Scalars.Erfc, Operations.Erfc, new(-3, 3)),
        new("LogGamma", Scalars.LogGamma, Operations.LogGamma, new(0.3, 12)),
        new("LogGamma", Scalars.LogGamma, Operations.LogGamma, new(-1.8, -1.2)),
        new("Digamma", Scalars.Digamma, Operations.Digamma, new(0.3, 12)),
        new("Digamma", Scalars.Digamma, Operations.Digamma, new(-1.8, -1.2)),
        new("Polygamma", x => Scalars.Polygamma(0, x), x => Operations.Polygamma(0, x), new(0.3, 12)),
        new("Polygamma", x => Scalars.Polygamma(1, x), x => Operations.Polygamma(1, x), new(0.3, 12)),
        new("Polygamma", x => Scalars.Polygamma(2, x), x => Operations.Polygamma(2, x), new(-1.8, -1.2)),
        new("Polygamma", x => Scalars.Polygamma(3, x), x => Operations.Polygamma(3, x), new(0.3, 12)),
        new("NormalQuantile", Scalars.NormalQuantile, Operations.NormalQuantile, new(0.2, 0.8)),
        new("ErfInv", Scalars.ErfInv, Operations.ErfInv, new(-0.6, 0.6)),
        new("BesselI0", Scalars.BesselI0, Operations.BesselI0, new(0.5, 3)),
        new("BesselI1", Scalars.BesselI1, Operations.BesselI1, new(0.5, 3)),
        new("LogAddExp", x => Scalars.LogAddExp(x, T.One), x => Operations.LogAddExp(x, Tensor.OnesLike(x)), new(-3, 3)),
        new("LogAddExp", x => Scalars.LogAddExp(T.One, x), x => Operations.LogAddExp(Tensor.OnesLike(x), x), new(-3, 3)),
        new("XLogY", x => Scalars.XLogY(x, x), x => Operations.XLogY(x, x), new(0.4, 3)),
        new("Sigmoid", Scalars.Sigmoid, Operations.Sigmoid, new(-4, 4)),
        new("Softplus", Scalars.Softplus, Operations.Softplus, new(-4, 4)),
        new("Relu", Scalars.Relu, Operations.Relu, new(-4, -0.1)),
        new("Relu", Scalars.Relu, Operations.Relu, new(0.1, 4)),
        new("Sinc", Scalars.Sinc, Operations.Sinc, new(-2, 2)),
        new("Gelu", Scalars.Gelu, Operations.Gelu, new(-3, 3)),
        new("Silu", Scalars.Silu, Operations.Silu, new(-4, 4)),
        new("Rsqrt", Scalars.Rsqrt, Operations.Rsqrt, new(0.3, 4)),
    ];

    /// <summary>One of them between two elementary functions, so that it meets derivatives of every order.</summary>
    public sealed record Curve(int Function, double Start, double Slope) : ICurve
    {
        public static Curve Of(int function, Draw draw)
            => new(function, draw.Number(Specials<double>.All[function].Domain.Low, Specials<double>.All[function].Domain.High), draw.Number(0.2, 1.2));

        public TNumber At<TNumber>(TNumber t) where TNumber : IFloatingPointIeee754<TNumber>
            => Specials<TNumber>.All[Function].F(TNumber.CreateChecked(Start) + TNumber.Sin(t * TNumber.CreateChecked(Slope)));

        public Tensor At(Tensor t) => Specials<double>.All[Function].OfTensors(Start + Operations.Sin(t * Slope));
    }
}
