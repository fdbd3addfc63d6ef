using System.Numerics;

namespace Functional.Functions;

/// <summary>1 − erf x, accurate where that is small.</summary>
internal readonly struct Erfc : IMapFunction, IRare
{
    public static string Name => "Erfc";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => -2 / Math.Sqrt(Math.PI) * A.Map<Exp>(-(x * x));
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Erfc, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Erfc>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => OldErf.Erfc(x);
}
