using System.Collections.Immutable;
using static Functional.Operations;

namespace Functional.Solvers;

public sealed partial record DormandPrince
{
    /// <summary>
    /// The steps are chosen outside the derivatives around, which then follow those that were taken: no attempt that failed has a part in them, and
    /// in a batch an element that takes no step, because its attempt failed or it has ended, takes one of length 0 from where it is.
    /// </summary>
    private protected override DormandPrinceState Run(Func<Tensor, Tensor, Tensor> f, Tensor x, double start, double end)
    {
        RequireTime(nameof(start), start);
        RequireTime(nameof(end), end);
        var slope = f(Tensor.Full([], start, x.DType), x);
        var isFollowed = Surroundings.Order(x) + Surroundings.Order(slope) > 0;
        var (last, taken) = Surroundings.Ignore([x, slope], () =>
        {
            var (attempts, taken) = (0, ImmutableArray.CreateBuilder<Taken>());
            Action<Interval>? note = isFollowed ? step => taken.Add(new(step, attempts)) : null;
            var last = While(state => state.IsRunning, state =>
            {
                var next = Attempt(f, state, note);
                attempts++;
                return next;
            }, Start(f, x, slope, start, end));
            // A derivative that is met late makes this run again.
            isFollowed |= Surroundings.Order(last.X) > 0;
            return (Judge(last), taken.ToImmutable());
        });
        foreach (var step in taken) (x, slope, _) = step.Of(last).From(f, x, slope);
        return isFollowed ? last with { X = x, Slope = slope } : last;
    }

    /// <summary>A step that some element took as its attempt of this number: an element's attempts are the first of the loop's.</summary>
    sealed record Taken(Interval Step, int Attempt)
    {
        /// <summary>The step in a batch, of which some elements have ended before.</summary>
        internal Interval Of(DormandPrinceState last)
        {
            var attempts = last.Steps + last.Rejected;
            if (!Surroundings.IsBatched(attempts)) return Step;
            var isTaken = attempts > Attempt;
            return (Step with { T = Where(isTaken, Step.T, last.T) }).If(isTaken);
        }
    }

    /// <summary>A step of length h from T to End, float64 [] each.</summary>
    sealed record Interval(Tensor T, Tensor H, Tensor End)
    {
        /// <summary>The step where that is true, and one of length 0 otherwise.</summary>
        internal Interval If(Tensor truth) => new(T, Where(truth, H, 0), Where(truth, End, T));

        /// <summary>The formulae of order 5.</summary>
        /// <param name="k1">The slope at x.</param>
        internal Stages From(Func<Tensor, Tensor, Tensor> f, Tensor x, Tensor k1)
        {
            var (t, h, end) = (Cast(T, x.DType), Cast(H, x.DType), Cast(End, x.DType));
            var k2 = f(t + h / 5, x + h / 5 * k1);
            var k3 = f(t + h * 0.3, x + h * (3.0 / 40 * k1 + 9.0 / 40 * k2));
            var k4 = f(t + h * 0.8, x + h * (44.0 / 45 * k1 - 56.0 / 15 * k2 + 32.0 / 9 * k3));
            var k5 = f(t + h * (8.0 / 9), x + h * (19372.0 / 6561 * k1 - 25360.0 / 2187 * k2 + 64448.0 / 6561 * k3 - 212.0 / 729 * k4));
            var k6 = f(end, x + h * (9017.0 / 3168 * k1 - 355.0 / 33 * k2 + 46732.0 / 5247 * k3 + 49.0 / 176 * k4 - 5103.0 / 18656 * k5));
            var next = x + h * (35.0 / 384 * k1 + 500.0 / 1113 * k3 + 125.0 / 192 * k4 - 2187.0 / 6784 * k5 + 11.0 / 84 * k6);
            var k7 = f(end, next);
            return new(next, k7, () => h * (
                71.0 / 57600 * k1 - 71.0 / 16695 * k3 + 71.0 / 1920 * k4 - 17253.0 / 339200 * k5 + 22.0 / 525 * k6 - 1.0 / 40 * k7));
        }
    }

    /// <summary>What a step comes to: the next state, the slope there, and by how much the formulae of order 4 and 5 differ.</summary>
    sealed record Stages(Tensor Next, Tensor Slope, Func<Tensor> Gap);
}
