using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>sin πx / (πx), 1 at 0 and 0 at ±∞.</summary>
public readonly struct Sinc : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Sinc";
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<Sinc, T>(x);

    /// <summary>(cos πx − sinc x) / x; about 0, where that cancels, its Taylor series, which has the right derivatives there, too.</summary>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A>
    {
        var size = A.Map<Abs>(x);
        var slope = A.WhereEqual(size, A.Like(double.PositiveInfinity, x), A.Like(0, x), (A.Map<CosPi>(x) - A.Map<Sinc>(x)) / x);
        return A.WhereLess(size, A.Like(0.25, x), AboutZero(x), slope);
    }

    /// <summary>Σ (−1)ᵏ·2k·π²ᵏ / (2k + 1)!·x²ᵏ⁻¹, whose last term is below 10⁻¹⁸ for |x| up to ¼.</summary>
    static A AboutZero<A>(A x) where A : IAlgebra<A>
    {
        var sum = A.Like(0, x);
        foreach (var coefficient in (ReadOnlySpan<double>)
        [
            3.4330769499642866e-9, -1.31484812799919946e-7, 4.04994784661924424e-6, -0.0000976622312631893266, 0.00178114551637285204,
            -0.0234608103545582364, 0.209182782541238404, -1.14451094473250528, 3.24696970113341457, -3.28986813369645287
        ])
            sum = sum * (x * x) + coefficient;
        return sum * x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var ratio = (V.Map<SinPi>(x) / (RightAngle.Precise<V>() * (2 * x))).High;
        // πx may lose its digits among subnormal numbers, and overflow where x is an integer anyway.
        var size = V.Abs(x);
        return V.Select(V.Less(size, V.Of(1e-30)), V.Of(1), V.Select(V.Less(V.Of(1e30), size), V.Of(0), ratio));
    }
}
