using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The tangent of an angle in radians.</summary>
public readonly struct Tan : IMapFunction, IRare
{
    /// <inheritdoc/>
    public static string Name => "Tan";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => y * y + 1;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Tan(x);
    /// <inheritdoc/>
    public static double At(double x) => Value(PayneHanek.Reduce(x).Tangent).Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
        => V.Rare<Tan>(ReducedAngle<V>.IsHuge(x), x, V.Select(V.Equal(x, V.Of(0)), x, Value(ReducedAngle<V>.Of(x).Tangent)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Value<V>(DoubleWord<V> y) where V : struct, ILanes<V> => y.High + y.Low;
}
