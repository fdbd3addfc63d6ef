using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The square root; its derivative at 0 is +∞.</summary>
public readonly struct Sqrt : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Sqrt";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 0.5 / y;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Sqrt(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Sqrt(x);
}
