using System.Numerics;

namespace Functional.Functions;

/// <summary>The larger of two; where they are equal each has half the derivative. NaN wins.</summary>
public readonly struct Maximum : IZipFunction
{
    /// <inheritdoc/>
    public static string Name => "Maximum";
    /// <inheritdoc/>
    public static bool TakesIntegers => true;
    /// <inheritdoc/>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => input == 0 ? Preference.Of(a, b) : Preference.Of(b, a);
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Max(a, b);
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Max(a, b);
}

/// <summary>The slopes of <see cref="Maximum"/> and <see cref="Minimum"/>.</summary>
internal static class Preference
{
    /// <summary>1 where the first is larger, 0 where it is smaller, ½ where both are equal, NaN where one is NaN.</summary>
    internal static A Of<A>(A a, A b) where A : IAlgebra<A>
        => A.WhereLess(b, a, A.Like(1, a), A.WhereLess(a, b, A.Like(0, a), A.WhereEqual(a, b, A.Like(0.5, a), A.Like(double.NaN, a))));
}
