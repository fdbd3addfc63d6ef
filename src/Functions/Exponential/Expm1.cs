using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>eˣ − 1, accurate near 0. Its derivative from the value would lose digits where that is near −1.</summary>
internal readonly struct Expm1 : IMapFunction
{
    public static string Name => "Expm1";
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Exp>(x);
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Expm1, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // Half of 2ⁿ·(1 + r + t) − 1, as all of 2ⁿ may be too much; half a subnormal number would lose its last bit.
        var e = ReducedExp<V>.Of(Bounds.Clamp(x, V.IsSingle ? -18 : -40, V.IsSingle ? 89 : 710));
        var power = V.PowerOf2(e.N - 1);
        var half = V.FusedMultiplyAdd(power, e.Tail, V.FusedMultiplyAdd(power, e.R, power - 0.5));
        return V.Select(V.Less(V.Abs(x), V.Of(1e-20)), x, half + half);
    }
}
