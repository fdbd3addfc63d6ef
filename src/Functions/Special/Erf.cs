using System.Numerics;

namespace Functional.Functions;

/// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
internal readonly struct Erf : IMapFunction, IRare
{
    public static string Name => "Erf";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 2 / Math.Sqrt(Math.PI) * A.Map<Exp>(-(x * x));
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Erf, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Erf>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => Math.Abs(x) < 1e-3 ? 2 / Math.Sqrt(Math.PI) * (x - x * x * x / 3) : 1 - Erfc.At(x);
}
