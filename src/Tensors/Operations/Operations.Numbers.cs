using Functional.Functions;
using Functional.Primitives;
using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>What kind of numbers the elements are, and which are the same.</summary>
public static partial class Operations
{
    /// <summary>Where an element is NaN.</summary>
    public static Tensor IsNaN(Tensor x) => NotEqual(x, x);

    /// <summary>Where an element is ∞ or −∞.</summary>
    public static Tensor IsInfinite(Tensor x) => x.DType.IsFloat() ? Equal(Abs(x), double.PositiveInfinity) : NotEqual(x, x);

    /// <summary>Where an element is neither ±∞ nor NaN.</summary>
    public static Tensor IsFinite(Tensor x) => x.DType.IsFloat() ? Less(Abs(x), Repeated(double.PositiveInfinity, x)) : Equal(x, x);

    /// <summary>
    /// The elements with NaN and ±∞ replaced by numbers: without others by 0 and the ends of the range of their type. The derivative is 0 where
    /// something was replaced.
    /// </summary>
    public static Tensor NaNToNumber(Tensor x, double nan = 0, double? positive = null, double? negative = null)
    {
        if (!x.DType.IsFloat()) return x;
        var largest = Largest(x.DType);
        x = Where(IsNaN(x), nan, x);
        x = Where(Equal(x, double.PositiveInfinity), positive ?? largest, x);
        return Where(Equal(x, double.NegativeInfinity), negative ?? -largest, x);
    }

    /// <summary>
    /// Where |a − b| ≤ absolute + relative·|b|, as NumPy has it, or both are the same infinity. NaN is close to nothing, unless
    /// <paramref name="equalNaN"/> asks for NaN to be close to NaN.
    /// </summary>
    public static Tensor IsClose(Tensor a, Tensor b, double relative = 1e-5, double absolute = 1e-8, bool equalNaN = false)
    {
        RequireFloat("IsClose", a);
        var finite = And(IsFinite(a), IsFinite(b));
        var close = Or(And(finite, Abs(a - b) <= absolute + relative * Abs(b)), Equal(a, b));
        return equalNaN ? Or(close, And(IsNaN(a), IsNaN(b))) : close;
    }

    /// <summary>Whether all elements are close: a truth value []. See <see cref="IsClose"/>.</summary>
    public static Tensor AllClose(Tensor a, Tensor b, double relative = 1e-5, double absolute = 1e-8, bool equalNaN = false)
        => All(IsClose(a, b, relative, absolute, equalNaN));

    /// <summary>The size of a with the sign of b, which 0 has, too. The derivative in a is 0 where a is; in b there is none.</summary>
    public static Tensor CopySign(Tensor a, Tensor b) => Zip(Zip<Functions.CopySign>.Op, a, b);

    /// <summary>1 / x; ±∞ at ±0.</summary>
    public static Tensor Reciprocal(Tensor x) => 1 / x;

    /// <summary>a + t·(b − a), which is b itself where t is 1.</summary>
    public static Tensor Lerp(Tensor a, Tensor b, Tensor t)
    {
        var way = b - a;
        return Where(t < 0.5, a + t * way, b - (1 - t) * way);
    }

    /// <inheritdoc cref="Lerp(Tensor, Tensor, Tensor)"/>
    public static Tensor Lerp(Tensor a, Tensor b, double t) => Lerp(a, b, Like(t, a));

    /// <summary>The largest finite number of a type of floats.</summary>
    static double Largest(DType type) => type switch
    {
        DType.Float16 => (double)Half.MaxValue,
        DType.BFloat16 => (double)BFloat16.MaxValue,
        DType.Float32 => float.MaxValue,
        _ => double.MaxValue,
    };
}
