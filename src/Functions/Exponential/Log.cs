using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The natural logarithm; −∞ at 0, NaN below.</summary>
public readonly struct Log : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Log";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / x;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Log(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V> => Ends.OfLog(x, ReducedLog<V>.Of(x).Value);
}
