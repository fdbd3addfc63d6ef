using System.Numerics;

namespace Functional.Functions;

/// <summary>W. Horner's scheme.</summary>
internal static class Polynomial
{
    /// <summary>The value at x, for coefficients from the highest power to the constant.</summary>
    internal static T At<T>(T x, double[] coefficients) where T : IFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        foreach (var coefficient in coefficients) sum = sum * x + T.CreateChecked(coefficient);
        return sum;
    }
}
