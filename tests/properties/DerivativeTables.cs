using System.Numerics;
using System.Reflection;
using Functional.Functions;
using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>
/// Values, first and second derivatives of tensors and of numbers at awkward points (the ends of the range, ±∞, NaN, subnormal numbers, near
/// singularities) beside exact ones, which <c>tools/Accuracy/derivatives.py</c> computed by closed forms with 120 digits.
/// </summary>
public class DerivativeTables
{
    const double U = 1.1102230246251565e-16;

    sealed record Table(double[] X, double[] Value, double[] First, double[] Second);

    static readonly Dictionary<string, Table> tables = Tables.Read("derivatives.csv")
        .ToDictionary(table => table.Key, table => new Table(Column(table.Value, 0), Column(table.Value, 1), Column(table.Value, 2), Column(table.Value, 3)));

    public static TheoryData<string> Names => [.. tables.Keys];

    [Fact]
    public void Every_function_of_one_number_has_a_table()
        => Assert.Equal(Tables.Functions(typeof(IMapFunction)).Order(StringComparer.Ordinal), tables.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Names))]
    public void Tensors_have_the_derivatives_of_the_table(string name)
    {
        var (f, table) = (OfTensors(name), tables[name]);
        var x = Tensor.Of(table.X);
        Func<Tensor, Tensor> sum = x => Sum(f(x)), slope = x => Jvp(f, x, Tensor.OnesLike(x)).Tangent;
        var gradient = Grad(sum);
        Agree("value", 0, name, table, f(x));
        Agree("Jvp", 1, name, table, slope(x));
        Agree("Grad", 1, name, table, gradient(x));
        Agree("Jvp of Jvp", 2, name, table, Jvp(slope, x, Tensor.OnesLike(x)).Tangent);
        Agree("Grad of Grad", 2, name, table, Grad(x => Sum(gradient(x)))(x));
        Agree("Jvp of Grad", 2, name, table, Jvp(gradient, x, Tensor.OnesLike(x)).Tangent);
        Agree("Grad of Jvp", 2, name, table, Grad(x => Sum(slope(x)))(x));
    }

    [Theory, MemberData(nameof(Names))]
    public void Numbers_have_the_derivatives_of_the_table(string name)
    {
        var (curve, table) = ((ICurve)Activator.CreateInstance(typeof(Curve<>).MakeGenericType(OfNumbers(name)))!, tables[name]);
        foreach (var face in Face.All.Where(face => faces.Contains(face.Name)))
        {
            var found = table.X.Select(x => face.Derivatives(curve, x)).ToArray();
            for (var order = 0; order < Math.Min(3, found[0].Length); order++) Agree(face.Name, order, name, table, [.. found.Select(each => each[order])]);
        }
    }

    static readonly string[] faces = ["Dual<double>", "Reverse<double>", "Dual<Dual<double>>", "Dual<Reverse<double>>"];

    sealed class Curve<F> : ICurve where F : struct, IMapFunction
    {
        public TNumber At<TNumber>(TNumber t) where TNumber : IFloatingPointIeee754<TNumber> => F.Number(t);
    }

    static Type OfNumbers(string name) => typeof(Exp).Assembly.GetType($"Functional.Functions.{name}")!;

    /// <summary>A function of tensors by its name, a method or a field.</summary>
    static Func<Tensor, Tensor> OfTensors(string name)
        => typeof(Operations).GetMethod(name, [typeof(Tensor)])?.CreateDelegate<Func<Tensor, Tensor>>()
        ?? (Func<Tensor, Tensor>?)typeof(Operations).GetField(name)?.GetValue(null)
        ?? Of(OfNumbers(name));

    static Func<Tensor, Tensor> Of(Type function)
        => ((Primitives.Map)typeof(Primitives.Map<>).MakeGenericType(function).GetField("Op")!.GetValue(null)!).Apply;

    static void Agree(string mode, int order, string name, Table table, Tensor found) => Agree(mode, order, name, table, found.ToArray<double>());

    static void Agree(string mode, int order, string name, Table table, double[] actual)
    {
        var expected = order switch { 0 => table.Value, 1 => table.First, _ => table.Second };
        var wrong = Enumerable.Range(0, expected.Length)
            .Where(i => !(order == 0 ? IsValue(name, table.X[i], expected[i], actual[i]) : IsNear(name, table.X[i], expected[i], actual[i])))
            .Select(i => $"at {table.X[i]:R} it is {actual[i]:R}, not {expected[i]:R}").ToArray();
        Assert.True(wrong.Length == 0, $"{mode}, order {order}: {wrong.Length} of {expected.Length} are wrong:\n{string.Join('\n', wrong)}");
    }

    /// <summary>Close to zeros beside the first, log Γ and its derivatives are as good as numbers of size 1.</summary>
    static bool IsValue(string name, double x, double expected, double actual)
        => Tables.IsValue(expected, actual) || name is "LogGamma" or "Digamma" && x < 0 && Math.Abs(expected - actual) <= 16 * U;

    static bool IsNear(string name, double x, double expected, double actual)
        => expected.Equals(actual) || Math.Abs(expected - actual) <= 16 * U * Math.Abs(expected) * Condition(name, x) + Rest(name) + Subnormal(name) * double.Epsilon;

    /// <summary>
    /// By how much more than itself the error of an argument counts: e^(−x²) of a rounded square, up to where nothing is left of it, and e^(y²) of a value y
    /// below 6.
    /// </summary>
    static double Condition(string name, double x) => name switch
    {
        "Erf" or "Erfc" or "Gelu" => 1 + Math.Min(x * x, 1e3),
        "NormalQuantile" => 1e3,
        "ErfInv" => 1e2,
        _ => 1,
    };

    /// <summary>By what a subnormal value, which is off by half a unit, is multiplied in a derivative: 2π² at most.</summary>
    static double Subnormal(string name) => name == "TanPi" ? 2 * Math.PI * Math.PI : 4;

    /// <summary>What 1 − y of a rounded y near 1 leaves, and a sum where it cancels.</summary>
    static double Rest(string name) => name switch
    {
        "Tanh" or "Sigmoid" or "Softplus" or "Gelu" => 8 * U,
        "Silu" => 32 * U,
        // I₀ − I₁ / x cancels near 0.
        "BesselI1" => 2 * U,
        _ => 0,
    };

    static double[] Column(double?[][] lines, int column) => Array.ConvertAll(lines, fields => fields[column]!.Value);
}
