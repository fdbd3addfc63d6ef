using System.Numerics;

namespace Functional.Functions;

/// <summary>x·σ(x) with the logistic function σ; P. Ramachandran, B. Zoph, Q. Le (2017), "Searching for Activation Functions".</summary>
internal readonly struct Silu : IMapFunction, IRare
{
    public static string Name => "Silu";
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Silu, T>(x);
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<Silu>(V.Equal(V.Of(0), V.Of(0)), x, x);
    public static double At(double x) => double.IsNegativeInfinity(x) ? -0.0 : x / (1 + Math.Exp(-x));

    /// <summary>σ + x·σ·(1 − σ), whose second term ends where there is nothing left of the last factors.</summary>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A>
    {
        var sigmoid = A.Map<Sigmoid>(x);
        return sigmoid + A.WhereLess(A.Map<Abs>(x), A.Like(1e4, x), x * (sigmoid * (1 - sigmoid)), A.Like(0, x));
    }
}
