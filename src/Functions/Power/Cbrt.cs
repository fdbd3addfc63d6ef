using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>The cube root of any x; its derivative at 0 is +∞.</summary>
public readonly struct Cbrt : IMapFunction
{
    /// <inheritdoc/>
    public static string Name => "Cbrt";
    /// <inheritdoc/>
    public static Reads Reads => Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(A x, A y) where A : IAlgebra<A> => 1 / y is var inverse ? inverse * inverse / 3 : default!;
    /// <inheritdoc/>
    public static T Number<T>(T x) where T : IFloatingPointIeee754<T> => T.Cbrt(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x) where V : struct, ILanes<V>
    {
        var size = V.Abs(x);
        var (e, m) = V.Split(x);
        var third = V.Floor((e + 0.5) * (1.0 / 3));
        var root = OfReduced(m, e - 3 * third) * V.PowerOf2(third);
        var ordinary = V.And(V.Less(V.Of(0), size), V.Less(size, V.Of(double.PositiveInfinity)));
        return V.Select(ordinary, Signs.Copy(x, root), x);
    }

    /// <summary>
    /// ∛(m·2ⁿ) for 1 ≤ m &lt; 2 and n = 0, 1, 2: a minimax polynomial for ∛m, which is off by 2⁻¹⁶·⁸, a step of Halley's for float64, and one of
    /// Newton's, whose remainder loses no digits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V OfReduced<V>(V m, V n) where V : struct, ILanes<V>
    {
        var x = m * V.PowerOf2(n);
        var factor = V.Select(V.Equal(n, V.Of(0)), V.Of(1), V.Select(V.Equal(n, V.Of(1)), V.Of(1.2599210498948732), V.Of(1.5874010519681996)));
        var y = factor * Polynomial.Horner(m, 0.50697976, 0.7181528, -0.30061036, 0.08609079, -0.0106038);
        if (!V.IsSingle) y -= y * (y * y * y - x) / (2 * y * y * y + x);
        var square = DoubleWord<V>.Product(y, y);
        return y - V.FusedMultiplyAdd(square.Low, y, V.FusedMultiplyAdd(square.High, y, -x)) / (3 * square.High);
    }
}
