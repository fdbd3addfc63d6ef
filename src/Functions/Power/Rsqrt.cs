using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>1 / √x; +∞ at 0.</summary>
internal readonly struct Rsqrt : IMapFunction, IRare
{
    public static string Name => "Rsqrt";
    public static Reads Reads => Reads.Inputs | Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => -0.5 * y / x;
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Rsqrt, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Rsqrt>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => 1 / Math.Sqrt(x);
}
