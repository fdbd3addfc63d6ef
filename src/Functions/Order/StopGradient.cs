using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The value itself, with derivative zero.</summary>
public readonly struct StopGradient : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "StopGradient";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Nothing;
    /// <inheritdoc/>
    public static int? Slope => 0;
    /// <inheritdoc/>
    public static bool IsDifferentiable => false;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<StopGradient, T>(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => x;
}
