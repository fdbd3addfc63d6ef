using System.Numerics;

namespace Functional.Functions;

/// <summary>The derivative of log |Γ(x)|; NaN at 0, −1, −2, …</summary>
internal readonly struct Digamma : IMapFunction, IRare
{
    public static string Name => "Digamma";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Zip<Polygamma>(A.Like(1, x), x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Digamma, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Digamma>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Gamma.Digamma(x);
}
