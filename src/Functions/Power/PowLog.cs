using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>
/// aᵇ·log a, the derivative of <see cref="Pow"/> in b: 0 where a = 0, whatever b is. A function of its own, because its derivative in a,
/// b·aᵇ⁻¹·log a + aᵇ⁻¹, fits where aᵇ may not.
/// </summary>
public readonly struct PowLog : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "PowLog";
    /// <inheritdoc/>
    public static Reads Reads(int input) => input == 0 ? Primitives.Reads.Inputs : Primitives.Reads.First | Primitives.Reads.Output;
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => Numbers.Zip<PowLog, T>(a, b);
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V>
        => V.Select(V.Equal(a, V.Of(0)), V.Of(0), ChainProduct.Apply(Pow.Apply(a, b), Log.Apply(a)));

    /// <inheritdoc/>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>
    {
        var zero = A.Like(0, a);
        return A.WhereEqual(a, zero, zero, input == 0
            ? A.Zip<ChainProduct>(b, A.Zip<PowLog>(a, b - 1)) + A.Zip<Pow>(a, b - 1)
            : A.Zip<ChainProduct>(y, A.Map<Log>(a)));
    }
}
