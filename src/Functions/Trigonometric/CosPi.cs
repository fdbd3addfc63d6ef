using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The cosine of x half turns, cos πx.</summary>
public readonly struct CosPi : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "CosPi";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => -Math.PI * A.Map<SinPi>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.CosPi(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // At halves 0, of which a sum with it makes −0, too.
        return HalfTurns.Reduce(x).Cosine + 0;
    }
}
