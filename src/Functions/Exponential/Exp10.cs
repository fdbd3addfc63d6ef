using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>10ˣ.</summary>
public readonly struct Exp10 : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Exp10";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y * Natural.LogOf10;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp10(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
        => ReducedExp<V>.OfBase10(Bounds.Clamp(x, V.IsSingle ? -45.5 : -324, V.IsSingle ? 38.6 : 308.3)).Value;
}
