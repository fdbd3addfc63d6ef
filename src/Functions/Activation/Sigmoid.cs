using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>1 / (1 + e⁻ˣ).</summary>
public readonly struct Sigmoid : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Sigmoid";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y * (1 - y);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Sigmoid, T>(x);

    /// <summary>With e^−|x| = 2ⁿ·(1 + d) = E it is 1 / (1 + E), and below 0 2ⁿ·(1 + d) / (1 + E), so that no number on the way is subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var e = ReducedExp<V>.Of(Bounds.Above(-V.Abs(x), V.IsSingle ? -110 : -755));
        var (negative, divisor) = (V.Less(x, V.Of(0)), 1 + e.Value);
        var inverse = 1 / divisor;
        // The factor 1 + d takes along what the inverse lost to rounding.
        var rest = V.And(negative, e.Rise) + V.FusedMultiplyAdd(-divisor, inverse, V.Of(1));
        return V.Scale(V.FusedMultiplyAdd(rest, inverse, inverse), V.And(negative, e.N));
    }
}
