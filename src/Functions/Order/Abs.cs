using System.Numerics;

namespace Functional.Functions;

/// <summary>|x|, with derivative 0 at 0.</summary>
public readonly struct Abs : IMapFunction
{
    public static string Name => "Abs";
    public static bool TakesIntegers => true;
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Sign>(x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Abs(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Abs(x);
}
