using Functional.Primitives;

namespace Functional;

/// <summary>Random tensors, always the same from the same key.</summary>
public sealed partial record Key
{
    /// <summary>Integers of so many random bits, 1 to 32 as int32 (32 with the sign), to 64 as int64.</summary>
    public Tensor Bits(Shape shape, int bits = 32)
        => bits is >= 1 and <= 64 ? new RandomBits(shape, bits).Apply(Words)
        : throw new ArgumentOutOfRangeException(nameof(bits), $"Bits: 1 to 64 random bits, not {bits}");

    /// <summary>Numbers evenly distributed over low … high, high excluded.</summary>
    public Tensor Uniform(Shape shape, double low = 0, double high = 1, DType dtype = DType.Float32)
    {
        if (!(low < high)) throw new ArgumentOutOfRangeException(nameof(low), FormattableString.Invariant($"Uniform: {low} is not below {high}"));
        var digits = Digits("Uniform", dtype);
        var draws = Operations.Cast(Bits(shape, digits), dtype) * (Math.ScaleB(1, -digits) * (high - low));
        // The sum may round up to the end that is excluded.
        return low == 0 ? draws : Operations.Minimum(draws + low, dtype == DType.Float32 ? MathF.BitDecrement((float)high) : Math.BitDecrement(high));
    }

    /// <summary>Normally distributed numbers.</summary>
    public Tensor Normal(Shape shape, double mean = 0, double deviation = 1, DType dtype = DType.Float32)
        => Operations.NormalQuantile(Open(shape, dtype)) * deviation + mean;

    /// <summary>Normally distributed numbers under the condition that they lie within low … high deviations of the mean.</summary>
    public Tensor TruncatedNormal(Shape shape, double low = -2, double high = 2, double mean = 0, double deviation = 1, DType dtype = DType.Float32)
    {
        if (!(low < high)) throw new ArgumentOutOfRangeException(nameof(low), FormattableString.Invariant($"TruncatedNormal: {low} is not below {high}"));
        // The lower tail is the accurate one: probabilities near 0 keep their digits, those near 1 do not.
        if (low > 0) return mean - TruncatedNormal(shape, -high, -low, 0, deviation, dtype);
        var (below, above) = (Probability(low), Probability(high));
        var draws = Operations.NormalQuantile(Open(shape, dtype) * (above - below) + below);
        return Operations.Clip(draws, low, high) * deviation + mean;
    }

    /// <summary>Truth values that hold with a probability.</summary>
    public Tensor Bernoulli(Shape shape, double probability = 0.5)
        => Operations.Less(Uniform(shape), Tensor.Full(Shape.Scalar, probability));

    /// <summary>The int32 numbers 0 … count − 1 in random order.</summary>
    public Tensor Permutation(int count) => Operations.ArgSort(Bits([count], 62));

    /// <summary>Uniform numbers in the open interval 0 … 1: the midpoints of equal steps.</summary>
    Tensor Open(Shape shape, DType dtype)
    {
        var digits = Digits("Normal", dtype) - 1;
        return Operations.Cast(Bits(shape, digits), dtype) * Math.ScaleB(1, -digits) + Math.ScaleB(1, -digits - 1);
    }

    /// <summary>The digits of the type's significand.</summary>
    static int Digits(string operation, DType dtype) => dtype switch
    {
        DType.Float32 => 24,
        DType.Float64 => 53,
        _ => throw new DTypeException($"{operation}: numbers are float32 or float64, not {dtype.Name()}"),
    };

    /// <summary>The probability that a standard normal variable falls below x, by Simpson's rule.</summary>
    static double Probability(double x)
    {
        if (double.IsInfinity(x) || Math.Abs(x) > 38) return x < 0 ? 0 : 1;
        const int steps = 4096;
        var (step, sum) = (x / steps, 0.0);
        for (var i = 0; i < steps; i++) sum += Simpson(i * step, step);
        return 0.5 + sum;
    }

    /// <summary>Simpson's rule for the normal density over one step.</summary>
    static double Simpson(double at, double step) => (Density(at) + 4 * Density(at + step / 2) + Density(at + step)) * step / 6;

    static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
