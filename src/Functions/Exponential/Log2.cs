using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The logarithm to base 2.</summary>
public readonly struct Log2 : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Log2";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / x / Natural.LogOf2;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Log2(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // log₂ e in two parts; a power of 2 has no error.
        var log = ReducedLog<V>.Of(x);
        var (high, low) = (V.Of(1.4426950408889634), V.Of(V.IsSingle ? 1.925963e-08 : 2.0355273740931033e-17));
        return Ends.OfLog(x, log.E + V.FusedMultiplyAdd(log.F, high, V.FusedMultiplyAdd(log.F, low, log.Tail * high)));
    }
}
