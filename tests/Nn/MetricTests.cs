using Functional.Nn;
using Xunit;

namespace Functional.Tests.Nn;

public class MetricTests
{
    [Fact]
    public void Labels_that_would_broadcast_are_refused()
        => Assert.Contains("[3, 1]", Assert.Throws<ShapeException>(() => Metrics.Accuracy(Tensor.Zeros([3, 2]), Tensor.Of(0, 1, 0).Reshape(3, 1))).Message);

    [Fact]
    public void Classes_out_of_range_are_refused()
        => Assert.Contains("ConfusionMatrix: index -1 is out of range for an axis of 3", Assert.Throws<ArgumentOutOfRangeException>(() => Metrics.ConfusionMatrix(Tensor.Of(2), Tensor.Of(-1), 3)).Message);

    [Fact]
    public void Names_of_a_tree_name_one_thing()
    {
        var (t, u) = (Tensor.Of(1f), Tensor.Of(2f));
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => Params.FromLeaves([("a", t), ("a.b", u)])).Message);
        Assert.Contains("'a.b'", Assert.Throws<ArgumentException>(() => Params.Empty.With("a.b", t)).Message);
    }

    [Fact]
    public void Gradients_of_another_shape_are_refused()
    {
        var sgd = new Sgd(0.1);
        var parameters = Tensor.Zeros([3]);
        Assert.Contains("[2, 3]", Assert.Throws<ShapeException>(() => sgd.Step(parameters, Tensor.Zeros([2, 3]), sgd.Init(parameters))).Message);
    }

    [Fact]
    public void Arguments_without_tensors_are_refused()
        => Assert.Contains("no tensor is found", Assert.Throws<ArgumentException>(() => ReverseMode.Grad<Line>(line => line.Slope)(new Line())).Message);

    sealed class Line
    {
        public Tensor Slope { get; } = Tensor.Scalar(1f);
    }

    [Theory]
    [InlineData(6, 8), InlineData(-8, -6), InlineData(-1, 0.5)]
    public void Truncated_draws_differ_and_stay_inside_in_either_tail(double low, double high)
    {
        var draws = new Key(1).TruncatedNormal([1000], low, high).ToArray<float>();
        Assert.All(draws, draw => Assert.InRange(draw, low, high));
        Assert.True(draws.Distinct().Count() > 900);
    }
}
