using System.Numerics;

namespace Functional.Functions;

/// <summary>The angle in 0 … π whose cosine is x in −1 … 1; its derivative at both ends is −∞.</summary>
internal readonly struct Acos : IMapFunction, IRare
{
    public static string Name => "Acos";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => -1 / A.Map<Sqrt>(Squares.OneMinus(x));
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Acos(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Acos>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Acos(x);
}
