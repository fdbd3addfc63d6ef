using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>1 / √x; ∞ at 0, −∞ at −0, NaN below.</summary>
public readonly struct Rsqrt : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Rsqrt";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Inputs | Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => -0.5 * y / x;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Rsqrt, T>(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => 1 / V.Sqrt(x);
}
