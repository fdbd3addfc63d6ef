using Functional.Nn;
using Functional.Primitives;
using Xunit;
using static Functional.Nn.Layers;
using static Functional.Operations;

namespace Functional.Testing.Tests;

public class LayerTests
{
    public static TheoryData<string, Layer, Shape> Right => new()
    {
        { "dense", Dense(3) >> Tanh >> Dense(2), [2] },
        { "convolution", Conv2d(2, kernel: 2, stride: 2, padding: Same) >> Sigmoid, [1, 3, 3] },
        { "norm", BatchNorm(), [2, 2] },
        { "dropout", Dense(3) >> Dropout(0.5), [3] },
        { "residual", Residual(Dense(2) >> Tanh), [2] },
    };

    [Theory, MemberData(nameof(Right))]
    public void Layers_are_checked_in_parameters_and_batch(string name, Layer layer, Shape example)
        => Assert.True(GradientCheck.Verify(layer, example, batch: 3, function: name).Compared > 100);

    [Fact]
    public void A_mistake_in_a_layer_is_found_by_the_name_of_its_parameter()
    {
        var planted = new Planted(new Zip<Functions.Add>(), Pullback: b => b.Input == 1 ? b.DY * 2 : b.DY);
        var report = Assert.Throws<GradientException>(() => GradientCheck.Verify(new Shifted(planted), [2], options: new() { Order = 1 })).Report;
        Assert.Equal("new Shifted(planted) in evaluation", report.Function);
        Assert.All(report.Discrepancies.OfType<Difference>().Where(found => found.Argument.StartsWith('x')),
            found => Assert.StartsWith("x.Item1.shift[", found.Argument));
        Assert.NotEmpty(report.Discrepancies);
    }

    [Fact]
    public void Examples_that_a_layer_does_not_take_are_refused()
        => Assert.Throws<ShapeException>(() => GradientCheck.Verify(Conv2d(2, kernel: 3), [2]));

    /// <summary>Adds a parameter.</summary>
    sealed record Shifted(Planted Plus) : Layer
    {
        public override Shape Output(Shape input) => input;

        public override (Params, State) Init(Key key, Shape input) => (Params.Empty.With("shift", Tensor.Ones(input)), State.Empty);

        public override (Tensor, State) Apply(Params p, State s, Tensor x, Mode mode) => (Plus.Apply(x, Broadcast(p["shift"], x.Shape)), s);
    }
}
