using System.Numerics;

namespace Functional.Functions;

/// <summary>The modified Bessel function I₀.</summary>
public readonly struct BesselI0 : IMapFunction, IRare
{
    /// <inheritdoc/>
    public static string Name => "BesselI0";
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => A.Map<BesselI1>(x);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<BesselI0, T>(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<BesselI0>(V.Equal(V.Of(0), V.Of(0)), x, x);

    /// <summary>It is even.</summary>
    public static double At(double x) => double.IsNaN(x) ? x : BesselI.At(0, Math.Abs(x));
}

/// <summary>The modified Bessel function I₁, the derivative of I₀.</summary>
public readonly struct BesselI1 : IMapFunction, IRare
{
    /// <inheritdoc/>
    public static string Name => "BesselI1";
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => Numbers.Map<BesselI1, T>(x);
    /// <inheritdoc/>
    public static V Apply<V>(V x) where V : struct, ILanes<V> => V.Rare<BesselI1>(V.Equal(V.Of(0), V.Of(0)), x, x);

    /// <summary>I₀ − I₁/x; about 0, where that is 0/0, the series ½ + 3x²/16 + 5x⁴/384 + …, which has the right derivatives there, too.
    /// Either function asks for both, so the work of a series grows by the factor 1.6 with each of its terms.</summary>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A>
    {
        var size = A.Map<Abs>(x);
        var safe = A.WhereLess(size, A.Like(0.25, x), A.Like(1, x), x);
        return A.WhereLess(size, A.Like(0.25, x), AboutZero(x * x), A.Map<BesselI0>(x) - A.Map<BesselI1>(x) / safe);
    }

    /// <summary>Σ (2k + 1)/(2·4ᵏ·k!·(k + 1)!)·x²ᵏ.</summary>
    static A AboutZero<A>(A square) where A : IAlgebra<A>
    {
        var sum = A.Like(0, square);
        foreach (var coefficient in (ReadOnlySpan<double>)
            [13 / 14863564800.0 / 2, 11 / 88473600.0 / 2, 9 / 737280.0 / 2, 7 / 9216.0 / 2, 5 / 192.0 / 2, 3 / 8.0 / 2, 0.5])
            sum = sum * square + coefficient;
        return sum;
    }

    /// <summary>It is odd.</summary>
    public static double At(double x) => double.IsNaN(x) ? x : Math.CopySign(BesselI.At(1, Math.Abs(x)), x);
}
