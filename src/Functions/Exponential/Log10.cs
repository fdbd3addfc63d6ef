using System.Numerics;

namespace Functional.Functions;

/// <summary>The logarithm to base 10.</summary>
internal readonly struct Log10 : IMapFunction, IRare
{
    public static string Name => "Log10";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / (x * Math.Log(10));
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Log10(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Log10>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Log10(x);
}
