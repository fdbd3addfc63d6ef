using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The square root; its derivative at 0 is +∞.</summary>
public readonly struct Sqrt : IMapFunction
{
    public static string Name => "Sqrt";
    public static Reads Reads => Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 0.5 / y;
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Sqrt(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Sqrt(x);
}
