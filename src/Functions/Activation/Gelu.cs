using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>x·Φ(x) with the normal distribution Φ; D. Hendrycks, K. Gimpel (2016), "Gaussian Error Linear Units".</summary>
public readonly struct Gelu : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Gelu";
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Gelu, T>(x);

    /// <summary>−|x|·Φ(−|x|), and x more than that for a positive x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var size = Bounds.Below(V.Abs(x), NormalTail.End<V>());
        var tail = GaussianTail<V>.Of<NormalTail>(size);
        var product = tail.M * size;
        var small = V.Scale(product.High + product.Low, tail.N);
        return V.Select(V.Less(V.Of(0), x), x - small, Signs.Copy(x, small));
    }

    /// <summary>Φ + x·φ. Each term is a function by itself, as the compiler has no room for both in one loop.</summary>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => Distribution(x) + Moment(x);

    /// <summary>Φ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static A Distribution<A>(A x) where A : IAlgebra<A> => 0.5 * A.Map<Erfc>(x * -Math.Sqrt(0.5));

    /// <summary>x·φ, which ends where there is nothing left of the density φ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static A Moment<A>(A x) where A : IAlgebra<A>
        => A.WhereLess(A.Map<Abs>(x), A.Like(1e4, x), x * (A.Map<Exp>(x * x * -0.5) / Math.Sqrt(2 * Math.PI)), A.Like(0, x));
}
