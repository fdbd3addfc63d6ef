using System.Numerics;

namespace Functional.Functions;

/// <summary>The inverse of the hyperbolic tangent, of x in −1 … 1, ±∞ at the ends.</summary>
internal readonly struct Atanh : IMapFunction, IRare
{
    public static string Name => "Atanh";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / Squares.OneMinus(x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Atanh(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Atanh>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Atanh(x);
}
