using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// a / (a² + b²), of which the derivatives of <see cref="Atan2"/> are made: with it, of (a, b) and of (b, a), its own are products, in which no terms
/// beyond the range cancel. 0 where a side is infinite, NaN at the origin.
/// </summary>
public readonly struct InverseSquare : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "InverseSquare";
    /// <inheritdoc/>
    public static Primitives.Reads Reads(int input) => Primitives.Reads.Inputs | Primitives.Reads.Output;
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => Numbers.Zip<InverseSquare, T>(a, b);

    /// <summary>Division by the larger size keeps the squares in range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V>
    {
        var size = V.Max(V.Abs(a), V.Abs(b));
        var (p, q) = (a / size, b / size);
        return V.Select(V.Equal(size, V.Of(double.PositiveInfinity)), V.Of(0), p / V.FusedMultiplyAdd(p, p, q * q) / size);
    }

    /// <summary>1 / z has the derivative −1 / z², for z = a + i·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
    {
        var other = A.Zip<InverseSquare>(b, a);
        return input == 0 ? (other - y) * (other + y) : -2 * y * other;
    }
}
