using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The tangent of an angle in radians.</summary>
internal readonly struct Tan : IMapFunction, IRare
{
    public static string Name => "Tan";
    public static Reads Reads => Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y * y + 1;
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Tan(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Tan>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Tan(x);
}
