using System.Numerics;

namespace Functional.Functions;

/// <summary>2ˣ − 1, accurate near 0.</summary>
internal readonly struct Exp2m1 : IMapFunction
{
    public static string Name => "Exp2m1";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Exp2>(x) * Math.Log(2);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp2M1(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Map<Expm1>(x * Math.Log(2));
}
