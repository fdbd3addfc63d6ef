using System.Globalization;
using System.Numerics;

namespace Functional;

// Conversion keeps a derivative or refuses: it is never dropped silently. Plain numbers become constants, a number below is lifted, and
// conversion to an integer rounds, which has derivative zero. Text is about primals; what is parsed is a constant.
internal partial interface IDifferentiableNumber<TSelf, T>
{
    static bool INumberBase<TSelf>.TryConvertFromChecked<TOther>(TOther value, out TSelf result) => Lifted(true, T.CreateChecked(value), out result);
    static bool INumberBase<TSelf>.TryConvertFromSaturating<TOther>(TOther value, out TSelf result) => Lifted(true, T.CreateSaturating(value), out result);
    static bool INumberBase<TSelf>.TryConvertFromTruncating<TOther>(TOther value, out TSelf result) => Lifted(true, T.CreateTruncating(value), out result);

    static bool INumberBase<TSelf>.TryConvertToChecked<TOther>(TSelf value, out TOther result)
    {
        result = TOther.CreateChecked(PrimalFor<TOther>(value));
        return true;
    }

    static bool INumberBase<TSelf>.TryConvertToSaturating<TOther>(TSelf value, out TOther result)
    {
        result = TOther.CreateSaturating(PrimalFor<TOther>(value));
        return true;
    }

    static bool INumberBase<TSelf>.TryConvertToTruncating<TOther>(TSelf value, out TOther result)
    {
        result = TOther.CreateTruncating(PrimalFor<TOther>(value));
        return true;
    }

    // text

    static TSelf INumberBase<TSelf>.Parse(string s, NumberStyles style, IFormatProvider? provider) => TSelf.Lift(T.Parse(s, style, provider));
    static TSelf INumberBase<TSelf>.Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) => TSelf.Lift(T.Parse(s, style, provider));
    static TSelf IParsable<TSelf>.Parse(string s, IFormatProvider? provider) => TSelf.Lift(T.Parse(s, provider));
    static TSelf ISpanParsable<TSelf>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TSelf.Lift(T.Parse(s, provider));

    static bool INumberBase<TSelf>.TryParse(string? s, NumberStyles style, IFormatProvider? provider, out TSelf result)
        => Lifted(T.TryParse(s, style, provider, out var value), value, out result);
    static bool INumberBase<TSelf>.TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out TSelf result)
        => Lifted(T.TryParse(s, style, provider, out var value), value, out result);
    static bool IParsable<TSelf>.TryParse(string? s, IFormatProvider? provider, out TSelf result)
        => Lifted(T.TryParse(s, provider, out var value), value, out result);
    static bool ISpanParsable<TSelf>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TSelf result)
        => Lifted(T.TryParse(s, provider, out var value), value, out result);

    // the bits of the primal

    int IFloatingPoint<TSelf>.GetExponentByteCount() => Primal.GetExponentByteCount();
    int IFloatingPoint<TSelf>.GetExponentShortestBitLength() => Primal.GetExponentShortestBitLength();
    int IFloatingPoint<TSelf>.GetSignificandBitLength() => Primal.GetSignificandBitLength();
    int IFloatingPoint<TSelf>.GetSignificandByteCount() => Primal.GetSignificandByteCount();
    bool IFloatingPoint<TSelf>.TryWriteExponentBigEndian(Span<byte> to, out int written) => Primal.TryWriteExponentBigEndian(to, out written);
    bool IFloatingPoint<TSelf>.TryWriteExponentLittleEndian(Span<byte> to, out int written) => Primal.TryWriteExponentLittleEndian(to, out written);
    bool IFloatingPoint<TSelf>.TryWriteSignificandBigEndian(Span<byte> to, out int written) => Primal.TryWriteSignificandBigEndian(to, out written);
    bool IFloatingPoint<TSelf>.TryWriteSignificandLittleEndian(Span<byte> to, out int written) => Primal.TryWriteSignificandLittleEndian(to, out written);

    private static bool Lifted(bool parsed, T? value, out TSelf result)
    {
        result = parsed ? TSelf.Lift(value!) : default;
        return parsed;
    }

    /// <summary>The primal, where it alone stands for the number in another type: there is no derivative, or the other type rounds it away.</summary>
    private static T PrimalFor<TOther>(TSelf value) where TOther : INumberBase<TOther>
        => value.IsConstant || Integral<TOther>.Is ? value.Primal : throw Lost(typeof(TOther));

    private static InvalidOperationException Lost(Type other)
        => new($"a conversion from {Name(typeof(TSelf))} to {Name(other)} would lose the derivative: "
            + "keep the type, or take the derivative away first with Scalars.StopGradient");

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}

/// <summary>Whether a type of numbers has integers alone.</summary>
internal static class Integral<T> where T : INumberBase<T>
{
    /// <summary>Among integers, half of one is zero. The type's interfaces would say it, too, but not in a trimmed program.</summary>
    internal static readonly bool Is = T.IsZero(T.One / (T.One + T.One));
}
