using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>10ˣ.</summary>
internal readonly struct Exp10 : IMapFunction
{
    public static string Name => "Exp10";
    public static Reads Reads => Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y * Math.Log(10);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp10(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Map<Exp>(x * Math.Log(10));
}
