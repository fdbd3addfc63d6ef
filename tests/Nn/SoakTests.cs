using System.Globalization;
using Xunit;
using static Functional.ReverseMode;

namespace Functional.Tests.Nn;

[CollectionDefinition(nameof(SoakTests), DisableParallelization = true)]
[Collection(nameof(SoakTests))]
public class SoakTests
{
    /// <summary>Gradients of vectors whose length is never the same twice, as texts or point clouds have it.</summary>
    [Fact]
    public void Ever_changing_shapes_keep_a_small_multiple_of_what_one_gradient_needs()
    {
        const int longest = 400_000;
        // More of them for those who ask.
        var gradients = int.Parse(Environment.GetEnvironmentVariable("FUNCTIONAL_SOAK_GRADIENTS") ?? "400", CultureInfo.InvariantCulture);
        var random = new Random(1);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < gradients; i++)
        {
            var x = Tensor.Linspace(-1, 1, random.Next(10_000, longest), DType.Float32);
            Grad(x => Operations.Sum(Operations.Tanh(x * x) * Operations.Exp(x) + x * x * x))(x);
        }
        // Some ten arrays are in use at once; the shelf keeps at most four times that, or its least.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 4 * 12 * longest * sizeof(float));
    }
}
