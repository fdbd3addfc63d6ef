using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The inverse of the error function on −1 … 1, ±∞ at the ends and NaN beyond: a quantile of the normal distribution.</summary>
public readonly struct ErfInv : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "ErfInv";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 0.5 * Math.Sqrt(Math.PI) * A.Map<Exp>(y * y);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<ErfInv, T>(x);

    /// <summary>The quantile of (1 + x)/2 over √2; its distance from ½ is known without error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var (half, spread) = (V.Of(0.5), V.FusedMultiplyAdd(-x, x, V.Of(1)));
        var quantile = NormalQuantile.At(V.FusedMultiplyAdd(half, x, half), V.FusedMultiplyAdd(-half, x, half), spread, new(0.5 * x, V.Of(0)));
        // Half of a subnormal number may lose its last digit.
        return V.Select(V.Less(V.Abs(x), V.Of(1e-30)), x * (0.5 * Math.Sqrt(Math.PI)), quantile * Math.Sqrt(0.5));
    }
}
