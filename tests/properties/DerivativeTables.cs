using System.Globalization;
using System.Reflection;
using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>
/// First and second derivatives at awkward points (the ends of the range, ±∞, subnormal numbers, near singularities) beside exact ones, which
/// <c>tools/Accuracy/derivatives.py</c> computed by closed forms with 120 digits.
/// </summary>
public class DerivativeTables
{
    const double U = 1.1102230246251565e-16;

    sealed record Table(double[] X, double[] First, double[] Second);

    static readonly Dictionary<string, Table> tables = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "References/derivatives.csv"))
        .Select(line => line.Split(',')).GroupBy(parts => parts[0])
        .ToDictionary(group => group.Key, group => new Table(Column(group, 1), Column(group, 2), Column(group, 3)));

    public static TheoryData<string> Names => [.. tables.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Tensors_have_the_derivatives_of_the_table(string name)
    {
        var (f, table) = (OfTensors(name), tables[name]);
        var x = Tensor.Of(table.X);
        Func<Tensor, Tensor> sum = x => Sum(f(x)), slope = x => Jvp(f, x, Tensor.OnesLike(x)).Tangent;
        var gradient = Grad(sum);
        Agree("Jvp", 1, name, table, slope(x));
        Agree("Grad", 1, name, table, gradient(x));
        Agree("Jvp of Jvp", 2, name, table, Jvp(slope, x, Tensor.OnesLike(x)).Tangent);
        Agree("Grad of Grad", 2, name, table, Grad(x => Sum(gradient(x)))(x));
        Agree("Jvp of Grad", 2, name, table, Jvp(gradient, x, Tensor.OnesLike(x)).Tangent);
        Agree("Grad of Jvp", 2, name, table, Grad(x => Sum(slope(x)))(x));
    }

    /// <summary>A function of tensors by its name, a method or a field.</summary>
    static Func<Tensor, Tensor> OfTensors(string name)
        => typeof(Operations).GetMethod(name, [typeof(Tensor)])?.CreateDelegate<Func<Tensor, Tensor>>()
        ?? (Func<Tensor, Tensor>?)typeof(Operations).GetField(name)?.GetValue(null)
        ?? Of(typeof(Functions.Exp).Assembly.GetType($"Functional.Functions.{name}")!);

    static Func<Tensor, Tensor> Of(Type function)
        => ((Primitives.Map)typeof(Primitives.Map<>).MakeGenericType(function).GetField("Op")!.GetValue(null)!).Apply;

    static void Agree(string mode, int order, string name, Table table, Tensor found)
    {
        var (expected, actual) = (order == 1 ? table.First : table.Second, found.ToArray<double>());
        var wrong = Enumerable.Range(0, expected.Length).Where(i => !IsNear(name, table.X[i], expected[i], actual[i]))
            .Select(i => $"at {table.X[i]:R} it is {actual[i]:R}, not {expected[i]:R}").ToArray();
        Assert.True(wrong.Length == 0, $"{mode}, order {order}: {wrong.Length} of {expected.Length} are wrong:\n{string.Join('\n', wrong)}");
    }

    static bool IsNear(string name, double x, double expected, double actual)
        => expected.Equals(actual) || Math.Abs(expected - actual) <= 16 * U * Math.Abs(expected) * Condition(name, x) + Rest(name) + 4 * double.Epsilon;

    /// <summary>By how much more than itself the error of an argument counts: e^(−x²) of a rounded square, up to where nothing is left of it.</summary>
    static double Condition(string name, double x) => name switch
    {
        "Erf" or "Erfc" or "Gelu" => 1 + Math.Min(x * x, 1e3),
        "NormalQuantile" => 1e3,
        _ => 1,
    };

    /// <summary>What 1 − y of a rounded y near 1 leaves, and a sum where it cancels.</summary>
    static double Rest(string name) => name switch
    {
        "Tanh" or "Sigmoid" or "Softplus" or "Gelu" => 8 * U,
        "Silu" => 32 * U,
        _ => 0,
    };

    static double[] Column(IEnumerable<string[]> lines, int column)
        => [.. lines.Select(parts => BitConverter.UInt64BitsToDouble(ulong.Parse(parts[column], NumberStyles.HexNumber, CultureInfo.InvariantCulture)))];
}
