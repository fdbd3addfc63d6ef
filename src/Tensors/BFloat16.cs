using System.Globalization;
using System.Numerics;

namespace Functional;

/// <summary>
/// A floating-point number of 16 bits: the upper half of a float, with its range and a significand of 8 binary digits. It stores numbers that are
/// computed in wider types: a cast to float or double is exact, a cast from one rounds once, to nearest, and to even between two.
/// </summary>
public readonly struct BFloat16 :
    IComparable, IComparable<BFloat16>, IEquatable<BFloat16>, IComparisonOperators<BFloat16, BFloat16, bool>, IFormattable, IParsable<BFloat16>
{
    const ushort Infinity = 0x7F80, Quiet = 0x0040;

    BFloat16(ushort bits) => Bits = bits;

    /// <summary>Sign, 8 bits of exponent, 7 bits of significand.</summary>
    public ushort Bits { get; }

    /// <summary>The number whose <see cref="Bits"/> these are.</summary>
    public static BFloat16 FromBits(ushort bits) => new(bits);

    /// <summary>The smallest positive number, 2⁻¹³³.</summary>
    public static BFloat16 Epsilon => new(1);

    /// <summary>The largest finite number, (2 − 2⁻⁷) · 2¹²⁷.</summary>
    public static BFloat16 MaxValue => new(Infinity - 1);

    /// <summary>The lowest finite number, −(2 − 2⁻⁷) · 2¹²⁷.</summary>
    public static BFloat16 MinValue => new(0x8000 | Infinity - 1);

    /// <summary>+∞.</summary>
    public static BFloat16 PositiveInfinity => new(Infinity);

    /// <summary>−∞.</summary>
    public static BFloat16 NegativeInfinity => new(0x8000 | Infinity);

    /// <summary>Not a number; negative and quiet, as .NET's other types have it.</summary>
    public static BFloat16 NaN => new(0x8000 | Infinity | Quiet);

    /// <summary>Whether x is not a number.</summary>
    public static bool IsNaN(BFloat16 x) => float.IsNaN((float)x);

    /// <summary>Whether x is neither infinite nor NaN.</summary>
    public static bool IsFinite(BFloat16 x) => float.IsFinite((float)x);

    /// <summary>The largest number below x; of −∞, of NaN it is the same.</summary>
    public static BFloat16 BitDecrement(BFloat16 x)
        => IsNaN(x) || x == NegativeInfinity ? x
        : (x.Bits & 0x7FFF) == 0 ? new(0x8001)
        : new((ushort)(x.Bits < 0x8000 ? x.Bits - 1 : x.Bits + 1));

    /// <summary>The same number, exactly.</summary>
    public static explicit operator float(BFloat16 x) => BitConverter.UInt32BitsToSingle((uint)x.Bits << 16);

    /// <summary>The same number, exactly.</summary>
    public static explicit operator double(BFloat16 x) => (float)x;

    /// <summary>The nearest number, the even one where two are; ±∞ beyond the range.</summary>
    public static explicit operator BFloat16(float x)
    {
        var bits = BitConverter.SingleToUInt32Bits(x);
        if (float.IsNaN(x)) return new((ushort)(bits >> 16 | Quiet));
        // The lower half rounds up where it is more than half a unit, or just half and the last digit odd. A carry goes into the exponent, up to ∞.
        return new((ushort)(bits + 0x7FFF + (bits >> 16 & 1) >> 16));
    }

    /// <summary>The nearest number, the even one where two are; ±∞ beyond the range.</summary>
    public static explicit operator BFloat16(double x) => (BFloat16)Rounding.ToOdd(x);

    /// <summary>The nearest number, the even one where two are; ±∞ beyond the range.</summary>
    public static explicit operator BFloat16(long x) => (BFloat16)Rounding.ToOdd(x);

    /// <summary>The same number, exactly.</summary>
    public static implicit operator BFloat16(byte x) => (BFloat16)(float)x;

    /// <summary>The same number, exactly.</summary>
    public static implicit operator BFloat16(sbyte x) => (BFloat16)(float)x;

    /// <inheritdoc/>
    public static bool operator ==(BFloat16 a, BFloat16 b) => (float)a == (float)b;

    /// <inheritdoc/>
    public static bool operator !=(BFloat16 a, BFloat16 b) => (float)a != (float)b;

    /// <inheritdoc/>
    public static bool operator <(BFloat16 a, BFloat16 b) => (float)a < (float)b;

    /// <inheritdoc/>
    public static bool operator >(BFloat16 a, BFloat16 b) => (float)a > (float)b;

    /// <inheritdoc/>
    public static bool operator <=(BFloat16 a, BFloat16 b) => (float)a <= (float)b;

    /// <inheritdoc/>
    public static bool operator >=(BFloat16 a, BFloat16 b) => (float)a >= (float)b;

    /// <summary>The order of float, in which NaN equals itself and comes first.</summary>
    public int CompareTo(BFloat16 other) => ((float)this).CompareTo((float)other);

    /// <inheritdoc/>
    public int CompareTo(object? other) => other switch
    {
        null => 1,
        BFloat16 x => CompareTo(x),
        _ => throw new ArgumentException($"a BFloat16 does not compare with a {other.GetType().Name}", nameof(other)),
    };

    /// <summary>Equality of float's: NaN equals itself, and −0 equals 0.</summary>
    public bool Equals(BFloat16 other) => ((float)this).Equals((float)other);

    /// <inheritdoc/>
    public override bool Equals(object? other) => other is BFloat16 x && Equals(x);

    /// <inheritdoc/>
    public override int GetHashCode() => ((float)this).GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ToString(null, null);

    /// <summary>The number in one of float's formats; without one, as few digits as tell it apart from its neighbours.</summary>
    public string ToString(string? format, IFormatProvider? provider)
        => string.IsNullOrEmpty(format) ? Shortest.ToString(provider) : ((float)this).ToString(format, provider);

    /// <summary>Reads a number as double does, and rounds that.</summary>
    public static BFloat16 Parse(string text, IFormatProvider? provider = null) => (BFloat16)double.Parse(text, provider);

    /// <inheritdoc/>
    public static bool TryParse(string? text, IFormatProvider? provider, out BFloat16 result)
    {
        var isNumber = double.TryParse(text, provider, out var number);
        result = (BFloat16)number;
        return isNumber;
    }

    /// <summary>The float of the fewest decimal digits that rounds to this number; four are always enough.</summary>
    float Shortest
    {
        get
        {
            var exact = (float)this;
            // What rounds to a power of two reaches twice as far above it as below: the middle of that is tried, too.
            float[] centers = [exact, exact * (1 + 1 / 1024f)];
            for (var digits = 0; float.IsFinite(exact); digits++)
                foreach (var center in centers)
                {
                    var rounded = float.Parse(center.ToString("E" + digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                    if ((BFloat16)rounded == this) return rounded;
                }
            return exact;
        }
    }
}
