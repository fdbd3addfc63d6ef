using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>2ˣ.</summary>
public readonly struct Exp2 : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Exp2";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y * Natural.LogOf2;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp2(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
        => ReducedExp<V>.OfBase2(Bounds.Clamp(x, V.IsSingle ? -151 : -1076, V.IsSingle ? 128 : 1024)).Value;
}
