using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The hyperbolic tangent.</summary>
public readonly struct Tanh : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Tanh";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 - y * y;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // y / (y + 2) with y = e²ˣ − 1 = 2ⁿ·(1 + r + t) − 1, for |x|; beyond the bound it is 1.
        var e = ReducedExp<V>.Of(2 * Bounds.Below(V.Abs(x), V.IsSingle ? 10 : 20));
        var power = V.PowerOf2(e.N);
        var y = V.FusedMultiplyAdd(power, e.Tail, V.FusedMultiplyAdd(power, e.R, power - 1));
        return Signs.Copy(x, (y / DoubleWord<V>.Sum(y, V.Of(2))).High);
    }
}
