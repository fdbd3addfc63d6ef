using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct Tanh : IMapFunction, IRare
{
    public static string Name => "Tanh";
    public static Reads Reads => Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 - y * y;
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Tanh(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Tanh>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Tanh(x);
}
