using Functional.Nn;
using Xunit;
using static Functional.ReverseMode;

namespace Functional.Tests.Nn;

/// <summary>Arrays are used again only where nobody can hold them: results, captured values and the caller's state stay what they were.</summary>
public class MemoryTests
{
    /// <summary>Large enough for its array to be shared.</summary>
    static readonly Shape Large = [100, 200];

    static readonly Tensor X = new Key(1).Normal(Large);

    [Fact]
    public void Gradients_stay_what_they_were_when_others_are_taken()
    {
        var gradient = Grad(Quartic)(X);
        var before = gradient.ToArray<float>();
        for (var i = 0; i < 5; i++) Grad(Quartic)(X * i);
        Assert.Equal(before, gradient.ToArray<float>());
        Assert.Equal((4 * X * X * X).ToArray<float>(), before);
    }

    [Fact]
    public void Auxiliary_results_and_values_kept_by_the_function_stay_what_they_were()
    {
        Tensor? kept = null;
        var f = ValueAndGrad<Tensor, Tensor>(x =>
        {
            kept ??= x > 0;
            var y = x * x * x;
            return ((y * x).Sum(), y);
        });
        var (_, _, aux) = f(X);
        var (auxBefore, keptBefore) = (aux.ToArray<float>(), kept!.ToArray<bool>());
        for (var i = 0; i < 5; i++) f(X * i);
        Assert.Equal(auxBefore, aux.ToArray<float>());
        Assert.Equal(keptBefore, kept!.ToArray<bool>());
        Assert.Equal(X.ToArray<float>().Select(x => x > 0), keptBefore);
    }

    [Fact]
    public void An_argument_returned_as_auxiliary_result_stays_the_callers()
    {
        var before = X.ToArray<float>();
        var (_, _, same) = ValueAndGrad<Tensor, Tensor>(x => ((x * x).Sum(), x.Reshape(-1)))(X);
        for (var i = 0; i < 5; i++) Grad(Quartic)(X * i);
        Assert.Equal(before, same.ToArray<float>());
        Assert.Equal(before, X.ToArray<float>());
    }

    [Fact]
    public void A_fold_gives_what_a_plain_loop_gives_and_leaves_the_first_state_alone()
    {
        var (first, plain) = (X.ToArray<float>(), X);
        for (var i = 0; i < 20; i++) plain -= Grad(Quartic)(plain) * 0.01 + i;
        var folded = Training.Fold(X, Enumerable.Range(0, 20), (x, i) => x - (Grad(Quartic)(x) * 0.01 + i));
        Assert.Equal(plain.ToArray<float>(), folded.ToArray<float>());
        Assert.Equal(first, X.ToArray<float>());
    }

    [Fact]
    public void A_fold_keeps_what_its_state_keeps()
    {
        var (last, history) = Training.Fold((X, Array.Empty<Tensor>()), Enumerable.Range(0, 6), (state, i) => (state.Item1 * 2 + i, [.. state.Item2, state.Item1]));
        var x = X;
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(x.ToArray<float>(), history[i].ToArray<float>());
            x = x * 2 + i;
        }
        Assert.Equal(x.ToArray<float>(), last.ToArray<float>());
    }

    [Fact]
    public void A_value_kept_beyond_its_step_says_so()
    {
        Tensor? kept = null;
        Training.Fold(X, [1, 2], (x, _) => kept = x * 2);
        Assert.Contains("step of Fold that has ended", Assert.Throws<ScopeException>(() => kept!.ToArray<float>()).Message);
        Assert.Contains("step of Fold that has ended", Assert.Throws<ScopeException>(() => kept! + 1).Message);
    }

    [Fact]
    public void A_fold_without_batches_gives_the_state() => Assert.Same(X, Training.Fold(X, Array.Empty<int>(), (x, _) => x * 2));

    [Fact]
    public void A_training_step_allocates_next_to_nothing_large()
    {
        var steps = new List<long>();
        Training.Fold(X, Enumerable.Range(0, 12), (x, _) =>
        {
            steps.Add(GC.GetAllocatedBytesForCurrentThread());
            return x - Grad(Quartic)(x) * 0.01;
        });
        Assert.InRange(steps[^1] - steps[^2], 0, X.Size * sizeof(float));
    }

    static Tensor Quartic(Tensor x) => (x * x * x * x).Sum();
}
