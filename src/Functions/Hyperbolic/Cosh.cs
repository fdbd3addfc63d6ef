using System.Numerics;

namespace Functional.Functions;

/// <summary>The hyperbolic cosine.</summary>
internal readonly struct Cosh : IMapFunction, IRare
{
    public static string Name => "Cosh";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Sinh>(x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Cosh(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Cosh>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Cosh(x);
}
