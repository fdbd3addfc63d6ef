using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The tangent of x half turns, tan πx.</summary>
internal readonly struct TanPi : IMapFunction
{
    public static string Name => "TanPi";
    public static Reads Reads => Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => Math.PI * (y * y + 1);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.TanPi(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Map<Tan>(x * Math.PI);
}
