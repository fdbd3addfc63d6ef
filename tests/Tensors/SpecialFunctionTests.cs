using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Tensors;

/// <summary>Values to 18 digits, computed with 30.</summary>
public class SpecialFunctionTests
{
    const double Inf = double.PositiveInfinity, NaN = double.NaN;

    public static TheoryData<string, Func<Tensor, Tensor>, (double X, double Y)[]> Values => new()
    {
        { "Erf", Erf, [(0.25, 0.276326390168236933), (0.5, 0.520499877813046538), (1, 0.842700792949714869), (2.5, 0.999593047982555041),
            (-1.75, -0.986671671219182444), (5, 0.99999999999846254), (1e-10, 1.12837916709551257e-10), (0, 0), (Inf, 1), (-Inf, -1), (NaN, NaN)] },
        { "Erfc", Erfc, [(0.5, 0.479500122186953462), (1, 0.157299207050285131), (3, 0.0000220904969985854414), (10, 2.08848758376254476e-45),
            (-2, 1.99532226501895273), (26, 5.66319240885614285e-296), (30, 0), (0, 1), (Inf, 0), (-Inf, 2), (NaN, NaN)] },
        { "LogGamma", LogGamma, [(0.001, 6.90717888538385368), (0.5, 0.572364942924700087), (1, 0), (1.0009765625, -0.000562903179991204632), (1.25, -0.0982718364218131615),
            (1.75, -0.084401121020485556), (1.9990234375, -0.000412567735971489402), (2, 0), (3.5, 1.20097360234707422), (8.25, 9.03318691960512285), (30.5, 72.9534711841694083),
            (1000.5, 5908.67417584867749), (-0.5, 1.2655121234846454), (-2.25, 0.555501545020647471), (0, Inf), (-3, Inf), (Inf, Inf), (-Inf, Inf), (NaN, NaN)] },
        { "Digamma", Digamma, [(0.001, -1000.5755719318103), (0.5, -1.96351002602142348), (1, -0.577215664901532861), (1.4375, -0.0236135440052978991), (1.5, 0.0364899739785765206),
            (7.25, 1.91045352688373603), (100, 4.6001618527380874), (-0.75, -2.89412020004293207), (-3.5, 1.3888709263595289), (0, NaN), (-3, NaN), (Inf, Inf), (-Inf, NaN), (NaN, NaN)] },
        { "Trigamma", x => Polygamma(1, x), [(0.5, 4.93480220054467931), (1, 1.64493406684822644), (3.25, 0.359798290309579875), (-1.5, 9.37924664498912375),
            (50, 0.0202013332266971258), (0, Inf), (-3, Inf), (Inf, 0), (NaN, NaN)] },
        { "Polygamma 2", x => Polygamma(2, x), [(0.5, -16.82879664423432), (1, -2.40411380631918857), (3.25, -0.128156947139115121), (-1.75, -124.213821354230582), (-3, NaN)] },
        { "Polygamma 5", x => Polygamma(5, x), [(0.5, 7691.1135486024355), (2, 2.08116743813389677), (-0.25, 492198.75334287458)] },
    };

    [Theory, MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Values_have_all_digits(string name, Func<Tensor, Tensor> function, (double X, double Y)[] known)
    {
        foreach (var (x, y) in known)
        {
            var (wide, narrow) = (function(Tensor.Scalar(x)).ToScalar(), function(Tensor.Scalar((float)x)).ToScalar());
            Assert.True(y.Equals(wide) || Math.Abs(wide - y) <= 4e-15 * Math.Abs(y), $"{name} of {x} is {wide:R}, not {y:R}");
            if ((float)x == x) Assert.True(y.Equals(narrow) || Math.Abs(narrow - y) <= Ulps(name) * Unit((float)y), $"{name} of {x} in float32 is {narrow:R}, not {(float)y:R}");
        }
    }

    /// <summary>The errors that float32 may have, in units of the last place.</summary>
    static double Ulps(string name) => name is "LogGamma" or "Digamma" ? 4 : 2;

    /// <summary>The unit in the last place of a number.</summary>
    static double Unit(float y) => (double)MathF.BitIncrement(MathF.Abs(y)) - MathF.Abs(y);

    [Fact]
    public void Orders_below_zero_are_an_error()
        => Assert.StartsWith("Polygamma: the order is -1, not 0 or above", Assert.Throws<ArgumentOutOfRangeException>(() => Polygamma(-1, Tensor.Scalar(1.0))).Message, StringComparison.Ordinal);
}
