using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>log(1 + x), accurate near 0.</summary>
public readonly struct Log1p : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Log1p";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / (x + 1);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Log1p, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V> => Signs.Copy(x, Ends.OfLog(1 + x, ReducedLog<V>.OfOnePlus(x).Value));
}
