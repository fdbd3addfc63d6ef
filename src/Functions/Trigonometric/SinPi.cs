using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The sine of x half turns, sin πx.</summary>
public readonly struct SinPi : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "SinPi";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => Math.PI * A.Map<CosPi>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.SinPi(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // At integers a zero with the sign of x.
        var sine = HalfTurns.Reduce(x).Sine;
        return V.Select(V.Equal(sine, V.Of(0)), V.And(x, V.Of(-0.0)), sine);
    }
}
