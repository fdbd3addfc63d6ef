using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>2ˣ − 1, accurate near 0.</summary>
public readonly struct Exp2m1 : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Exp2m1";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Exp2>(x) * Natural.LogOf2;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Exp2m1, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var e = ReducedExp<V>.OfBase2(Bounds.Clamp(x, V.IsSingle ? -26 : -56, V.IsSingle ? 128 : 1024));
        return V.Select(V.Less(V.Abs(x), V.Of(1e-20)), x * Natural.LogOf2, e.MinusOne);
    }
}
