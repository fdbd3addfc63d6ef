using Xunit;

namespace Functional.Nn.Tests;

public class InitializerTests
{
    const int FanIn = 300, FanOut = 100;

    public static TheoryData<string, double, bool> Variances => new()
    {
        { nameof(Initializers.GlorotUniform), 2.0 / (FanIn + FanOut), true },
        { nameof(Initializers.GlorotNormal), 2.0 / (FanIn + FanOut), false },
        { nameof(Initializers.HeUniform), 2.0 / FanIn, true },
        { nameof(Initializers.HeNormal), 2.0 / FanIn, false },
    };

    [Theory, MemberData(nameof(Variances))]
    public void Weights_have_the_mean_variance_and_range_of_the_paper(string name, double variance, bool uniform)
    {
        var weights = typeof(Initializers).GetMethod(name)!.CreateDelegate<Initializer>()(new Key(1), [FanIn, FanOut], FanIn, FanOut).Doubles();
        Assert.InRange(weights.Average(), -0.02 * Math.Sqrt(variance), 0.02 * Math.Sqrt(variance));
        Assert.InRange(weights.Average(w => w * w) / variance, 0.97, 1.03);
        // Uniform numbers end at √3 deviations; of 30,000 normal ones some lie beyond three.
        Assert.Equal(uniform, weights.Max(Math.Abs) <= Math.Sqrt(3 * variance) * (1 + 1e-6));
    }

    [Fact]
    public void Zeros_are_zeros() => Assert.All(Initializers.Zeros(new Key(1), [4, 5], 4, 5).Doubles(), value => Assert.Equal(0, value));
}
