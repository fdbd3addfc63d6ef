using System.Numerics;
using System.Reflection;
using FsCheck;
using FsCheck.Xunit;
using Functional.Functions;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.Scalars;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>The functions that generic math does not have, at every type of differentiable numbers.</summary>
public class SpecialScalarLaws
{
    /// <summary>Those that generic math has, as operators or under its own names.</summary>
    static readonly string[] OfGenericMath =
    [
        "Abs", "Acos", "Acosh", "Add", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Ceiling", "ChainProduct", "CopySign", "Cos", "CosPi", "Cosh", "Divide",
        "Exp", "Exp10", "Exp10m1", "Exp2", "Exp2m1", "Expm1", "Floor", "Fmod", "Hypot", "InverseSquare", "Log", "Log10", "Log1p", "Log2", "Maximum", "Minimum",
        "Multiply", "Negate", "Pow", "PowLog", "Round", "Sign", "Sin", "SinPi", "Sinh", "Sqrt", "StopGradient", "Subtract", "Tan", "TanPi", "Tanh", "Truncate",
    ];

    public static IEnumerable<object[]> All => Specials<double>.All.Select((special, i) => (object[])[i, special.Name]);

    [Fact]
    public void No_special_function_is_missing_from_the_table_or_from_what_users_see()
    {
        var names = typeof(IMapFunction).Assembly.GetTypes()
            .Where(type => type.IsValueType && type.GetInterfaces().Any(each => each == typeof(IMapFunction) || each == typeof(IZipFunction)))
            .Select(type => (string)type.GetProperty("Name")!.GetValue(null)!)
            .Except(OfGenericMath).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(18, names.Length);
        Assert.Equal(names, Specials<double>.All.Select(special => special.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Contains(typeof(Scalars).GetMethods(), method => method.Name == name && method.IsGenericMethod));
    }

    /// <summary>The values are those of double, and the derivatives those of tensors and of differences.</summary>
    [PropertyTheory, MemberData(nameof(All))]
    public Property A_function_has_the_derivatives_of_the_tensor_face(int function, string _) => ForAll(Of(draw => Specials<double>.Curve.Of(function, draw)), drawn =>
    {
        var curve = drawn.Value;
        double[] expected = [.. OfTensors(curve.At).Take(4)];
        var (first, error) = ScalarLaws.Difference(curve.At, 0);
        Close(first, expected[1], 1e-10, 4 * error, "the derivative of tensors and of differences");
        foreach (var face in Face.All)
        {
            var found = face.Derivatives(curve, 0);
            Assert.Equal(curve.At(0.0), found[0]);
            for (var order = 1; order < found.Length; order++) Close(expected[order], found[order], 1e-12, 0, $"{face}: derivative {order}");
        }
        var single = curve.At(new Dual<float>(0, 1));
        Assert.Equal(curve.At(0f), single.Primal);
        Close(first, single.Tangent, 1e-3, 0, "float");
    });

    /// <summary>In time that grows as a power of the order, but for Bessel functions, each of which asks for both.</summary>
    [Theory, MemberData(nameof(All))]
    public void Taylor_series_are_those_of_tensors(int function, string name)
    {
        var domain = Specials<double>.All[function].Domain;
        var middle = (domain.Low + domain.High) / 2;
        var expected = OfTensors(x => Specials<double>.All[function].OfTensors(x + middle)).Take(7).ToArray();
        var found = Taylor(Specials<Jet<double>>.All[function].F, middle, name.StartsWith("Bessel", StringComparison.Ordinal) ? 10 : 40);
        for (var order = 0; order < expected.Length; order++) Close(expected[order], found[order], 1e-11, 0, $"derivative {order}");
    }

    [Theory, MemberData(nameof(All))]
    public void A_result_depends_on_what_its_argument_depends_on(int function, string name)
    {
        Assert.Equal([1], Specials<Dependence<double>>.All[function].F(new Dependence<double>(0.5, new(1))).On.Indices.ToArray());
        var y = Specials<Reverse<Dependence<double>>>.All[function].F;
        var on = Gradient<Dependence<double>>(x => y(x[0] * x[1]), [new(0.5, new(0)), new(0.7, new(1))])[0].On.Indices.ToArray();
        // The slope of Relu depends on nothing.
        Assert.Equal(name == "Relu" ? [1] : [0, 1], on);
    }

    /// <summary>f, f′, f″, … at 0.</summary>
    static IEnumerable<double> OfTensors(Func<Tensor, Tensor> f)
    {
        for (; ; f = ForwardMode.Derivative(f)) yield return f(Tensor.Scalar(0.0)).ToScalar();
    }

    static void Close(double expected, double found, double relative, double absolute, string what)
        => Assert.True(Math.Abs(expected - found) <= relative * (1 + Math.Abs(expected)) + absolute, $"{what}: {found:R} is not {expected:R}");
}
