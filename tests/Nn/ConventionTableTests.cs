using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Xunit;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Nn.Tests;

/// <summary>
/// Each line of the table of <c>docs/conventions.md</c>: the values are those that the library gives, those of PyTorch are the ones that
/// <c>tools/Accuracy/pytorch.py</c> wrote, and they differ.
/// </summary>
public class ConventionTableTests
{
    const double Inf = double.PositiveInfinity, NaN = double.NaN;

    sealed record Line(string Case, string Value, string Derivative, string TheirValue, string TheirDerivative, string Reason);

    static readonly Line[] lines = [.. File.ReadLines(Path.Combine(Root(), "docs/conventions.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | ")).Where(cells => cells.Length == 6)
        .Select(cells => Array.ConvertAll(cells, cell => cell.Trim())).Select(cells => new Line(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]))];

    static readonly Dictionary<string, (Func<Tensor, Tensor> F, Tensor X)> cases = new()
    {
        ["`Clip(x, 0, 1)` of [0, 1]"] = (x => Clip(x, 0, 1), V(0, 1)),
        ["`Relu` of NaN"] = (Relu, N(NaN)),
        ["`Abs` of NaN"] = (Abs, N(NaN)),
        ["`Sign` of NaN"] = (Sign, N(NaN)),
        ["`Maximum(x, 1)` of NaN"] = (x => Maximum(x, 1), N(NaN)),
        ["`Sqrt(x) * 0` of 0"] = (x => Sqrt(x) * 0, N(0)),
        ["`Sqrt(Variance(x))` of [1, 1]"] = (x => Sqrt(Variance(x)), V(1, 1)),
        ["`Variance(x)` of [1, 3]"] = (x => Variance(x), V(1, 3)),
        ["`Hypot(x, 0)` of 0"] = (x => Hypot(x, N(0)), N(0)),
        ["`Hypot(x, 1)` of ∞"] = (x => Hypot(x, N(1)), N(Inf)),
        ["`Pow(0, x)` of -2"] = (x => Pow(N(0), x), N(-2)),
        ["`Digamma` of 0"] = (Digamma, N(0)),
        ["`LogGamma` of 0"] = (LogGamma, N(0)),
        ["`Rsqrt` of -0"] = (Rsqrt, N(-0.0)),
        ["`LogSumExp` of [-∞, -∞]"] = (x => LogSumExp(x), V(-Inf, -Inf)),
        ["`LogSumExp` of [∞, 1]"] = (x => LogSumExp(x), V(Inf, 1)),
        ["`LogSumExp` of []"] = (x => LogSumExp(x), V()),
        ["`Mean` of []"] = (x => Mean(x), V()),
        ["`Norm` of float32 [3e20, 4e20]"] = (x => Norm(x.Cast(DType.Float32)), V(3e20, 4e20)),
        ["`SoftmaxCrossEntropy(x, [1, 0, 0])` of [1, -∞, 2]"] = (x => Losses.SoftmaxCrossEntropy(x, V(1, 0, 0)), V(1, -Inf, 2)),
        ["`LogDet` of [[0, 1], [1, 0]]"] = (LogDet, M(0, 1, 1, 0)),
        ["`LogDet` of [[1, 1], [1, 1]]"] = (LogDet, M(1, 1, 1, 1)),
        ["`Cholesky` of [[2, 1], [0, 2]]"] = (Cholesky, M(2, 1, 0, 2)),
        ["`Eigvalsh` of [[2, 1], [0, 2]]"] = (Eigvalsh, M(2, 1, 0, 2)),
        ["`x / 2` of int64 [7, -7]"] = (x => x / 2, Tensor.Of(7L, -7)),
        ["`x / 0` of int64 7"] = (x => x / 0, Tensor.Scalar(7L)),
        ["`Cast(x, int32)` of 1e20"] = (x => Cast(x, DType.Int32), N(1e20)),
        ["`Sum` of bool [true, true]"] = (x => Sum(x), Tensor.Of(true, true)),
    };

    public static TheoryData<string> Names => [.. cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_line_says_what_the_library_gives(string name)
    {
        var (line, (f, x)) = (lines.Single(line => line.Case == name), cases[name]);
        Assert.Equal(line.Value, Tried(() => f(x)));
        Assert.Equal(line.Derivative, line.Derivative == "" ? "" : Tried(() => Grad(x => Sum(f(x)))(x)));
    }

    [Fact]
    public void The_other_values_are_those_that_PyTorch_gave()
        => Assert.Equal(File.ReadLines(Path.Combine(Root(), "tests/Nn/References/pytorch.csv")), lines.Select(line => $"{line.Case};{line.TheirValue};{line.TheirDerivative}"));

    [Fact]
    public void Each_line_is_a_difference_with_a_reason()
    {
        Assert.Equal(cases.Keys, lines.Select(line => line.Case));
        Assert.All(lines, line => Assert.True((line.Value, line.Derivative) != (line.TheirValue, line.TheirDerivative) && line.Reason.Length > 10, line.Case));
    }

    static Tensor N(double x) => Tensor.Scalar(x);

    static Tensor V(params double[] x) => Tensor.Of<double>(x);

    static Tensor M(double a, double b, double c, double d) => Tensor.Of(new[,] { { a, b }, { c, d } });

    /// <summary>A value as the table spells it, or the type of an error.</summary>
    static string Tried(Func<Tensor> f)
    {
        try
        {
            return Text(f());
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    static string Text(Tensor x) => x.Rank == 0 ? Text(x.ToScalar()) : $"[{string.Join(", ", Enumerable.Range(0, x.Shape[0]).Select(i => Text(x[i])))}]";

    static string Text(double x) => double.IsNaN(x) ? "NaN" : double.IsInfinity(x) ? x > 0 ? "∞" : "-∞"
        : x == Math.Floor(x) && Math.Abs(x) < 1e10 ? ((long)x).ToString(CultureInfo.InvariantCulture)
        : x.ToString(Math.Abs(x) < 1e5 ? "G4" : "0.###e+00", CultureInfo.InvariantCulture);

    static string Root([CallerFilePath] string here = "") => Path.GetFullPath("../..", Path.GetDirectoryName(here)!);
}
