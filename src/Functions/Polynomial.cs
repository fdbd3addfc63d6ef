using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>W. Horner's scheme.</summary>
internal static class Polynomial
{
    /// <summary>The value at x, for coefficients from the highest power to the constant.</summary>
    internal static double At(double x, double[] coefficients)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients) sum = sum * x + coefficient;
        return sum;
    }

    /// <summary>c₀ + x·(c₁ + x·(c₂ + …)), each step rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Horner<V>(V x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7) where V : struct, ILanes<V>
        => Step(x, Step(x, Step(x, Step(x, Step(x, Step(x, Step(x, V.Of(c7), c6), c5), c4), c3), c2), c1), c0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Step<V>(V x, V sum, double c) where V : struct, ILanes<V> => V.FusedMultiplyAdd(sum, x, V.Of(c));
}
