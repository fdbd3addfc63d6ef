using System.Numerics;

namespace Functional.Functions;

/// <summary>log(1 + eˣ), without overflow.</summary>
internal readonly struct Softplus : IMapFunction, IRare
{
    public static string Name => "Softplus";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Sigmoid>(x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Softplus, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Softplus>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Max(x, 0) + Log1p.At(Math.Exp(-Math.Abs(x)));
}
