using System.Numerics;

namespace Functional.Functions;

/// <summary>The sine of an angle in radians.</summary>
internal readonly struct Sin : IMapFunction, IRare
{
    public static string Name => "Sin";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Cos>(x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Sin(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Sin>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Sin(x);
}
