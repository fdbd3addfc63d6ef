using System.Numerics;

namespace Functional.Functions;

/// <summary>
/// The derivative of the digamma function of order a, rounded to an integer, at b; its derivative in a is therefore 0. NaN for orders that
/// are negative or above 170, whose factorials float64 does not have.
/// </summary>
public readonly struct Polygamma : IZipFunction, IRareZip
{
    /// <inheritdoc/>
    public static string Name => "Polygamma";
    /// <inheritdoc/>
    public static int? Slope(int input) => input == 0 ? 0 : null;
    /// <inheritdoc/>
    public static T Number<T>(T a, T b) where T : IFloatingPointIeee754<T> => Numbers.Zip<Polygamma, T>(a, b);
    /// <inheritdoc/>
    public static V Apply<V>(V a, V b) where V : struct, ILanes<V> => V.Rare<Polygamma>(V.Equal(V.Of(0), V.Of(0)), a, b, a);
    /// <inheritdoc/>
    public static A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A> => input == 0 ? A.Like(0, a) : A.Zip<Polygamma>(a + 1, b);

    /// <summary>(−1)ⁿ⁺¹·n!·ζ(n + 1, b).</summary>
    public static double At(double a, double b)
    {
        var order = Math.Round(a);
        if (order == 0) return Digamma.Apply(new Lane<double>(b)).Value;
        if (!(order is > 0 and <= 170) || double.IsNaN(b) || double.IsNegativeInfinity(b)) return double.NaN;
        if (double.IsPositiveInfinity(b)) return 0;
        return HurwitzZeta.At((int)order + 1, b).Times((order % 2 == 0 ? -1 : 1) * Factorial(order));
    }

    /// <summary>By products in two words, whose rounding errors would add up.</summary>
    static double Factorial(double n)
    {
        var product = new DoubleWord<Lane<double>>(new(1), new(0));
        for (var k = 2; k <= n; k++) product *= new Lane<double>(k);
        return product.High.Value + product.Low.Value;
    }
}
