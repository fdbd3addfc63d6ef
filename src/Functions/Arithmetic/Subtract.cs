using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>a − b.</summary>
public readonly struct Subtract : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "Subtract";
    /// <inheritdoc/>
    public static bool TakesIntegers => true;
    /// <inheritdoc/>
    public static int? Slope(int input) => input == 0 ? 1 : -1;
    /// <inheritdoc/>
    public static Reads Reads(int input) => Primitives.Reads.Nothing;
    /// <inheritdoc/>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => A.Like(input == 0 ? 1 : -1, a);
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => a - b;
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => a - b;
}
