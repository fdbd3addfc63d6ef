using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The cube root of any x; its derivative at 0 is +∞.</summary>
internal readonly struct Cbrt : IMapFunction, IRare
{
    public static string Name => "Cbrt";
    public static Reads Reads => Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / (3 * y * y);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Cbrt(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Cbrt>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Cbrt(x);
}
