using Xunit;
using static Functional.Operations;

namespace Functional.Testing.Tests;

/// <summary>The example of the README does what the README says.</summary>
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
}
