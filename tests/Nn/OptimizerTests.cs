using Xunit;
using static Functional.Nn.Optimizers;

namespace Functional.Nn.Tests;

public class OptimizerTests
{
    static readonly double[] gradients = [0.5, -2, 3];

    /// <summary>The parameter after each of the gradients, from 1.</summary>
    static double[] Path(Optimizer optimizer)
    {
        var (p, state) = (Tensor.Scalar(1.0), optimizer.Init(Tensor.Scalar(1.0)));
        return [.. gradients.Select(g =>
        {
            (p, state) = optimizer.Step(p, Tensor.Scalar(g), state);
            return p.ToScalar();
        })];
    }

    static void Follows(Optimizer optimizer, params double[] expected) => Assert.All(expected.Zip(Path(optimizer)), pair => Assert.Equal(pair.Item1, pair.Item2, 1e-12));

    [Fact]
    public void Sgd_goes_down_the_gradient() => Follows(Sgd(0.1), 0.95, 1.15, 0.85);

    // v: 0.5, -1.55, 1.605
    [Fact]
    public void Momentum_goes_down_the_velocity() => Follows(Momentum(0.1), 0.95, 1.105, 0.9445);

    // g + 0.9 v: 0.95, -3.395, 4.4445
    [Fact]
    public void Nesterov_looks_ahead() => Follows(Nesterov(0.1), 0.905, 1.2445, 0.80005);

    [Theory]
    [InlineData(0), InlineData(0.01)]
    public void Adam_follows_the_paper(double decay)
    {
        var (p, m, v, expected) = (1.0, 0.0, 0.0, new List<double>());
        for (var t = 1; t <= gradients.Length; t++)
        {
            var g = gradients[t - 1];
            (m, v) = (0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g);
            var (corrected, spread) = (m / (1 - Math.Pow(0.9, t)), v / (1 - Math.Pow(0.999, t)));
            p -= 0.1 * (corrected / (Math.Sqrt(spread) + 1e-8) + decay * p);
            expected.Add(p);
        }
        Follows(decay == 0 ? Adam(0.1) : AdamW(0.1, decay), [.. expected]);
    }

    [Fact]
    public void Clipping_shortens_long_gradients_alone()
    {
        Tensor[] gradient = [Tensor.Of(3.0, 0), Tensor.Of(4.0)];
        var (clipped, _) = ClipByNorm(1).Update(gradient, State.Empty, gradient);
        Tensors.Close(Tensor.Of(0.6, 0), clipped[0]);
        Tensors.Close(Tensor.Of(0.8), clipped[1]);
        Tensors.Same(gradient[0], ClipByNorm(6).Update(gradient, State.Empty, gradient).Change[0]);
    }

    // rates 0.1, 0.05, 0.1/3; v: 0.5, -1.75, 2.125
    [Fact]
    public void Rate_and_friction_may_be_tensors()
        => Follows(Momentum(Schedule.Of(step => 0.1 / step), Tensor.Scalar(0.5)), 0.95, 1.0375, 1.0375 - 0.2125 / 3);

    [Fact]
    public void Optimizers_compose() => Follows(ClipByNorm(1) >> Sgd(0.1), 0.95, 1.05, 0.95);

    public static TheoryData<string> Names => [.. all.Keys];

    internal static Optimizer Named(string name) => all[name];

    static readonly Dictionary<string, Optimizer> all = new()
    {
        ["sgd"] = Sgd(0.1), ["momentum"] = Momentum(0.1), ["nesterov"] = Nesterov(0.1), ["adam"] = Adam(), ["adamw"] = AdamW(),
        ["clipped adam"] = ClipByNorm(1e9) >> Adam(), ["scheduled"] = Nesterov(Schedule.Of(step => 1 / step), Tensor.Scalar(0.5)),
    };

    // Arrays of more than 2,048 elements take one pass over pieces, smaller ones a pass per operation.
    [Theory, MemberData(nameof(Names))]
    public void Large_arrays_are_treated_as_small_ones_bit_for_bit(string name)
    {
        const int size = 40_000, part = 2_000;
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var (p, g) = (Tensors.Normal(1, [size], dtype), Tensors.Normal(2, [size], dtype));
            var whole = Steps(all[name], p, g);
            for (var start = 0; start < size; start += part)
                Tensors.Same(Steps(all[name], p[start..(start + part)] * 1, g[start..(start + part)] * 1), whole[start..(start + part)]);
        }
    }

    static Tensor Steps(Optimizer optimizer, Tensor p, Tensor g)
    {
        var state = optimizer.Init(p);
        for (var i = 0; i < 3; i++) (p, state) = optimizer.Step(p, g * (i + 1), state);
        return p;
    }
}
