using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The tangent of x half turns, tan πx.</summary>
public readonly struct TanPi : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "TanPi";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => Math.PI * (y * y + 1);
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.TanPi(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var angle = HalfTurns.Reduce(x);
        var tangent = angle.Tangent;
        return V.Select(V.Equal(angle.R.High, V.Of(0)), AtQuarter(x, angle.N), tangent.High + tangent.Low);
    }

    /// <summary>At x ≡ n/2 modulo 2 with n = −2 … 2: ±∞ at halves, by the sign of the sine, and ±0 at integers, by that of sine and cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V AtQuarter<V>(V x, V n) where V : struct, ILanes<V>
    {
        var cosine = 1 - V.Abs(n);
        return V.Select(V.Equal(cosine, V.Of(0)), n / cosine, V.And(V.Xor(x, cosine), V.Of(-0.0)));
    }
}
