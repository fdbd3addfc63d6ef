using System.Runtime.InteropServices;

namespace Functional.Accuracy;

/// <summary>Float64 functions of the runtime and of the C library, and <see cref="SpecialReferences"/>, by which float32 is measured.</summary>
internal static class References
{
    internal static readonly IReadOnlyDictionary<string, Func<double, double>> Maps = new Dictionary<string, Func<double, double>>
    {
        ["Abs"] = Math.Abs,
        ["Acos"] = Math.Acos,
        ["Acosh"] = Math.Acosh,
        ["Asin"] = Math.Asin,
        ["Asinh"] = Math.Asinh,
        ["Atan"] = Math.Atan,
        ["Atanh"] = Math.Atanh,
        ["BesselI0"] = x => SpecialReferences.BesselI(0, x),
        ["BesselI1"] = x => SpecialReferences.BesselI(1, x),
        ["Cbrt"] = Math.Cbrt,
        ["Ceiling"] = Math.Ceiling,
        ["Cos"] = Math.Cos,
        ["CosPi"] = CosPi,
        ["Cosh"] = Math.Cosh,
        ["Digamma"] = SpecialReferences.Digamma,
        ["Erf"] = erf,
        ["Erfc"] = erfc,
        ["ErfInv"] = SpecialReferences.ErfInv,
        ["Exp"] = Math.Exp,
        ["Exp10"] = exp10,
        ["Exp10m1"] = x => expm1(x * Math.Log(10)),
        ["Exp2"] = exp2,
        ["Exp2m1"] = x => expm1(x * Math.Log(2)),
        ["Expm1"] = expm1,
        ["Floor"] = Math.Floor,
        ["Gelu"] = x => double.IsNegativeInfinity(x) ? -0.0 : 0.5 * x * erfc(-x * Math.Sqrt(0.5)),
        ["Log"] = Math.Log,
        ["Log10"] = Math.Log10,
        ["Log1p"] = log1p,
        ["Log2"] = Math.Log2,
        ["LogGamma"] = lgamma,
        ["Negate"] = x => -x,
        ["NormalQuantile"] = SpecialReferences.NormalQuantile,
        ["Relu"] = x => Math.Max(x, 0),
        ["Round"] = Math.Round,
        ["Rsqrt"] = x => 1 / Math.Sqrt(x),
        ["Sigmoid"] = x => 1 / (1 + Math.Exp(-x)),
        ["Sign"] = x => double.IsNaN(x) || x == 0 ? x : Math.Sign(x),
        ["Silu"] = x => double.IsNegativeInfinity(x) ? -0.0 : x / (1 + Math.Exp(-x)),
        ["Sin"] = Math.Sin,
        ["Sinc"] = x => x == 0 ? 1 : double.IsInfinity(x) ? 0 : SinPi(x) / (Math.PI * x),
        ["SinPi"] = SinPi,
        ["Sinh"] = Math.Sinh,
        ["Softplus"] = x => Math.Max(x, 0) + log1p(Math.Exp(-Math.Abs(x))),
        ["Sqrt"] = Math.Sqrt,
        ["StopGradient"] = x => x,
        ["Tan"] = Math.Tan,
        ["TanPi"] = x => SinPi(x) / CosPi(x),
        ["Tanh"] = Math.Tanh,
        ["Truncate"] = Math.Truncate,
    };

    internal static readonly IReadOnlyDictionary<string, Func<double, double, double>> Zips = new Dictionary<string, Func<double, double, double>>
    {
        ["Add"] = (a, b) => a + b,
        ["Atan2"] = Math.Atan2,
        ["CopySign"] = Math.CopySign,
        ["Divide"] = (a, b) => a / b,
        ["Fmod"] = (a, b) => a % b,
        ["Hypot"] = hypot,
        ["Maximum"] = Math.Max,
        ["Minimum"] = Math.Min,
        ["Multiply"] = (a, b) => a * b,
        ["Pow"] = pow,
        ["Subtract"] = (a, b) => a - b,
        ["XLogY"] = (a, b) => a == 0 && !double.IsNaN(b) ? 0 : a * Math.Log(b),
    };

    /// <summary>By the distance from the nearest integer, which is exact.</summary>
    internal static double SinPi(double x)
    {
        var rest = x - Math.Round(x);
        return rest == 0 ? Math.CopySign(0, x) : Alternating(x - rest) * Math.Sin(Math.PI * rest);
    }

    internal static double CosPi(double x)
    {
        var rest = x - Math.Round(x);
        return Alternating(x - rest) * Math.Sin(Math.PI * (0.5 - Math.Abs(rest))) + 0.0;
    }

    /// <summary>(−1)ⁿ for an integer n.</summary>
    static double Alternating(double n) => n / 2 == Math.Floor(n / 2) ? 1 : -1;

    const string Library = "libm.so.6";

    [DllImport(Library)] internal static extern double erf(double x);
    [DllImport(Library)] internal static extern double erfc(double x);
    [DllImport(Library)] static extern double exp10(double x);
    [DllImport(Library)] static extern double exp2(double x);
    [DllImport(Library)] static extern double expm1(double x);
    [DllImport(Library)] static extern double hypot(double a, double b);
    [DllImport(Library)] static extern double lgamma(double x);
    [DllImport(Library)] internal static extern double log1p(double x);
    [DllImport(Library)] static extern double pow(double a, double b);
}
