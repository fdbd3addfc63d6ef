using Functional.Functions;
using Functional.Primitives;

namespace Functional;

/// <summary>Random tensors, always the same from the same key; numbers of 16 bits are those of float32, rounded.</summary>
public sealed partial record Key
{
    /// <summary>Integers of so many random bits, 1 to 32 as int32 (32 with the sign), to 64 as int64.</summary>
    public Tensor Bits(Shape shape, int bits = 32)
        => bits is >= 1 and <= 64 ? Stream(shape, bits, Tensor.Scalar(Drawing))
        : throw new ArgumentOutOfRangeException(nameof(bits), $"Bits: 1 to 64 random bits, not {bits}");

    /// <summary>Numbers evenly distributed over low … high, high excluded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ends are not two numbers of the type, the lower one first.</exception>
    public Tensor Uniform(Shape shape, double low = 0, double high = 1, DType dtype = DType.Float32)
    {
        if (!(low < high)) throw new ArgumentOutOfRangeException(nameof(low), FormattableString.Invariant($"Uniform: {low} is not below {high}"));
        var drawn = Drawn("Uniform", dtype);
        if (Math.Max(-low, high) > Largest(dtype))
            throw new ArgumentOutOfRangeException(
                nameof(low), FormattableString.Invariant($"Uniform: {low} … {high} is beyond the range of {dtype.Name()}"));
        var digits = Digits(drawn);
        // The distance of the ends may be beyond the range where they are not: half of it is not. A step of a small one may be beyond it, too.
        var scale = high - low > Largest(drawn) ? 0.5 : 1;
        var (bits, distance) = (Operations.Cast(Bits(shape, digits), drawn), high * scale - low * scale);
        var draws = distance > Math.ScaleB(1 / Largest(drawn), digits + 2) ? bits * Math.ScaleB(distance, -digits)
            : bits * Math.ScaleB(1, -digits) * distance;
        if (low != 0) draws += low * scale;
        if (scale != 1) draws /= scale;
        // The sum, or 16 bits of it, may round up to the end that is excluded.
        return (low, high) == (0, 1) && drawn == dtype ? draws : Operations.Minimum(Operations.Cast(draws, dtype), Below(high, dtype));
    }

    /// <summary>Normally distributed numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite, or the deviation not finite or below 0.</exception>
    public Tensor Normal(Shape shape, double mean = 0, double deviation = 1, DType dtype = DType.Float32)
    {
        RequireMoments("Normal", mean, deviation);
        return Operations.Cast(Operations.NormalQuantile(Open(shape, Drawn("Normal", dtype))) * deviation + mean, dtype);
    }

    /// <summary>Normally distributed numbers under the condition that they lie within low … high deviations of the mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// low is not below high, the mean is not finite, or the deviation not finite or below 0.
    /// </exception>
    public Tensor TruncatedNormal(Shape shape, double low = -2, double high = 2, double mean = 0, double deviation = 1, DType dtype = DType.Float32)
    {
        if (!(low < high)) throw new ArgumentOutOfRangeException(nameof(low), FormattableString.Invariant($"TruncatedNormal: {low} is not below {high}"));
        RequireMoments("TruncatedNormal", mean, deviation);
        var drawn = Drawn("TruncatedNormal", dtype);
        // The lower tail is the accurate one: probabilities near 0 keep their digits, those near 1 do not.
        if (low > 0) return Operations.Cast(mean - TruncatedNormal(shape, -high, -low, 0, deviation, drawn), dtype);
        var (below, above) = (Probability(low), Probability(high));
        var draws = Operations.NormalQuantile(Open(shape, drawn) * (above - below) + below);
        return Operations.Cast(Operations.Clip(draws, low, high) * deviation + mean, dtype);
    }

    /// <summary>Truth values that hold with a probability, which is right to 2⁻⁵³.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in 0 … 1.</exception>
    public Tensor Bernoulli(Shape shape, double probability = 0.5)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(probability), FormattableString.Invariant($"Bernoulli: a probability of {probability} is not in 0 … 1"));
        const int digits = 53;
        // Of multiples of 2⁻²⁴, as ½ is one, half of the bits decide.
        return probability == (float)probability && Math.ScaleB(probability, 24) is var few && few == Math.Floor(few)
            ? Bits(shape, 24) < (long)few
            : Bits(shape, digits) < (long)Math.Round(Math.ScaleB(probability, digits));
    }

    /// <summary>The int32 numbers 0 … count − 1 in random order.</summary>
    public Tensor Permutation(int count) => Operations.ArgSort(Bits([count], 62));

    static void RequireMoments(string operation, double mean, double deviation)
    {
        if (!double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), FormattableString.Invariant($"{operation}: a mean of {mean} is not finite"));
        if (!(deviation >= 0 && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(
                nameof(deviation), FormattableString.Invariant($"{operation}: a deviation of {deviation} is not a finite number from 0 on"));
    }

    /// <summary>Uniform numbers in the open interval 0 … 1: the midpoints of equal steps.</summary>
    Tensor Open(Shape shape, DType dtype)
    {
        var digits = Digits(dtype) - 1;
        return Operations.Cast(Bits(shape, digits), dtype) * Math.ScaleB(1, -digits) + Math.ScaleB(1, -digits - 1);
    }

    /// <summary>The type in which numbers are drawn: those of 16 bits are rounded from float32, whose bits are as random.</summary>
    static DType Drawn(string operation, DType dtype)
        => dtype.IsFloat() ? dtype.Computed()
        : throw new DTypeException($"{operation}: numbers are float16, bfloat16, float32 or float64, not {dtype.Name()}");

    /// <summary>The digits of the significand of float32 or float64.</summary>
    static int Digits(DType dtype) => dtype == DType.Float32 ? 24 : 53;

    /// <summary>The largest number of a type.</summary>
    static double Largest(DType dtype) => dtype switch
    {
        DType.Float32 => float.MaxValue,
        DType.Float16 => (double)Half.MaxValue,
        DType.BFloat16 => (double)BFloat16.MaxValue,
        _ => double.MaxValue,
    };

    /// <summary>The largest number of a type below one.</summary>
    static double Below(double x, DType dtype) => dtype switch
    {
        DType.Float32 => MathF.BitDecrement((float)x),
        DType.Float16 => (double)Half.BitDecrement((Half)x),
        DType.BFloat16 => (double)BFloat16.BitDecrement((BFloat16)x),
        _ => Math.BitDecrement(x),
    };

    /// <summary>The probability that a standard normal variable falls below x.</summary>
    static double Probability(double x) => 0.5 * Numbers.Map<Erfc, double>(-x * Math.Sqrt(0.5));
}
