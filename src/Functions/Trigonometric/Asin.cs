using System.Numerics;

namespace Functional.Functions;

/// <summary>The angle in −π/2 … π/2 whose sine is x in −1 … 1; its derivative at both ends is +∞.</summary>
internal readonly struct Asin : IMapFunction, IRare
{
    public static string Name => "Asin";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / A.Map<Sqrt>(Squares.OneMinus(x));
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Asin(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Asin>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Asin(x);
}
