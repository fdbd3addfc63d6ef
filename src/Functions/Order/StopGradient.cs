using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The value itself, with derivative zero.</summary>
public readonly struct StopGradient : IMapFunction
{
    public static string Name => "StopGradient";
    public static Reads Reads => Reads.Nothing;
    public static int? Slope => 0;
    public static bool IsDifferentiable => false;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<StopGradient, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => x;
}
