namespace Functional.Accuracy;

/// <summary>How far a value is from the right one.</summary>
/// <param name="Ulps">In units of the last place of the right one; subnormal numbers have those of the smallest normal one.</param>
/// <param name="IsWrong">Whether one of both alone is NaN, or the value is a zero of the wrong sign.</param>
internal readonly record struct Deviation(double Ulps, bool IsWrong)
{
    /// <summary>Of a float32 from a float64. Infinity stands for 2¹²⁸, so that an overflow may be early or late by the bound.</summary>
    internal static Deviation Of(float value, double right)
        => Special(value, right) ?? new(Math.Abs(Bounded(value) - Bounded(right)) / Unit(Bounded(right), 23, -126, 127), false);

    /// <summary>Of a float64 from one and the rest of the exact value. Infinity stands for 2¹⁰²⁴; quarters keep that finite.</summary>
    internal static Deviation Of(double value, double right, double rest)
    {
        if (Special(value, right) is { } special) return special;
        var scale = Math.Abs(right) > 1 ? 0.25 : 1;
        return new(Math.Abs(Scaled(value, scale) - Scaled(right, scale) - rest * scale) / (Unit(right, 52, -1022, 1023) * scale), false);
    }

    static Deviation? Special(double value, double right)
        => double.IsNaN(value) || double.IsNaN(right) ? new Deviation(0, double.IsNaN(value) != double.IsNaN(right))
        : value == 0 && double.IsNegative(value) != double.IsNegative(right) ? new Deviation(0, true)
        : null;

    static double Bounded(double x) => Math.Clamp(x, -Power(128), Power(128));

    static double Scaled(double x, double scale) => double.IsInfinity(x) ? Math.CopySign(Power(1022), x) : x * scale;

    /// <summary>The unit in the last of so many places, for exponents within bounds: 2 to a power, whose bits these are.</summary>
    static double Unit(double x, int places, int least, int most)
    {
        var exponent = (int)(BitConverter.DoubleToInt64Bits(x) >> 52 & 0x7FF) - 1023;
        return Power(Math.Clamp(exponent, least, most) - places);
    }

    static double Power(int n) => n < -1022 ? Math.ScaleB(1, n) : BitConverter.Int64BitsToDouble(n + 1023L << 52);
}
