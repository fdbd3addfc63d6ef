using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>1 / (1 + e⁻ˣ).</summary>
internal readonly struct Sigmoid : IMapFunction, IRare
{
    public static string Name => "Sigmoid";
    public static Reads Reads => Reads.Output;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y * (1 - y);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Sigmoid, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Sigmoid>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => 1 / (1 + Math.Exp(-x));
}
