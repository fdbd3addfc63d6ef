using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>The inverse of the hyperbolic sine.</summary>
public readonly struct Asinh : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Asinh";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / A.Zip<Hypot>(x, A.Like(1, x));
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Asinh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        // log(1 + x + (√(x² + 1) − 1)) of the size; where x² might overflow, log 2x.
        var size = V.Abs(x);
        var huge = V.Less(V.Of(V.IsSingle ? 1e9 : 1e18), size);
        var rest = V.AndNot(size * size / (1 + V.Sqrt(V.FusedMultiplyAdd(size, size, V.Of(1)))), huge);
        var log = ReducedLog<V>.OfOnePlus(DoubleWord<V>.OrderedSum(size, rest));
        var value = log.Doubled(huge).Value;
        return Signs.Copy(x, V.Select(V.Less(size, V.Of(double.PositiveInfinity)), value, size));
    }
}
