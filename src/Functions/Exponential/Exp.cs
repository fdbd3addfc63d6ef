using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>eˣ.</summary>
internal readonly struct Exp : IMapFunction, IRare
{
    public static string Name => "Exp";
    public static Reads Reads => Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y;
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Exp>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Exp(x);
}
