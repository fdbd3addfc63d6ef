using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>a / b.</summary>
public readonly struct Divide : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "Divide";
    /// <inheritdoc/>
    public static bool TakesIntegers => true;
    /// <inheritdoc/>
    public static Reads Reads(int input) => input == 0 ? Primitives.Reads.Second : Primitives.Reads.Second | Primitives.Reads.Output;
    /// <inheritdoc/>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => input == 0 ? 1 / b : -(y / b);
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => a / b;
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => a / b;
}
