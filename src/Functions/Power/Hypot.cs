using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>√(a² + b²) without overflow on the way; its derivatives at (0, 0) are 0, and where a side is infinite ±1 in an infinite side alone.</summary>
public readonly struct Hypot : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "Hypot";
    /// <inheritdoc/>
    public static Reads Reads(int input) => Primitives.Reads.Inputs | Primitives.Reads.Output;
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Hypot(a, b);

    /// <summary>Where a square could leave the range, both are scaled by a power of 2. An infinite side wins over NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V>
    {
        var (x, y, infinity) = (V.Abs(a), V.Abs(b), V.Of(double.PositiveInfinity));
        var size = V.Max(x, y);
        var (bound, power) = V.IsSingle ? (40, 70) : (400, 600);
        var large = V.Less(V.PowerOf2(V.Of(bound)), size);
        var small = V.Less(size, V.PowerOf2(V.Of(-bound)));
        var n = V.Select(large, V.Of(power), V.Select(small, V.Of(-power), V.Of(0)));
        var (p, q) = (x * V.PowerOf2(-n), y * V.PowerOf2(-n));
        var root = V.Sqrt(V.FusedMultiplyAdd(p, p, q * q)) * V.PowerOf2(n);
        return V.Select(V.Or(V.Equal(x, infinity), V.Equal(y, infinity)), infinity, root);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
    {
        var (side, zero, infinity) = (input == 0 ? a : b, A.Like(0, y), A.Like(double.PositiveInfinity, y));
        // Of two finite sides the value may be beyond the range, where that of their halves is not.
        var half = A.Zip<Hypot>(a * 0.5, b * 0.5);
        var beyond = A.WhereEqual(A.Map<Abs>(side), infinity, A.Map<Sign>(side), zero);
        return A.WhereEqual(y, zero, zero, A.WhereEqual(half, infinity, beyond, A.WhereEqual(y, infinity, side * 0.5 / half, side / y)));
    }
}
