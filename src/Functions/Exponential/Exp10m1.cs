using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>10ˣ − 1, accurate near 0.</summary>
public readonly struct Exp10m1 : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Exp10m1";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Exp10>(x) * Natural.LogOf10;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Exp10m1, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var e = ReducedExp<V>.OfBase10(Bounds.Clamp(x, V.IsSingle ? -8 : -17, V.IsSingle ? 38.6 : 308.3));
        return V.Select(V.Less(V.Abs(x), V.Of(1e-20)), x * Natural.LogOf10, e.MinusOne);
    }
}
