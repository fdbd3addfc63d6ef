using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>−x.</summary>
public readonly struct Negate : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Negate";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Nothing;
    /// <inheritdoc/>
    public static int? Slope => -1;
    /// <inheritdoc/>
    public static bool TakesIntegers => true;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(-1, x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => -x;
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => -x;
}
