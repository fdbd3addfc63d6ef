namespace Functional.Functions;

/// <summary>
/// The reduction of huge angles by as many digits of 2/π as matter
/// (M. Payne, R. Hanek 1983, "Radian reduction for trigonometric functions"). All of it is in integers.
/// </summary>
internal static class PayneHanek
{
    /// <summary>2/π as a binary fraction, with 64 zeros ahead of the point.</summary>
    static ReadOnlySpan<ulong> Digits =>
    [
        0, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0, 0x06492EEA09D1921C,
        0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F,
        0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB,
    ];

    /// <summary>Of any angle in float64; NaN of one that is not finite.</summary>
    internal static ReducedAngle<Lane<double>> Reduce(double x)
    {
        if (!double.IsFinite(x)) return ReducedAngle<Lane<double>>.Of(new(double.NaN));
        if (!Lane<double>.Any(ReducedAngle<Lane<double>>.IsHuge(new(x)))) return ReducedAngle<Lane<double>>.Of(new(x));
        var (turns, fraction) = QuarterTurns(Math.Abs(x));
        var r = Parts(fraction) * RightAngle.Precise<Lane<double>>();
        return x < 0 ? new(new(-turns), new(-r.High, -r.Low)) : new(new(turns), r);
    }

    /// <summary>
    /// m·2ᵉ·2/π mod 4 as an integer 0 … 4 and a fraction −½ … ½ in units of 2⁻¹²⁸. Of 2/π the digits with weights 2¹⁻ᵉ … 2⁻¹⁹⁰⁻ᵉ are read:
    /// those before give multiples of 4, and those behind, less than 2⁻¹³⁶, nothing, as no fraction here is below 2⁻⁶².
    /// </summary>
    static (double Turns, Int128 Fraction) QuarterTurns(double x)
    {
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var (m, e) = (bits & 0xFFFFFFFFFFFFF | 1UL << 52, (int)(bits >> 52) - 1075);
        var low = (UInt128)m * Word(e + 62 + 128);
        var middle = (UInt128)m * Word(e + 62 + 64) + (low >> 64);
        var high = m * Word(e + 62) + (ulong)(middle >> 64);
        var fraction = (Int128)(new UInt128(high, (ulong)middle) << 2 | (ulong)low >> 62);
        return ((high >> 62) + (fraction < 0 ? 1u : 0), fraction);
    }

    /// <summary>64 digits from a place on.</summary>
    static ulong Word(int place) => (ulong)(new UInt128(Digits[place >> 6], place < 19 << 6 ? Digits[(place >> 6) + 1] : 0) >> 64 - (place & 63));

    /// <summary>A fraction in units of 2⁻¹²⁸ by its first 53 bits and the 53 after them.</summary>
    static DoubleWord<Lane<double>> Parts(Int128 fraction)
    {
        var size = (UInt128)Int128.Abs(fraction);
        var zeros = (int)UInt128.LeadingZeroCount(size);
        var first = (double)(ulong)(size << zeros >> 75);
        var second = (double)(ulong)(size << zeros >> 22 & 0x1FFFFFFFFFFFFF);
        var sign = fraction < 0 ? -1 : 1;
        return new(new(sign * Math.ScaleB(first, -53 - zeros)), new(sign * Math.ScaleB(second, -106 - zeros)));
    }
}
