using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The integer part of x: the nearest integer that is not further from 0.</summary>
public readonly struct Truncate : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Truncate";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Nothing;
    /// <inheritdoc/>
    public static int? Slope => 0;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Truncate(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Truncate(x);
}
