using System.Numerics;

namespace Functional.Functions;

/// <summary>log(1 + x), accurate near 0.</summary>
internal readonly struct Log1p : IMapFunction, IRare
{
    public static string Name => "Log1p";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / (x + 1);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Log1p, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Log1p>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Abs(x) < 1e-5 ? x - x * x / 2 : Math.Log(1 + x);
}
