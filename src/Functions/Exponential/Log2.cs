using System.Numerics;

namespace Functional.Functions;

/// <summary>The logarithm to base 2.</summary>
internal readonly struct Log2 : IMapFunction, IRare
{
    public static string Name => "Log2";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / (x * Math.Log(2));
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Log2(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Log2>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Log2(x);
}
