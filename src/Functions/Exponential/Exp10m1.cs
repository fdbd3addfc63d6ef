using System.Numerics;

namespace Functional.Functions;

/// <summary>10ˣ − 1, accurate near 0.</summary>
internal readonly struct Exp10m1 : IMapFunction
{
    public static string Name => "Exp10m1";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Exp10>(x) * Math.Log(10);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp10M1(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Map<Expm1>(x * Math.Log(10));
}
