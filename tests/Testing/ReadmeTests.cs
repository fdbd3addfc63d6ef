using System.Numerics;
using Xunit;
using static Functional.Operations;

namespace Functional.Testing.Tests;

/// <summary>The examples of the README do what the README says.</summary>
public class ReadmeTests
{
    static readonly Func<Tensor, Tensor> swish = Custom(
        x => x * Sigmoid(x),
        tangent: (x, dx, y) => dx * (Sigmoid(x) + y * (1 - Sigmoid(x))),
        pullback: (x, y, dy) => dy * (Sigmoid(x) + (1 - Sigmoid(x))));

    [Fact]
    public void One_input_shows_the_mistake()
    {
        var message = Assert.Throws<GradientException>(() => GradientCheck.Verify(x => swish(x), Tensor.Of(0.5, -1.0))).Message;
        Assert.StartsWith("x => swish(x): 24 of 36 comparisons fail\n  pullback   ∂y[0]/∂x[0]   the rule gives 1, not 0.7399611873 ± ", message);
        Assert.EndsWith("at x = float64 [2] [ 0.5 -1. ]", message);
    }

    [Fact]
    public void Random_inputs_shrink_to_a_scalar()
        => Assert.Equal("x = float64 [] 0.0", Assert.Throws<GradientException>(() => GradientCheck.ForAll(x => swish(x))).Report.Input);

    readonly struct Rate : IScalarFunction
    {
        static readonly double[] table = [1.0, 1.2, 1.5, 1.9];

        public static T Invoke<T>(T x) where T : IFloatingPointIeee754<T>
        {
            var (i, weight) = (int.CreateTruncating(x), T.Round(x - T.Floor(x), 9));
            return T.CreateChecked(table[i]) * (T.One - weight) + T.CreateChecked(table[i + 1]) * weight;
        }
    }

    [Fact]
    public void A_derivative_that_is_rounded_away_is_missed()
    {
        var message = Assert.Throws<GradientException>(() => GradientCheck.Verify<Rate>(1.4)).Message;
        Assert.Matches(@"^Rate: 16 of 16 comparisons fail\n  tangent   ∂y/∂x   the rule gives 0, not 0\.(3|30000\d+|29999\d+) ± \de-", message);
        Assert.EndsWith("at x = float64 [] 1.4", message);
    }
}
