using System.Numerics;
using Functional.Functions;
using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>
/// Values, first and second partial derivatives of functions of two arguments at all pairs of awkward points, beside exact ones and conventions, which
/// <c>tools/Accuracy/derivatives.py</c> writes.
/// </summary>
public class PartialTables
{
    const double U = 1.1102230246251565e-16;

    /// <summary>The value, and the partial derivatives in a, b, twice in a, in both, and twice in b; what no convention tells is missing.</summary>
    sealed record Point(double A, double B, double Value, double?[] Partials);

    static readonly Dictionary<string, Point[]> tables = Tables.Read("partials.csv")
        .ToDictionary(table => table.Key, table => table.Value.Select(fields
            => new Point(fields[0]!.Value, fields[1]!.Value, fields[2]!.Value, fields[3..])).ToArray());

    /// <summary>Functions of which others' derivatives are made, and which are tested there.</summary>
    static readonly string[] pieces = [nameof(ChainProduct), nameof(InverseSquare), nameof(PowLog)];

    /// <summary>Functions that have no table yet: the walk over operations differentiates them beside differences.</summary>
    static readonly string[] walked = [nameof(CopySign), nameof(Fmod), nameof(LogAddExp), nameof(XLogY)];

    public static TheoryData<string> Names => [.. tables.Keys];

    [Fact]
    public void Every_function_of_two_numbers_has_a_table()
        => Assert.Equal(Tables.Functions(typeof(IZipFunction)).Except(pieces).Except(walked).Order(StringComparer.Ordinal), tables.Keys.Order(StringComparer.Ordinal));

    /// <summary>A partial derivative of a function of two tensors, elementwise, in its argument 0 or 1.</summary>
    static readonly (string Name, Func<Func<Tensor, Tensor, Tensor>, int, Func<Tensor, Tensor, Tensor>> In)[] modes =
    [
        ("Jvp", (f, input) => (a, b) => input == 0 ? Jvp(a => f(a, b), a, Tensor.OnesLike(a)).Tangent : Jvp(b => f(a, b), b, Tensor.OnesLike(b)).Tangent),
        ("Grad", (f, input) => (a, b) => input == 0 ? Grad(a => Sum(f(a, b)))(a) : Grad(b => Sum(f(a, b)))(b)),
    ];

    [Theory, MemberData(nameof(Names))]
    public void Tensors_have_the_partial_derivatives_of_the_table(string name)
    {
        var (f, points) = (OfTensors(name), tables[name]);
        Tensor a = Tensor.Of([.. points.Select(point => point.A)]), b = Tensor.Of([.. points.Select(point => point.B)]);
        AreValues("tensors", points, f(a, b).ToArray<double>());
        foreach (var outer in modes)
            for (var i = 0; i < 2; i++)
            {
                Agree($"{outer.Name} in {i}", name, points, i, outer.In(f, i)(a, b).ToArray<double>());
                foreach (var inner in modes)
                    for (var j = 0; j < 2; j++)
                        Agree($"{outer.Name} in {i} of {inner.Name} in {j}", name, points, 2 + i + j, outer.In(inner.In(f, j), i)(a, b).ToArray<double>());
            }
    }

    [Theory, MemberData(nameof(Names))]
    public void Numbers_have_the_partial_derivatives_of_the_table(string name)
    {
        var (points, f) = (tables[name], (IPlane)Activator.CreateInstance(typeof(Plane<>).MakeGenericType(Function(name)))!);
        AreValues("numbers", points, Each(points, f.At));
        for (var i = 0; i < 2; i++)
        {
            Agree($"Dual<double> in {i}", name, points, i, Each(points, (a, b) => f.At(new Dual<double>(a, 1 - i), new Dual<double>(b, i)).Tangent));
            Agree($"Reverse<double> in {i}", name, points, i, Each(points, (a, b) => Scalars.Gradient(x => f.At(x[0], x[1]), [a, b])[i]));
            for (var j = 0; j < 2; j++)
            {
                Agree($"Dual<Dual<double>> in {i} and {j}", name, points, 2 + i + j, Each(points, (a, b) => f.At(
                    new Dual<Dual<double>>(new(a, 1 - i), 1 - j), new Dual<Dual<double>>(new(b, i), j)).Tangent.Tangent));
                Agree($"Dual<Reverse<double>> in {i} and {j}", name, points, 2 + i + j, Each(points, (a, b) => Scalars.Gradient(x => f.At(
                    new Dual<Reverse<double>>(x[0], 1 - j), new Dual<Reverse<double>>(x[1], j)).Tangent, [a, b])[i]));
            }
        }
    }

    interface IPlane
    {
        TNumber At<TNumber>(TNumber a, TNumber b) where TNumber : IFloatingPointIeee754<TNumber>;
    }

    sealed class Plane<F> : IPlane where F : struct, IZipFunction
    {
        public TNumber At<TNumber>(TNumber a, TNumber b) where TNumber : IFloatingPointIeee754<TNumber> => F.Number(a, b);
    }

    static double[] Each(Point[] points, Func<double, double, double> derivative) => [.. points.Select(point => derivative(point.A, point.B))];

    static Type Function(string name) => typeof(Exp).Assembly.GetType($"Functional.Functions.{name}")!;

    static Func<Tensor, Tensor, Tensor> OfTensors(string name)
    {
        var op = (Primitives.Map)typeof(Primitives.Zip<>).MakeGenericType(Function(name)).GetField("Op")!.GetValue(null)!;
        return (a, b) => op.Apply(a, b);
    }

    static void AreValues(string face, Point[] points, double[] actual)
    {
        var wrong = points.Zip(actual).Where(each => !Tables.IsValue(each.First.Value, each.Second))
            .Select(each => $"at ({each.First.A:R}, {each.First.B:R}) it is {each.Second:R}, not {each.First.Value:R}").ToArray();
        Assert.True(wrong.Length == 0, $"{face}: {wrong.Length} of {points.Length} values are wrong:\n{string.Join('\n', wrong)}");
    }

    static void Agree(string mode, string name, Point[] points, int partial, double[] actual)
    {
        var wrong = points.Zip(actual).Where(each => each.First.Partials[partial] is { } expected && !IsNear(name, each.First, partial, expected, each.Second))
            .Select(each => $"at ({each.First.A:R}, {each.First.B:R}) it is {each.Second:R}, not {each.First.Partials[partial]:R}").ToArray();
        Assert.True(wrong.Length == 0, $"{mode}: {wrong.Length} of {points.Length} are wrong:\n{string.Join('\n', wrong)}");
    }

    static bool IsNear(string name, Point at, int partial, double expected, double actual)
        => expected.Equals(actual) || Math.Abs(expected - actual) <= 32 * U * (Math.Abs(expected) * Condition(name, at) + Terms(name, at, partial)) + 4 * double.Epsilon * Factor(name, at);

    /// <summary>By how much more than itself the error of an exponent counts.</summary>
    static double Condition(string name, Point at)
        => name == "Pow" && double.IsFinite(at.A) && at.A != 0 ? 1 + Math.Abs(Math.Log(Math.Abs(at.A))) : 1;

    /// <summary>What a power is multiplied by after it was rounded, also where it is subnormal.</summary>
    static double Factor(string name, Point at) => name == "Pow" && double.IsFinite(at.B) ? Math.Max(1 + at.B * at.B, Condition(name, at) * Condition(name, at)) : 1;

    /// <summary>The size of terms of which a sum may be small beside them.</summary>
    static double Terms(string name, Point at, int partial)
    {
        if (partial < 2) return 0;
        var size = Math.Max(Math.Abs(at.A), Math.Abs(at.B));
        var terms = name switch
        {
            "Hypot" => 1 / size,
            "Atan2" => 1 / size / size,
            _ => 0,
        };
        return double.IsFinite(terms) ? terms : 0;
    }
}
