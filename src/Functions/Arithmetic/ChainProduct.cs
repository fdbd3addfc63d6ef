using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>
/// A tangent or cotangent times a slope, the product of the chain rule: 0 where one of them is 0, also beside ∞ and NaN. What does not move
/// contributes nothing, and a flat side lets nothing through.
/// </summary>
public readonly struct ChainProduct : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "ChainProduct";
    /// <inheritdoc/>
    public static Reads Reads(int input) => Multiply.Reads(input);
    /// <inheritdoc/>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => Multiply.Derivative(input, a, b, y);
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => Numbers.Zip<ChainProduct, T>(a, b);

    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V>
        => V.Select(V.Or(V.Equal(a, V.Of(0)), V.Equal(b, V.Of(0))), V.Of(0), a * b);
}
