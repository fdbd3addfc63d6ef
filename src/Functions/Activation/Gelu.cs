using System.Numerics;

namespace Functional.Functions;

/// <summary>x·Φ(x) with the normal distribution Φ; D. Hendrycks, K. Gimpel (2016), "Gaussian Error Linear Units".</summary>
internal readonly struct Gelu : IMapFunction, IRare
{
    public static string Name => "Gelu";
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Gelu, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Gelu>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => double.IsNegativeInfinity(x) ? -0.0 : 0.5 * x * Erfc.At(-x * Math.Sqrt(0.5));

    /// <summary>Φ + x·φ, whose second term ends where there is nothing left of the density φ.</summary>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A>
    {
        var (distribution, density) = (0.5 * A.Map<Erfc>(x * -Math.Sqrt(0.5)), A.Map<Exp>(x * x * -0.5) / Math.Sqrt(2 * Math.PI));
        return distribution + A.WhereLess(A.Map<Abs>(x), A.Like(1e4, x), x * density, A.Like(0, x));
    }
}
