using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>eˣ − 1, accurate near 0. Its derivative from the value would lose digits where that is near −1.</summary>
public readonly struct Expm1 : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Expm1";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Exp>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Expm1, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var e = ReducedExp<V>.Of(Bounds.Clamp(x, V.IsSingle ? -18 : -40, V.IsSingle ? 89 : 710));
        return V.Select(V.Less(V.Abs(x), V.Of(1e-20)), x, e.MinusOne);
    }
}
