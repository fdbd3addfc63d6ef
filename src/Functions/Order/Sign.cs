using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>−1, 0 or 1; NaN for NaN.</summary>
public readonly struct Sign : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Sign";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Nothing;
    /// <inheritdoc/>
    public static int? Slope => 0;
    /// <inheritdoc/>
    public static bool TakesIntegers => true;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Like(0, x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Sign, T>(x);
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Select(V.Less(V.Of(0), x), V.Of(1), V.Select(V.Less(x, V.Of(0)), -V.Of(1), x));
}
