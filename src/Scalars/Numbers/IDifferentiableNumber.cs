using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Functions;

namespace Functional;

/// <summary>
/// What all differentiable numbers have in common: every member of .NET's generic math that is not plain arithmetic, written once.
/// A number says how it lifts a constant and how it carries derivatives through a function; the files of this interface say what each
/// member means. Comparison, classification and rounding look at the primal; constants have derivative zero; conversion to another
/// type keeps the derivative or refuses.
/// </summary>
/// <typeparam name="TSelf">The number.</typeparam>
/// <typeparam name="T">The number below: what its primal is made of.</typeparam>
internal partial interface IDifferentiableNumber<TSelf, T> : IFloatingPointIeee754<TSelf>, IDifferentiable<TSelf>, ICarrier<TSelf>
    where TSelf : struct, IDifferentiableNumber<TSelf, T>
    where T : IFloatingPointIeee754<T>
{
    /// <summary>The value without its derivatives.</summary>
    T Primal { get; }

    /// <summary>The same derivatives with another value: that of a member whose rounding differs from the formula for the derivatives.</summary>
    TSelf WithPrimal(T value);

    /// <summary>A number with derivative zero.</summary>
    static abstract TSelf Lift(T value);

    /// <summary>A function of one number.</summary>
    static abstract TSelf Map<F>(TSelf x) where F : struct, IDifferentiableMap;

    /// <summary>A function of two numbers.</summary>
    static abstract TSelf Zip<F>(TSelf a, TSelf b) where F : struct, IDifferentiableZip;

    Func<TSelf, TSelf> ICarrier<TSelf>.Map<F>() => TSelf.Map<F>;
    Func<TSelf, TSelf, TSelf> ICarrier<TSelf>.Zip<F>() => TSelf.Zip<F>;

    // constants

    static TSelf INumberBase<TSelf>.Zero { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TSelf.Lift(T.Zero); }
    static TSelf INumberBase<TSelf>.One { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TSelf.Lift(T.One); }
    static TSelf IAdditiveIdentity<TSelf, TSelf>.AdditiveIdentity => TSelf.Lift(T.AdditiveIdentity);
    static TSelf IMultiplicativeIdentity<TSelf, TSelf>.MultiplicativeIdentity => TSelf.Lift(T.MultiplicativeIdentity);
    static TSelf ISignedNumber<TSelf>.NegativeOne => TSelf.Lift(T.NegativeOne);
    static TSelf IFloatingPointConstants<TSelf>.E => TSelf.Lift(T.E);
    static TSelf IFloatingPointConstants<TSelf>.Pi => TSelf.Lift(T.Pi);
    static TSelf IFloatingPointConstants<TSelf>.Tau => TSelf.Lift(T.Tau);
    static TSelf IFloatingPointIeee754<TSelf>.Epsilon => TSelf.Lift(T.Epsilon);
    static TSelf IFloatingPointIeee754<TSelf>.NaN => TSelf.Lift(T.NaN);
    static TSelf IFloatingPointIeee754<TSelf>.NegativeInfinity => TSelf.Lift(T.NegativeInfinity);
    static TSelf IFloatingPointIeee754<TSelf>.NegativeZero => TSelf.Lift(T.NegativeZero);
    static TSelf IFloatingPointIeee754<TSelf>.PositiveInfinity => TSelf.Lift(T.PositiveInfinity);
    static int INumberBase<TSelf>.Radix => T.Radix;

    // classification looks at the primal

    static bool INumberBase<TSelf>.IsCanonical(TSelf x) => T.IsCanonical(x.Primal);
    static bool INumberBase<TSelf>.IsComplexNumber(TSelf x) => false;
    static bool INumberBase<TSelf>.IsImaginaryNumber(TSelf x) => false;
    static bool INumberBase<TSelf>.IsRealNumber(TSelf x) => T.IsRealNumber(x.Primal);
    static bool INumberBase<TSelf>.IsEvenInteger(TSelf x) => T.IsEvenInteger(x.Primal);
    static bool INumberBase<TSelf>.IsOddInteger(TSelf x) => T.IsOddInteger(x.Primal);
    static bool INumberBase<TSelf>.IsInteger(TSelf x) => T.IsInteger(x.Primal);
    static bool INumberBase<TSelf>.IsFinite(TSelf x) => T.IsFinite(x.Primal);
    static bool INumberBase<TSelf>.IsInfinity(TSelf x) => T.IsInfinity(x.Primal);
    static bool INumberBase<TSelf>.IsNaN(TSelf x) => T.IsNaN(x.Primal);
    static bool INumberBase<TSelf>.IsNegative(TSelf x) => T.IsNegative(x.Primal);
    static bool INumberBase<TSelf>.IsPositive(TSelf x) => T.IsPositive(x.Primal);
    static bool INumberBase<TSelf>.IsNegativeInfinity(TSelf x) => T.IsNegativeInfinity(x.Primal);
    static bool INumberBase<TSelf>.IsPositiveInfinity(TSelf x) => T.IsPositiveInfinity(x.Primal);
    static bool INumberBase<TSelf>.IsNormal(TSelf x) => T.IsNormal(x.Primal);
    static bool INumberBase<TSelf>.IsSubnormal(TSelf x) => T.IsSubnormal(x.Primal);
    static bool INumberBase<TSelf>.IsZero(TSelf x) => T.IsZero(x.Primal);
    static int INumber<TSelf>.Sign(TSelf x) => T.Sign(x.Primal);

    // order looks at the primal; equals share the derivative, so that it is 0 for |x| at 0 and ½ for Clamp at a bound;
    // NaN wins with a derivative of NaN, but the members for numbers ignore it

    static TSelf INumberBase<TSelf>.Abs(TSelf x) => TSelf.Map<Abs>(x);
    static TSelf INumber<TSelf>.Max(TSelf a, TSelf b) => TSelf.Zip<Maximum>(a, b);
    static TSelf INumber<TSelf>.Min(TSelf a, TSelf b) => TSelf.Zip<Minimum>(a, b);
    static TSelf INumber<TSelf>.MaxNumber(TSelf a, TSelf b) => T.IsNaN(a.Primal) ? b : T.IsNaN(b.Primal) ? a : TSelf.Max(a, b);
    static TSelf INumber<TSelf>.MinNumber(TSelf a, TSelf b) => T.IsNaN(a.Primal) ? b : T.IsNaN(b.Primal) ? a : TSelf.Min(a, b);
    static TSelf INumberBase<TSelf>.MaxMagnitude(TSelf a, TSelf b) => OfMagnitudes(a, b) switch { > 0 => a, < 0 => b, _ => TSelf.Max(a, b) };
    static TSelf INumberBase<TSelf>.MinMagnitude(TSelf a, TSelf b) => OfMagnitudes(a, b) switch { < 0 => a, > 0 => b, _ => TSelf.Min(a, b) };
    static TSelf INumberBase<TSelf>.MaxMagnitudeNumber(TSelf a, TSelf b) => T.IsNaN(a.Primal) ? b : T.IsNaN(b.Primal) ? a : TSelf.MaxMagnitude(a, b);
    static TSelf INumberBase<TSelf>.MinMagnitudeNumber(TSelf a, TSelf b) => T.IsNaN(a.Primal) ? b : T.IsNaN(b.Primal) ? a : TSelf.MinMagnitude(a, b);

    static TSelf INumber<TSelf>.Clamp(TSelf x, TSelf min, TSelf max)
        => min.Primal > max.Primal ? throw new ArgumentException($"Clamp: the lower bound {min.Primal} is above the upper bound {max.Primal}")
        : TSelf.Min(TSelf.Max(x, min), max);

    /// <summary>|x| or −|x|, so its derivative at 0 is 0.</summary>
    static TSelf INumber<TSelf>.CopySign(TSelf x, TSelf sign) => T.IsNegative(sign.Primal) ? -TSelf.Abs(x) : TSelf.Abs(x);

    /// <summary>The order of |a| and |b|: 0 where they are equal or one is NaN.</summary>
    private static int OfMagnitudes(TSelf a, TSelf b) => (T.Abs(a.Primal), T.Abs(b.Primal)) is var (x, y) && x > y ? 1 : x < y ? -1 : 0;

    // rounding has derivative zero

    static TSelf IFloatingPoint<TSelf>.Round(TSelf x, int digits, MidpointRounding mode) => TSelf.Lift(T.Round(x.Primal, digits, mode));
    static TSelf IFloatingPoint<TSelf>.Round(TSelf x) => TSelf.Lift(T.Round(x.Primal));
    static TSelf IFloatingPoint<TSelf>.Floor(TSelf x) => TSelf.Lift(T.Floor(x.Primal));
    static TSelf IFloatingPoint<TSelf>.Ceiling(TSelf x) => TSelf.Lift(T.Ceiling(x.Primal));
    static TSelf IFloatingPoint<TSelf>.Truncate(TSelf x) => TSelf.Lift(T.Truncate(x.Primal));
    static int IFloatingPointIeee754<TSelf>.ILogB(TSelf x) => T.ILogB(x.Primal);

    // a step to the neighbouring number adds a constant

    static TSelf IFloatingPointIeee754<TSelf>.BitIncrement(TSelf x) => x.WithPrimal(T.BitIncrement(x.Primal));
    static TSelf IFloatingPointIeee754<TSelf>.BitDecrement(TSelf x) => x.WithPrimal(T.BitDecrement(x.Primal));

    static TSelf IFloatingPointIeee754<TSelf>.Ieee754Remainder(TSelf a, TSelf b) => TSelf.Zip<RemainderToNearest>(a, b);

    // sums and products that are rounded once, or scaled without overflow on the way

    static TSelf IFloatingPointIeee754<TSelf>.ScaleB(TSelf x, int n) => (x * TSelf.Lift(T.ScaleB(T.One, n))).WithPrimal(T.ScaleB(x.Primal, n));
    static TSelf IFloatingPointIeee754<TSelf>.FusedMultiplyAdd(TSelf a, TSelf b, TSelf c)
        => (a * b + c).WithPrimal(T.FusedMultiplyAdd(a.Primal, b.Primal, c.Primal));
    static TSelf INumberBase<TSelf>.MultiplyAddEstimate(TSelf a, TSelf b, TSelf c)
        => (a * b + c).WithPrimal(T.MultiplyAddEstimate(a.Primal, b.Primal, c.Primal));
    static TSelf IFloatingPointIeee754<TSelf>.Lerp(TSelf a, TSelf b, TSelf t)
        => (a * (TSelf.One - t) + b * t).WithPrimal(T.Lerp(a.Primal, b.Primal, t.Primal));

    // estimates are better than those of double: quotients

    static TSelf IFloatingPointIeee754<TSelf>.ReciprocalEstimate(TSelf x) => TSelf.One / x;
    static TSelf IFloatingPointIeee754<TSelf>.ReciprocalSqrtEstimate(TSelf x) => TSelf.One / TSelf.Sqrt(x);
}

/// <summary>Any differentiable number, whatever it is made of.</summary>
internal interface IDifferentiable
{
    /// <summary>Whether no derivative would be lost by looking at the primal alone, down to the innermost number.</summary>
    bool IsConstant { get; }

    /// <summary>Whether all parts, down to the innermost number, are zero: what adds nothing, now or in a derivative.</summary>
    bool IsNothing { get; }
}

/// <summary>A differentiable number with its own type.</summary>
internal interface IDifferentiable<TSelf> : IDifferentiable
{
    /// <summary>derivative · this, where a part of this that is zero contributes nothing.</summary>
    TSelf Times(TSelf derivative);
}

/// <summary>What to ask of a number that may be differentiable or not.</summary>
internal static class Parts
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsNothing<T>(T x) where T : INumberBase<T> => x is IDifferentiable ? ((IDifferentiable)x).IsNothing : T.IsZero(x);

    internal static bool IsConstant<T>(T x) where T : INumberBase<T> => x is not IDifferentiable || ((IDifferentiable)x).IsConstant;

    /// <summary>
    /// derivative · d by the chain rule. What does not move contributes nothing, whatever the slope: where a part of d is zero, 0 · ∞ = 0.
    /// A slope of zero that meets a d of ∞ or NaN is NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Times<T>(T derivative, T d) where T : INumberBase<T>
        => IsNothing(d) ? T.Zero : d is IDifferentiable<T> ? ((IDifferentiable<T>)d).Times(derivative) : derivative * d;

    /// <summary>d / x by the chain rule, see <see cref="Times"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Over<T>(T d, T x) where T : INumberBase<T>
        => IsNothing(d) ? T.Zero : d is IDifferentiable && !(T.IsFinite(x) && !T.IsZero(x)) ? Times(T.One / x, d) : d / x;

    internal static int Compare<TSelf>(TSelf number, object? other) where TSelf : INumber<TSelf> => other switch
    {
        null => 1,
        TSelf same => number.CompareTo(same),
        _ => throw new ArgumentException($"CompareTo: the other value is a {other.GetType()}, not a {typeof(TSelf)}"),
    };

    /// <summary>The text of a part, in parentheses if it has parts of its own.</summary>
    internal static string Text<T>(T part, string? format, IFormatProvider? provider) where T : IFormattable
        => part.ToString(format, provider) is var text && text.Contains(" + ") ? $"({text})" : text;

    internal static bool TryFormat(string text, Span<char> to, out int written)
    {
        var fits = text.TryCopyTo(to);
        written = fits ? text.Length : 0;
        return fits;
    }
}
