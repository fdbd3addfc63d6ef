using System.Numerics;

namespace Functional.Functions;

/// <summary>log |Γ(x)|; +∞ at 0, −1, −2, …</summary>
internal readonly struct LogGamma : IMapFunction, IRare
{
    public static string Name => "LogGamma";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Digamma>(x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<LogGamma, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<LogGamma>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Gamma.Logarithm(x);
}
