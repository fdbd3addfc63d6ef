using System.Numerics;

namespace Functional.Functions;

/// <summary>The hyperbolic sine.</summary>
internal readonly struct Sinh : IMapFunction, IRare
{
    public static string Name => "Sinh";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Cosh>(x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Sinh(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Sinh>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Sinh(x);
}
