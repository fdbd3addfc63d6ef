using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>Checkpoints: the same gradients, whatever the body uses.</summary>
public class CheckpointTests
{
    [Fact]
    public void Bodies_may_use_captured_values_and_values_of_other_checkpoints()
        => Assert.Equal(Gradient((x, y) => Sin(x * y) * x / y + Sin(x * y), 1.2, 0.7), Gradient((x, y) =>
        {
            var wave = Checkpoint(() => Sin(x * y));
            return Checkpoint(() => wave * x / y) + wave;
        }, 1.2, 0.7), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-14);

    [Fact]
    public void A_body_may_return_a_constant_an_argument_or_what_it_captured()
    {
        Assert.Equal((1.0, 0.0), Gradient((x, y) => Checkpoint<double>(() => 4) + x, 2.0, 3.0));
        Assert.Equal((1.0, 0.0), Gradient((x, y) => Checkpoint(() => x), 2.0, 3.0));
        Assert.Equal((3.0, 2.0), Gradient((x, y) => x * y is var z ? Checkpoint(() => z) : x, 2.0, 3.0));
        Assert.Equal((6.0, 2.0), Gradient((x, y) => x * y is var z ? Checkpoint(() => x * y > 0 ? z : x) + x * 3 : x, 2.0, 3.0));
    }

    [Fact]
    public void A_value_of_a_body_that_was_kept_elsewhere_throws()
    {
        Assert.Throws<ScopeException>(() => Gradient((a, b) =>
        {
            Reverse<double> kept = 0;
            Checkpoint(() => (kept = a * b) * a);
            return kept;
        }, 3.0, 5.0));
        Assert.Throws<ScopeException>(() => Gradient((a, b) =>
        {
            Reverse<double> kept = 0;
            return Checkpoint(() => (kept = a * b) * a) + kept * kept * a * b;
        }, 3.0, 5.0));
        Assert.Equal((30.0, 9.0), Gradient((a, b) => Checkpoint(() => Checkpoint(() => a * b) * a), 3.0, 5.0));
    }

    [Fact]
    public void A_body_that_throws_leaves_the_derivative_as_it_was()
        => Assert.Equal((18.0, 4.0), Gradient((a, b) =>
        {
            var c = a * b;
            try
            {
                Checkpoint<double>(() => c * a * (c < 0 ? a : throw new InvalidOperationException()));
            }
            catch (InvalidOperationException)
            {
            }
            return Checkpoint(() => c * a) * (b / b);
        }, 2.0, 4.5) is var (x, y) ? (Math.Round(x, 12), Math.Round(y, 12)) : default);

    [Fact]
    public void Sums_inside_and_around() => Assert.Equal([2 * 1.0 * 6 + 14, 2 * 2.0 * 6 + 14, 2 * 3.0 * 6 + 14], Gradient(x =>
        Checkpoint(x => Sum(x) * Checkpoint(x => Dot(x, x), x), x), [1, 2, 3]));

    [Fact]
    public void Outside_of_a_derivative_it_is_the_function()
    {
        Assert.Equal(12, Checkpoint<double>(() => 12).Primal);
        Assert.Equal(5, Checkpoint(x => x[0] + 3, [(Reverse<double>)2]).Primal);
    }

    [Fact]
    public void A_long_body_and_many_captured_values_across_chunks()
    {
        double[] x = [.. Enumerable.Range(0, 1000).Select(i => 1 + 1e-3 * Math.Sin(i))];
        Assert.Equal(Gradient(x => Run(x), x), Gradient(x => Checkpoint(Run, x) is var y ? y + Checkpoint(Run, x) - y : y, x),
            (a, b) => Math.Abs(a - b) <= 1e-11 * Math.Abs(a));

        static Reverse<double> Run(ReadOnlySpan<Reverse<double>> x)
        {
            var y = (Reverse<double>)1;
            for (var i = 0; i < 40_000; i++) y = Sin(y * x[i % x.Length]) + 1;
            return y;
        }
    }

    [Fact]
    public void Second_derivatives_pass_through()
    {
        Assert.Equal([2, 1], HessianVector(x => Checkpoint(x => x[0] * x[0] + x[0] * x[1], x), [1, 2], [1, 0]));
        Assert.Equal(new double[,] { { 2, 1 }, { 1, 0 } }, Hessian(x => Checkpoint(x => x[0] * x[0] + x[0] * x[1], x), [1, 2]));
        Assert.Equal([6 * 2.0], Gradient<double>(x => Gradient<Reverse<double>>(x => Checkpoint(() => x[0] * x[0] * x[0]), x)[0], [2]));
    }
}
