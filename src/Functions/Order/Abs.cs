using System.Numerics;

namespace Functional.Functions;

/// <summary>|x|, with derivative 0 at 0.</summary>
public readonly struct Abs : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Abs";
    /// <inheritdoc/>
    public static bool TakesIntegers => true;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Sign>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Abs(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Abs(x);
}
