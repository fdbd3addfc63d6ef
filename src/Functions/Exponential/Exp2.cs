using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>2ˣ.</summary>
internal readonly struct Exp2 : IMapFunction, IRare
{
    public static string Name => "Exp2";
    public static Reads Reads => Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y * Math.Log(2);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp2(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Exp2>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Pow(2, x);
}
