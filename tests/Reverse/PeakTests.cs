using Functional.Primitives;
using Xunit;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Reverse;

/// <summary>Memory goes back frame by frame while a gradient folds, and never while somebody reads it.</summary>
[Collection(nameof(Alone))]
public class PeakTests
{
    const int Layers = 20, Width = 128, Examples = 64;

    /// <summary>The bytes of one activation and of one matrix, in float64.</summary>
    const long Activation = Examples * Width * 8, Matrix = Width * Width * 8;

    static readonly Tensor X = new Key(1).Normal([Examples, Width], dtype: DType.Float64);

    static readonly Tensor[] weights = [.. Enumerable.Range(0, Layers).Select(i => new Key(i + 2).Normal([Width, Width], dtype: DType.Float64) * 0.1)];

    static Tensor Loss(Tensor[] weights) => Mean(Square(weights.Aggregate(X, (x, w) => Tanh(x.MatMul(w)))));

    /// <summary>A derivative alone, and one in a step of a loop, which takes back what the derivative keeps.</summary>
    static Func<TX, TX> Within<TX>(bool step, Func<TX, TX> gradient) => step ? Recycling(gradient) : gradient;

    [Fact]
    public void A_pullback_that_is_handed_out_borrows_nothing() => Assert.Equal(0, Peak(() => Vjp(Loss, weights)));

    [Theory, InlineData(false), InlineData(true)]
    public void The_fold_of_a_network_adds_its_gradients_and_little_else(bool step)
    {
        var peak = Peak(() => Within(step, Grad<Tensor[]>(Loss))(weights));
        // A layer keeps two activations, the product and its tanh, until it is folded; then its gradient stays.
        var (forward, gradients) = (Layers * 2 * Activation, Layers * Matrix);
        Assert.InRange(peak, forward, Math.Max(forward, gradients) + 8 * Activation);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Parts_that_run_again_give_back_as_they_go(bool step)
    {
        var layers = Enumerable.Repeat<Func<Tensor, Tensor>>(x => Tanh(x * 1.01), 64).ToArray();
        var peak = Peak(() => Within(step, Grad(x => Sum(Checkpoint<Tensor, Tensor>(x => layers.Aggregate(x, (x, f) => f(x)))(x))))(X));
        Assert.InRange(peak, 64 * 2 * Activation, (64 * 2 + 6) * Activation);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Steps_of_a_loop_that_run_again_leave_their_sums_and_stacks(bool step)
    {
        const int length = 50;
        var xs = Tensor.Linspace(0, 1, length * Examples * Width, DType.Float64).Reshape(length, Examples, Width);
        var peak = Peak(() => Within(step, Grad<(Tensor W, Tensor Xs)>(
            p => Sum(Scan((Tensor s, Tensor x) => (Tanh(s.MatMul(p.W) + x), s), X, p.Xs * 0.5).Carry)))((weights[0], xs)));
        // Each step has an element, a state, and a cotangent of its element, which is stacked and then halved; the weights have one sum. A step of a
        // loop has the stacks of the states and results as well, which are the garbage collector's otherwise.
        var values = (step ? 6 : 4) * length;
        Assert.InRange(peak, values * Activation, (values + 12) * Activation + 3 * Matrix);
    }

    [Fact]
    public void Results_and_what_an_observer_was_told_stay_while_the_rest_goes_back()
    {
        var kept = new List<Tensor>();
        var found = ValueAndGrad<Tensor[], Tensor[]>(w => (Loss(w), [Tanh(X.MatMul(w[0])), w[1] * 2]), (_, cotangent) => kept.Add(cotangent))(weights);
        var expected = Vjp<Tensor[], Tensor>(Loss, weights).Pullback(Tensor.Scalar(1.0));
        for (var i = 0; i < 3; i++) Grad<Tensor[]>(Loss)(weights);
        for (var i = 0; i < Layers; i++)
        {
            Assert.Equal(expected[i].ToArray<double>(), found.Gradient[i].ToArray<double>());
            Assert.Same(found.Gradient[i], kept[Layers - 1 - i]);
        }
        Assert.Equal(Tanh(X.MatMul(weights[0])).ToArray<double>(), found.Aux[0].ToArray<double>());
        Assert.Equal((weights[1] * 2).ToArray<double>(), found.Aux[1].ToArray<double>());
    }

    [Fact]
    public void A_value_made_after_a_part_is_refused_when_the_part_runs_again()
    {
        Tensor? later = null;
        var impure = Checkpoint((Tensor x) => later is null ? x * 2 : later * x);
        Assert.Contains("has ended", Assert.Throws<ScopeException>(() => Grad(x =>
        {
            var y = impure(x);
            later = Sin(x);
            return Sum(y * later);
        })(X)).Message, StringComparison.Ordinal);
    }

    /// <summary>The most bytes that regions have lent at one time.</summary>
    static long Peak(Func<object?> use)
    {
        var (live, peak) = (0L, 0L);
        Region.Watcher = (storage, isLent) => peak = Math.Max(peak, live += ((Array)storage).Length * (isLent ? sizeof(double) : -sizeof(double)));
        try
        {
            use();
            return peak;
        }
        finally
        {
            Region.Watcher = null;
        }
    }
}
