using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>eˣ.</summary>
public readonly struct Exp : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Exp";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V> => ReducedExp<V>.Of(Bounds.Clamp(x, V.IsSingle ? -104 : -746, V.IsSingle ? 89 : 710)).Value;
}
