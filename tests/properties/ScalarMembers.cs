using System.Numerics;

namespace Functional.Tests.Properties;

/// <summary>A function of one number, at any type of numbers.</summary>
public interface ICurve
{
    T At<T>(T t) where T : IFloatingPointIeee754<T>;
}

/// <summary>Where to draw an argument from, at least 1/32 away from singularities and kinks.</summary>
public readonly record struct Domain(double Low, double High)
{
    public static readonly Domain All = new(-2, 2), Positive = new(0.3, 4), BetweenHalves = new(0.1, 0.4);
}

/// <summary>A static member of generic math with numbers for a result; arguments that it does not take are ignored.</summary>
/// <param name="Signature">Its name and how many parameters it has.</param>
/// <param name="Ulps">How far its value may be from that of <c>double</c> where both are computed by different formulas; −1 where that of <c>double</c> is a coarse one.</param>
public sealed record Member<T>(string Signature, Func<T, T, T, T> F, double Ulps, params Domain[] Domains);

/// <summary>A static member that looks at a number: with another result than a number, from which no derivative comes.</summary>
public sealed record Look<T>(string Signature, Func<T, T, object> F);

/// <summary>The static members of <see cref="IFloatingPointIeee754{TSelf}"/> and the interfaces below it, but those that convert (see <see cref="Members"/>).</summary>
public static class Members<T> where T : IFloatingPointIeee754<T>
{
    public static readonly Member<T>[] All =
    [
        Constant("get_Zero", T.Zero), Constant("get_One", T.One), Constant("get_NegativeOne", T.NegativeOne), Constant("get_E", T.E), Constant("get_Pi", T.Pi),
        Constant("get_Tau", T.Tau), Constant("get_Epsilon", T.Epsilon), Constant("get_NaN", T.NaN), Constant("get_NegativeInfinity", T.NegativeInfinity),
        Constant("get_PositiveInfinity", T.PositiveInfinity), Constant("get_NegativeZero", T.NegativeZero), Constant("get_AdditiveIdentity", T.AdditiveIdentity),
        Constant("get_MultiplicativeIdentity", T.MultiplicativeIdentity),

        Two("op_Addition", (a, b) => a + b), Two("op_Subtraction", (a, b) => a - b), Two("op_Multiply", (a, b) => a * b),
        Two("op_Division", (a, b) => a / b, Domain.All, Domain.Positive), Two("op_Modulus", (a, b) => a % b, new(5.3, 5.5), new(1.15, 1.2)),
        Two("op_CheckedAddition", (a, b) => checked(a + b)), Two("op_CheckedSubtraction", (a, b) => checked(a - b)),
        Two("op_CheckedMultiply", (a, b) => checked(a * b)), Two("op_CheckedDivision", (a, b) => checked(a / b), Domain.All, Domain.Positive),
        One("op_UnaryPlus", x => +x), One("op_UnaryNegation", x => -x), One("op_CheckedUnaryNegation", x => checked(-x)),
        One("op_Increment", x => ++x), One("op_CheckedIncrement", x => checked(++x)), One("op_Decrement", x => --x), One("op_CheckedDecrement", x => checked(--x)),

        One("Abs", T.Abs, Domain.Positive), One("Abs", T.Abs, new(-3, -0.1)),
        Two("Max", T.Max, new(-2, 0), new(0.1, 2)), Two("Max", T.Max, new(0.1, 2), new(-2, 0)), Two("Min", T.Min, new(-2, 0), new(0.1, 2)), Two("Min", T.Min, new(0.1, 2), new(-2, 0)),
        Two("MaxNumber", T.MaxNumber, new(-2, 0), new(0.1, 2)), Two("MinNumber", T.MinNumber, new(-2, 0), new(0.1, 2)),
        Two("MaxNative", T.MaxNative, new(-2, 0), new(0.1, 2)), Two("MinNative", T.MinNative, new(-2, 0), new(0.1, 2)),
        Two("MaxMagnitude", T.MaxMagnitude, new(-2, -1), new(-0.9, 0.9)), Two("MaxMagnitude", T.MaxMagnitude, new(-0.9, 0.9), new(1, 2)),
        Two("MinMagnitude", T.MinMagnitude, new(-2, -1), new(-0.9, 0.9)), Two("MinMagnitude", T.MinMagnitude, new(-0.9, 0.9), new(1, 2)),
        Two("MaxMagnitudeNumber", T.MaxMagnitudeNumber, new(-2, -1), new(-0.9, 0.9)), Two("MinMagnitudeNumber", T.MinMagnitudeNumber, new(-2, -1), new(-0.9, 0.9)),
        Three("Clamp", T.Clamp, new(0.1, 0.9), new(-1, 0), new(1, 2)), Three("Clamp", T.Clamp, new(-3, -1.1), new(-1, 0), new(1, 2)), Three("Clamp", T.Clamp, new(2.1, 3), new(-1, 0), new(1, 2)),
        Three("ClampNative", T.ClampNative, new(0.1, 0.9), new(-1, 0), new(1, 2)), Three("ClampNative", T.ClampNative, new(-3, -1.1), new(-1, 0), new(1, 2)),
        Two("CopySign", T.CopySign, Domain.Positive, new(-2, -0.1)), Two("CopySign", T.CopySign, Domain.Positive, Domain.Positive), Two("CopySign", T.CopySign, new(-2, -0.1), Domain.Positive),

        One("Round", T.Round, Domain.BetweenHalves), new("Round/2", (x, _, _) => T.Round(x, 1), 0, new Domain(0.285, 0.315)),
        new("Round/2", (x, _, _) => T.Round(x, MidpointRounding.ToZero), 0, Domain.BetweenHalves), new("Round/3", (x, _, _) => T.Round(x, 0, MidpointRounding.AwayFromZero), 0, Domain.BetweenHalves),
        One("Floor", T.Floor, Domain.BetweenHalves), One("Ceiling", T.Ceiling, Domain.BetweenHalves), One("Truncate", T.Truncate, Domain.BetweenHalves),
        One("BitIncrement", T.BitIncrement), One("BitDecrement", T.BitDecrement), new("ScaleB/2", (x, _, _) => T.ScaleB(x, 3), 0, Domain.All), new("ScaleB/2", (x, _, _) => T.ScaleB(x, -5), 0, Domain.All),
        Three("FusedMultiplyAdd", T.FusedMultiplyAdd), Three("MultiplyAddEstimate", T.MultiplyAddEstimate), Three("Lerp", T.Lerp),
        Two("Ieee754Remainder", T.Ieee754Remainder, new(5.6, 5.8), new(1.15, 1.2)),
        One("ReciprocalEstimate", T.ReciprocalEstimate, Domain.Positive) with { Ulps = -1 }, One("ReciprocalSqrtEstimate", T.ReciprocalSqrtEstimate, Domain.Positive) with { Ulps = -1 },

        One("Sqrt", T.Sqrt, Domain.Positive), One("Cbrt", T.Cbrt, Domain.Positive), One("Cbrt", T.Cbrt, new(-4, -0.3)), Two("Hypot", T.Hypot, Domain.Positive, Domain.All),
        .. ((int[])[1, 2, 3, 4, 7, -1, -2, -3]).Select(n => new Member<T>("RootN/2", (x, _, _) => T.RootN(x, n), 0, Domain.Positive)),
        .. ((int[])[1, 3, 7, -3]).Select(n => new Member<T>("RootN/2", (x, _, _) => T.RootN(x, n), 0, new Domain(-4, -0.3))),
        Two("Pow", T.Pow, Domain.Positive, Domain.All), .. ((double[])[2, 3, -1, 5]).Select(n => One("Pow/2", x => T.Pow(x, T.CreateChecked(n)), new(-2, -0.3))),

        One("Exp", T.Exp), One("ExpM1", T.ExpM1) with { Ulps = -1 }, One("Exp2", T.Exp2), One("Exp2M1", T.Exp2M1) with { Ulps = -1 }, One("Exp10", T.Exp10), One("Exp10M1", T.Exp10M1) with { Ulps = -1 },
        One("Log", T.Log, Domain.Positive), Two("Log", T.Log, Domain.Positive, new(1.3, 5)), One("LogP1", T.LogP1, new(-0.6, 3)) with { Ulps = -1 },
        One("Log2", T.Log2, Domain.Positive), One("Log2P1", T.Log2P1, new(-0.6, 3)), One("Log10", T.Log10, Domain.Positive), One("Log10P1", T.Log10P1, new(-0.6, 3)),

        One("Sin", T.Sin), One("Cos", T.Cos), One("Tan", T.Tan, new(-1, 1)), One("Asin", T.Asin, new(-0.8, 0.8)), One("Acos", T.Acos, new(-0.8, 0.8)), One("Atan", T.Atan),
        Two("Atan2", T.Atan2, Domain.All, Domain.Positive), One("SinCos", x => T.SinCos(x).Sin), One("SinCos", x => T.SinCos(x).Cos),
        One("SinPi", T.SinPi), One("CosPi", T.CosPi), One("TanPi", T.TanPi, new(-0.3, 0.3)), One("AsinPi", T.AsinPi, new(-0.8, 0.8)), One("AcosPi", T.AcosPi, new(-0.8, 0.8)),
        One("AtanPi", T.AtanPi), Two("Atan2Pi", T.Atan2Pi, Domain.All, Domain.Positive), One("SinCosPi", x => T.SinCosPi(x).SinPi), One("SinCosPi", x => T.SinCosPi(x).CosPi),
        One("DegreesToRadians", T.DegreesToRadians), One("RadiansToDegrees", T.RadiansToDegrees),
        One("Sinh", T.Sinh), One("Cosh", T.Cosh), One("Tanh", T.Tanh), One("Asinh", T.Asinh), One("Acosh", T.Acosh, new(1.2, 4)), One("Atanh", T.Atanh, new(-0.8, 0.8)),
    ];

    public static readonly Look<T>[] Looks =
    [
        Of("IsCanonical", T.IsCanonical), Of("IsComplexNumber", T.IsComplexNumber), Of("IsEvenInteger", T.IsEvenInteger), Of("IsFinite", T.IsFinite),
        Of("IsImaginaryNumber", T.IsImaginaryNumber), Of("IsInfinity", T.IsInfinity), Of("IsInteger", T.IsInteger), Of("IsNaN", T.IsNaN), Of("IsNegative", T.IsNegative),
        Of("IsNegativeInfinity", T.IsNegativeInfinity), Of("IsNormal", T.IsNormal), Of("IsOddInteger", T.IsOddInteger), Of("IsPositive", T.IsPositive),
        Of("IsPositiveInfinity", T.IsPositiveInfinity), Of("IsRealNumber", T.IsRealNumber), Of("IsSubnormal", T.IsSubnormal), Of("IsZero", T.IsZero),
        new("ILogB/1", (x, _) => T.ILogB(x)), new("Sign/1", (x, _) => T.Sign(x)), new("get_Radix/0", (_, _) => T.Radix),
        new("op_Equality/2", (a, b) => a == b), new("op_Inequality/2", (a, b) => a != b), new("op_LessThan/2", (a, b) => a < b), new("op_LessThanOrEqual/2", (a, b) => a <= b),
        new("op_GreaterThan/2", (a, b) => a > b), new("op_GreaterThanOrEqual/2", (a, b) => a >= b),
        new("Equals", (a, b) => a.Equals(b)), new("Equals of objects", (a, b) => a.Equals((object)b)), new("CompareTo", (a, b) => a.CompareTo(b)), new("CompareTo of objects", (a, b) => a.CompareTo((object)b)),
        new("GetHashCode", (a, b) => a.GetHashCode()), new("GetExponentByteCount", (x, _) => x.GetExponentByteCount()), new("GetExponentShortestBitLength", (x, _) => x.GetExponentShortestBitLength()),
        new("GetSignificandByteCount", (x, _) => x.GetSignificandByteCount()), new("GetSignificandBitLength", (x, _) => x.GetSignificandBitLength()),
        new("WriteExponentBigEndian", (x, _) => Bytes(x.WriteExponentBigEndian)), new("WriteExponentLittleEndian", (x, _) => Bytes(x.WriteExponentLittleEndian)),
        new("WriteSignificandBigEndian", (x, _) => Bytes(x.WriteSignificandBigEndian)), new("WriteSignificandLittleEndian", (x, _) => Bytes(x.WriteSignificandLittleEndian)),
        new("ConvertToInteger/1", (x, _) => T.ConvertToInteger<int>(x)), new("ConvertToIntegerNative/1", (x, _) => T.Abs(x) < T.CreateChecked(1e6) ? T.ConvertToIntegerNative<int>(x) : 0),
    ];

    static Member<T> Constant(string name, T value) => new($"{name}/0", (_, _, _) => value, 0);
    static Member<T> One(string name, Func<T, T> f, Domain? domain = null) => new(name.Contains('/') ? name : $"{name}/1", (x, _, _) => f(x), 0, domain ?? Domain.All);
    static Member<T> Two(string name, Func<T, T, T> f, Domain? a = null, Domain? b = null) => new($"{name}/2", (x, y, _) => f(x, y), 0, a ?? Domain.All, b ?? Domain.All);
    static Member<T> Three(string name, Func<T, T, T, T> f, Domain? a = null, Domain? b = null, Domain? c = null) => new($"{name}/3", f, 0, a ?? Domain.All, b ?? Domain.All, c ?? Domain.All);
    static Look<T> Of(string name, Func<T, bool> f) => new($"{name}/1", (x, _) => f(x));

    static string Bytes(Func<byte[], int> write) => new byte[16] is var bytes ? $"{write(bytes)}: {Convert.ToHexString(bytes)}" : "";
}

public static class Members
{
    /// <summary>The members that convert and parse, which have tests of their own.</summary>
    public static readonly string[] Elsewhere =
    [
        "CreateChecked/1", "CreateSaturating/1", "CreateTruncating/1", "TryConvertFromChecked/2", "TryConvertFromSaturating/2", "TryConvertFromTruncating/2",
        "TryConvertToChecked/2", "TryConvertToSaturating/2", "TryConvertToTruncating/2", "Parse/2", "Parse/3", "TryParse/3", "TryParse/4",
    ];

    /// <summary>The value and the derivatives of a member along one argument, or along all of them.</summary>
    public sealed class Curve(int member, double[] from, int varying) : ICurve
    {
        public T At<T>(T t) where T : IFloatingPointIeee754<T>
        {
            return Members<T>.All[member].F(Argument(0), Argument(1), Argument(2));

            T Argument(int i) => i >= from.Length ? T.Zero : i == varying ? t
                : varying >= 0 ? T.CreateChecked(from[i])
                : T.CreateChecked(from[i]) + T.CreateChecked(1 - 0.75 * i) * t;
        }

        /// <summary>Where to look: all arguments are those given.</summary>
        public double Start => varying >= 0 ? from[varying] : 0;
    }

    /// <summary>What a look sees.</summary>
    public sealed class Glance(int look, double other) : ICurve
    {
        public object? Seen { get; private set; }

        public T At<T>(T t) where T : IFloatingPointIeee754<T>
        {
            try
            {
                Seen = Members<T>.Looks[look].F(t, T.CreateChecked(other));
            }
            catch (ArithmeticException e)
            {
                Seen = e.GetType();
            }
            return t;
        }
    }
}
