using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The sine of an angle in radians.</summary>
public readonly struct Sin : IMapFunction, IRare
{
    /// <inheritdoc/>
    public static string Name => "Sin";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<Cos>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Sin(x);
    /// <inheritdoc/>
    public static double At(double x) => PayneHanek.Reduce(x).Sine.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
        => V.Rare<Sin>(ReducedAngle<V>.IsHuge(x), x, V.Select(V.Equal(x, V.Of(0)), x, ReducedAngle<V>.Of(x).Sine));
}
