using System.Numerics;

namespace Functional.Functions;

/// <summary>The inverse of the hyperbolic sine.</summary>
internal readonly struct Asinh : IMapFunction, IRare
{
    public static string Name => "Asinh";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / A.Zip<Hypot>(x, A.Like(1, x));
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Asinh(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Asinh>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Asinh(x);
}
