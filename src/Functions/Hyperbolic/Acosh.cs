using System.Numerics;

namespace Functional.Functions;

/// <summary>The inverse of the hyperbolic cosine, of x ≥ 1; its derivative at 1 is +∞.</summary>
internal readonly struct Acosh : IMapFunction, IRare
{
    public static string Name => "Acosh";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / (A.Map<Sqrt>(x - 1) * A.Map<Sqrt>(x + 1));
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Acosh(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Acosh>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Acosh(x);
}
