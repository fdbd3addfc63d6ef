using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The logarithm to base 10.</summary>
public readonly struct Log10 : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Log10";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / x / Natural.LogOf10;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Log10(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // log₁₀ 2 and log₁₀ e in two parts; a power of 10 within range has no error.
        var log = ReducedLog<V>.Of(x);
        var (high, low) = (V.Of(0.4342944819032518), V.Of(V.IsSingle ? -1.010305e-08 : 1.098319650216765e-17));
        var rest = V.FusedMultiplyAdd(log.E, V.Of(V.IsSingle ? 4.605039e-06 : 2.8363394551044964e-14), V.FusedMultiplyAdd(log.F, low, log.Tail * high));
        return Ends.OfLog(x, V.FusedMultiplyAdd(log.E, V.Of(V.IsSingle ? 0.301025390625 : 0.30102999566395283), V.FusedMultiplyAdd(log.F, high, rest)));
    }
}
