using Functional.Nn;
using Xunit;
using static Functional.BatchMode;
using static Functional.Nn.Layers;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Outside;

/// <summary>An interpretation that sees nothing but the public surface, alone and together with the library's own.</summary>
public class IntervalTests
{
    static readonly Layer model = Dense(8) >> Tanh >> Dense(8) >> Relu >> Dense(1);
    static readonly Params parameters = Tree.Map(model.Init(new Key(1), [3]).Params, leaf => leaf.Cast(DType.Float64));

    static Tensor Model(Params p, Tensor x) => model.Apply(p, State.Empty, x, Mode.Evaluate).Y;

    [Fact]
    public void Products_of_all_corners() => Assert.Equal("[-6.  3.]", Stack(Intervals.Bounds(x => Sum(x * Tensor.Of(2.0, -1)), Tensor.Of(-2.0, -1), Tensor.Of(1.0, 2))));

    [Fact]
    public void Enclose_every_value_of_a_network()
    {
        var (centre, radius) = (new Key(2).Normal([4, 3], dtype: DType.Float64), 0.1);
        var (low, high) = Intervals.Bounds(x => Model(parameters, x), centre - radius, centre + radius);
        for (var i = 0; i < 200; i++)
        {
            var y = Model(parameters, centre + new Key(i).Uniform([4, 3], -radius, radius, DType.Float64));
            Assert.True(All(low - 1e-12 <= y & y <= high + 1e-12).ToScalar<bool>());
        }
        Assert.True(Max(high - low).ToScalar() < 3, "the bounds are not wide");
    }

    [Fact]
    public void Have_gradients_and_batches()
    {
        var x = new Key(2).Normal([4, 3], dtype: DType.Float64);
        var width = (Params p, Tensor x) => Intervals.Bounds(x => Model(p, x), x - 0.1, x + 0.1) is var (low, high) ? Sum(high - low) : x;
        var gradient = Grad((Params p) => width(p, x))(parameters);
        const double step = 1e-6;
        var moved = (double step) => width(Tree.Map(parameters, leaf => leaf + step), x).ToScalar();
        Assert.Equal((moved(step) - moved(-step)) / (2 * step), Tree.Leaves(gradient).Sum(leaf => Sum(leaf).ToScalar()), 1e-5);
        var each = Vmap((Tensor x) => width(parameters, x.Reshape(1, 3)))(x);
        Assert.Equal(width(parameters, x).ToScalar(), Sum(each).ToScalar(), 1e-12);
    }

    [Fact]
    public void Stand_above_plain_tensors()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new IntervalTensor(new(Tensor.Of(1.0), Tensor.Of(2.0)), level: 0));

    [Fact]
    public void Name_what_has_no_rule()
        => Assert.Contains("Svd: intervals have no rule", Assert.Throws<NotSupportedException>(() => Intervals.Bounds(x => Svd(x).S, Tensor.Eye(2), Tensor.Eye(2) + 1)).Message);

    static string Stack((Tensor Low, Tensor High) bounds) => Operations.Stack(0, bounds.Low, bounds.High).ToString();
}
