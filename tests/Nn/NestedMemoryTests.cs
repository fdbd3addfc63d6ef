using Functional.Nn;
using Xunit;
using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Tests.Nn;

/// <summary>Derivatives and loops inside each other keep each other's arrays: large tensors give what closed forms give, and go on giving it.</summary>
public class NestedMemoryTests
{
    /// <summary>Large enough for its arrays to be shared.</summary>
    static readonly Shape Large = [100, 200];

    static readonly Tensor X = Draw(1), V = Draw(2), W = Draw(3);

    static Tensor Draw(int seed) => new Key(seed).Uniform(Large, 0.5, 1.5, DType.Float64);

    [Fact]
    public void Forward_over_reverse()
    {
        var (gradient, curvature) = Jvp(Grad(Cube), X, V);
        Disturb();
        Same(3 * X * X, gradient);
        Same(6 * X * V, curvature);
    }

    [Fact]
    public void Reverse_over_reverse()
    {
        var mixed = Grad(w => Grad(y => (y * y * y * w).Sum())(X).Sum())(W);
        Disturb();
        Same(3 * X * X, mixed);
    }

    [Fact]
    public void Reverse_over_reverse_through_extrema_and_powers()
    {
        var mixed = Grad(w => (Grad(y => (Max(y, 1) * Max(y, 1)).Sum() + (Pow(y, 3) * w).Sum())(X) * w).Sum())(W);
        Disturb();
        var top = X.Max(1);
        var atTop = Equal(X, ExpandDims(top, 1)).Cast(DType.Float64) * 2 * ExpandDims(top, 1);
        Same(atTop + 6 * X * X * W, mixed);
    }

    [Fact]
    public void A_pullback_over_a_gradient_called_twice()
    {
        var (gradient, pullback) = Vjp<Tensor, Tensor>(Grad(Cube), X);
        Disturb();
        Same(3 * X * X, gradient);
        Same(6 * X * V, pullback(V));
        Disturb();
        Same(6 * X * W, pullback(W));
    }

    [Fact]
    public void A_gradient_through_a_fold()
    {
        Tensor[] batches = [V, W, V * 0.5];
        var gradient = Grad(w => Training.Fold(w, batches, (s, b) => s - s * (b * 0.2)).Sum())(X);
        Disturb();
        Same(batches.Aggregate(Tensor.OnesLike(X), (product, b) => product * (1 - b * 0.2)), gradient);
    }

    [Fact]
    public void A_tangent_through_a_fold()
    {
        Tensor[] batches = [V, W];
        var (y, tangent) = Jvp(x => Training.Fold(x, batches, (s, b) => s * b), X, V);
        Disturb();
        Same(X * V * W, y);
        Same(V * V * W, tangent);
    }

    [Fact]
    public void A_gradient_through_a_fold_of_functions_with_rules_of_their_own()
    {
        Tensor[] batches = [V, W];
        var gradient = Grad(w => Training.Fold(w, batches, (s, b) =>
            Custom(x => x * b + s, (_, dx, _) => 2 * b * dx, (_, _, dy) => 2 * b * dy)(s)).Sum())(X);
        Disturb();
        Same((2 * V + 1) * (2 * W + 1), gradient);
    }

    [Fact]
    public void A_fold_of_gradients_of_gradients()
    {
        var folded = Training.Fold(X, [1, 2, 3], (s, _) => s - 0.01 * Grad(y => Grad(Cube)(y).Sum())(s));
        Disturb();
        Same(X * Math.Pow(0.94, 3), folded);
    }

    [Fact]
    public void A_gradient_through_predictions()
    {
        var model = (Layer)new ElementwiseLayer(x => x * x * x) >> new ElementwiseLayer(x => x + 1);
        var learner = new Learner(Params.Empty, State.Empty, State.Empty, new Key(1), Tensor.Scalar(0));
        var gradient = Grad(x => Training.Predict(model, learner, x, batch: 30).Sum())(X);
        Disturb();
        Same(3 * X * X, gradient);
    }

    [Fact]
    public void A_recycling_function()
    {
        var cube = Recycling(x => Exp(x) * 0 + x * x * x);
        var (first, second) = (cube(X), cube(W));
        Disturb();
        Same(X * X * X, first);
        Same(W * W * W, second);
        Same(X, Recycling(x => x)(X));
    }

    [Fact]
    public void A_gradient_and_a_curvature_of_and_in_a_recycling_function()
    {
        var cube = Recycling(x => x * x * x);
        var (outside, curvature) = Jvp(Grad(x => cube(x).Sum()), X, V);
        var inside = Recycling<Tensor, (Tensor, Tensor)>(x => Jvp(Grad(Cube), x, V));
        var (first, second) = (inside(X), inside(W));
        Disturb();
        Same(3 * X * X, outside);
        Same(6 * X * V, curvature);
        Same(3 * X * X, first.Item1);
        Same(6 * X * V, first.Item2);
        Same(6 * W * V, second.Item2);
    }

    [Fact]
    public void A_value_kept_from_a_recycling_function_is_refused()
    {
        Tensor? kept = null;
        Recycling(x => kept = x * 2)(X);
        Assert.Equal("this value belongs to a Recycling that has ended: return it from the function instead of keeping it",
            Assert.Throws<ScopeException>(() => kept!.ToScalar()).Message.Replace("ToScalar: ", ""));
        Assert.Throws<ScopeException>(() => Recycling<Tensor, Tensor>(x => { kept = x; throw new ScopeException("stop"); })(X));
        Assert.Throws<ScopeException>(() => kept!.Sum());
    }

    [Fact]
    public void A_stopped_value_kept_from_a_gradient_stays_what_it_was()
    {
        Tensor? kept = null;
        Grad(x => ((kept = StopGradient(x * x)) * x).Sum())(X);
        Disturb();
        Same(X * X, kept!);
    }

    [Fact]
    public void Two_threads_in_one_step()
    {
        var folded = Training.Fold(X, Enumerable.Range(0, 50), (s, _) =>
        {
            Tensor a = s, b = s;
            Parallel.Invoke(() => a = s * 0.25 + 0.5, () => b = s * 0.75 - 0.5);
            return a + b;
        });
        Disturb();
        Same(X, folded, 1e-12);
    }

    /// <summary>Takes and fills all arrays of this size that lie ready to be used again.</summary>
    static void Disturb()
    {
        for (var i = 0; i < 3; i++) Grad(x => (x * x * x * x).Sum())(W * i);
    }

    static Tensor Cube(Tensor x) => (x * x * x).Sum();

    static void Same(Tensor expected, Tensor found, double tolerance = 1e-13)
        => Assert.True((Abs(expected - found) / (Abs(expected) + 1)).Max().ToScalar() < tolerance, "the values differ from the closed form");
}
