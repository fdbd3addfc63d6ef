using System.Globalization;
using System.Numerics;

namespace Functional.Tests.Tensors;

/// <summary>A floating-point format of 16 bits, by its definition.</summary>
public sealed class SixteenBits(int exponentDigits)
{
    public static readonly SixteenBits Float16 = new(5), Brain16 = new(8);

    /// <summary>Every pattern of 16 bits.</summary>
    public static IEnumerable<ushort> Patterns => Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits);

    int Digits => 15 - exponentDigits;

    int Bias => (1 << exponentDigits - 1) - 1;

    /// <summary>The bits of ∞, and of the largest finite number plus one.</summary>
    public ushort Infinity => (ushort)((1 << exponentDigits) - 1 << Digits);

    public bool IsNaN(ushort bits) => (bits & 0x7FFF) > Infinity;

    public double Value(ushort bits)
    {
        var (sign, exponent, significand) = (bits < 0x8000 ? 1 : -1, (bits & 0x7FFF) >> Digits, bits & (1 << Digits) - 1);
        return IsNaN(bits) ? double.NaN
            : (bits & 0x7FFF) == Infinity ? sign * double.PositiveInfinity
            : exponent == 0 ? sign * Math.ScaleB(significand, 1 - Bias - Digits)
            : sign * Math.ScaleB(significand + (1 << Digits), exponent - Bias - Digits);
    }

    /// <summary>Half way from a finite number that is not negative to the next, which above the largest is a power of two.</summary>
    public double Midpoint(ushort bits) => (Value(bits) + (bits + 1 == Infinity ? Math.ScaleB(1, Bias + 1) : Value((ushort)(bits + 1)))) / 2;

    /// <summary>The number nearest to x, the even one of two.</summary>
    public ushort Nearest(double x) => double.IsNaN(x) ? (ushort)0x7FFF : (ushort)(Nearest(Math.Abs(x).CompareTo) | (double.IsNegative(x) ? 0x8000 : 0));

    public ushort Nearest(long x)
    {
        var size = BigInteger.Abs(x);
        return (ushort)(Nearest(y => double.IsInfinity(y) ? -1 : size.CompareTo(new BigInteger(y)) is not 0 and var order ? order : Math.Floor(y).CompareTo(y))
            | (x < 0 ? 0x8000 : 0));
    }

    /// <summary>The same for a number known by how it compares with others.</summary>
    ushort Nearest(Func<double, int> compare)
    {
        if (compare(double.PositiveInfinity) == 0) return Infinity;
        int low = 0, high = Infinity;
        while (high - low > 1)
            if ((low + high) / 2 is var middle && compare(Value((ushort)middle)) >= 0) low = middle;
            else high = middle;
        var side = compare(Midpoint((ushort)low));
        return (ushort)(side > 0 || side == 0 && low % 2 == 1 ? low + 1 : low);
    }

    /// <summary>The decimal numbers around one that have a digit less.</summary>
    public static IEnumerable<string> Shorter(string text)
    {
        var x = double.Parse(text, CultureInfo.InvariantCulture);
        var digits = text.Split('E', 'e')[0].Where(char.IsAsciiDigit).SkipWhile(digit => digit == '0').Reverse().SkipWhile(digit => digit == '0').Count();
        if (digits < 2) return [];
        var parts = x.ToString("E" + (digits - 2), CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal).Split('E');
        var (significand, exponent) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture) - (digits - 2));
        return new[] { -1, 0, 1 }.Select(step => $"{significand + step}E{exponent}");
    }
}
