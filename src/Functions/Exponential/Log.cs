using System.Numerics;

namespace Functional.Functions;

/// <summary>The natural logarithm; −∞ at 0, NaN below.</summary>
internal readonly struct Log : IMapFunction, IRare
{
    public static string Name => "Log";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / x;
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Log(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Log>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Log(x);
}
