using System.Numerics;

namespace Functional.Functions;

/// <summary>eˣ − 1, accurate near 0. Its derivative from the value would lose digits where that is near −1.</summary>
internal readonly struct Expm1 : IMapFunction, IRare
{
    public static string Name => "Expm1";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Exp>(x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Expm1, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Expm1>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Abs(x) < 1e-5 ? x + x * x / 2 : Math.Exp(x) - 1;
}
