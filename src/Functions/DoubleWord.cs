using System.Runtime.CompilerServices;

namespace Functional.Functions;

/// <summary>
/// A number as an unevaluated sum of two, of which the second is about half a unit in the last place of the first, or less: twice the digits
/// (T. Dekker 1971, "A floating-point technique for extending the available precision"; M. Joldes, J.-M. Muller, V. Popescu 2017, "Tight and
/// rigorous error bounds for basic building blocks of double-word arithmetic").
/// </summary>
internal readonly struct DoubleWord<V>(V high, V low) where V : struct, ILanes<V>
{
    internal readonly V High = high, Low = low;

    /// <summary>a + b, exactly (D. Knuth 1969, "The Art of Computer Programming", volume 2, 4.2.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoubleWord<V> Sum(V a, V b)
    {
        var sum = a + b;
        var second = sum - a;
        return new(sum, (a - (sum - second)) + (b - second));
    }

    /// <summary>a + b for |a| ≥ |b| or a = 0, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoubleWord<V> OrderedSum(V a, V b)
    {
        var sum = a + b;
        return new(sum, b - (sum - a));
    }

    /// <summary>a·b, exactly unless the second part falls among subnormal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoubleWord<V> Product(V a, V b)
    {
        var product = a * b;
        return new(product, V.FusedMultiplyAdd(a, b, -product));
    }

    /// <summary>The sum with a number that is below the first part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleWord<V> operator +(DoubleWord<V> a, V b) => new(a.High, a.Low + b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleWord<V> operator *(DoubleWord<V> a, V b)
    {
        var product = a.High * b;
        return new(product, V.FusedMultiplyAdd(a.Low, b, V.FusedMultiplyAdd(a.High, b, -product)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleWord<V> operator *(DoubleWord<V> a, DoubleWord<V> b)
    {
        var product = a * b.High;
        return new(product.High, V.FusedMultiplyAdd(a.High, b.Low, product.Low));
    }

    /// <summary>The quotient. The product with the inverse of the divisor's first part is off by some units, which the remainder corrects.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleWord<V> operator /(V a, DoubleWord<V> b)
    {
        var inverse = 1 / b.High;
        var quotient = a * inverse;
        return Corrected(quotient, inverse, b.Low, V.FusedMultiplyAdd(-quotient, b.High, a));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleWord<V> operator /(DoubleWord<V> a, DoubleWord<V> b)
    {
        var inverse = 1 / b.High;
        var quotient = a.High * inverse;
        return Corrected(quotient, inverse, b.Low, V.FusedMultiplyAdd(-quotient, b.High, a.High) + a.Low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleWord<V> Corrected(V quotient, V inverse, V low, V remainder)
        => OrderedSum(quotient, V.FusedMultiplyAdd(-quotient, low, remainder) * inverse);
}
