using System.Numerics;

namespace Functional.Functions;

/// <summary>The sine of x half turns, sin πx.</summary>
internal readonly struct SinPi : IMapFunction
{
    public static string Name => "SinPi";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => Math.PI * A.Map<CosPi>(x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.SinPi(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Map<Sin>(x * Math.PI);
}
