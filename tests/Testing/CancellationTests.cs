using Functional.Nn;
using Xunit;
using static Functional.Operations;

namespace Functional.Testing.Tests;

/// <summary>
/// Right functions whose derivatives are 0 by cancellation: rounding leaves something of terms that are much larger, and nobody is to be blamed for it.
/// A mistake in the same functions is found.
/// </summary>
public class CancellationTests
{
    static readonly Dictionary<string, Func<Tensor, Tensor>> functions = new()
    {
        ["the length of a unit vector"] = x => Norm(x / Norm(x)),
        ["probabilities add up to 1"] = x => Sum(Losses.Softmax(x)),
        ["sin² + cos²"] = x => Square(Sin(x)) + Square(Cos(x)),
        ["the sum of centred numbers"] = x => Sum((x - Mean(x)) / Sqrt(Variance(x) + 1e-5)),
        ["the variance of normalised numbers"] = x => Variance((x - Mean(x)) / Sqrt(Variance(x))),
        ["the total of logarithms of probabilities"] = x => LogSumExp(Losses.LogSoftmax(x)),
    };

    public static TheoryData<string> Names => [.. functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Nothing_is_found_where_terms_cancel(string name)
    {
        for (var seed = 0; seed < 10; seed++)
            GradientCheck.Verify(functions[name], new Key(seed).Uniform([4], -3, 3, DType.Float64), new() { Seed = seed });
    }

    [Fact]
    public void A_determinant_of_a_singular_matrix_is_right()
    {
        GradientCheck.Verify(x => Det(x), Tensor.Ones([3, 3], DType.Float64));
        GradientCheck.Verify(x => Det(x), Tensor.Of(new double[,] { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_mistake_is_found_where_terms_cancel(string name)
    {
        Func<Tensor, Tensor> slip = Custom(x => x, (x, dx, y) => dx * 1.001, (x, y, dy) => dy * 0.999);
        for (var seed = 0; seed < 10; seed++)
        {
            var report = GradientCheck.Examine(x => functions[name](x) + 1e-3 * Sum(slip(x)), new Key(seed).Uniform([4], -3, 3, DType.Float64), new() { Seed = seed });
            Assert.False(report.Discrepancies.IsEmpty);
        }
    }
}
