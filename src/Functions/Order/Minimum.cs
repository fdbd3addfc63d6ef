using System.Numerics;

namespace Functional.Functions;

/// <summary>The smaller of two; where they are equal each has half the derivative. NaN wins.</summary>
public readonly struct Minimum : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "Minimum";
    /// <inheritdoc/>
    public static bool TakesIntegers => true;
    /// <inheritdoc/>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => input == 0 ? Preference.Of(b, a) : Preference.Of(a, b);
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Min(a, b);
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Min(a, b);
}
