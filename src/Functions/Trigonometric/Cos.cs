using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The cosine of an angle in radians.</summary>
public readonly struct Cos : IMapFunction, IRare
{
    /// <inheritdoc/>
    public static string Name => "Cos";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => -A.Map<Sin>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Cos(x);
    /// <inheritdoc/>
    public static double At(double x) => PayneHanek.Reduce(x).Cosine.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
        => V.Rare<Cos>(ReducedAngle<V>.IsHuge(x), x, ReducedAngle<V>.Of(x).Cosine);
}
