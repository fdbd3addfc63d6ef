using System.Collections.Immutable;
using static Functional.Operations;
using static Functional.Solvers.Surroundings;

namespace Functional.Solvers;

public sealed partial record DormandPrince
{
    /// <summary>
    /// Derivatives go through the steps. Of a batch, the steps are chosen outside the derivatives, which then follow those that were taken: no
    /// attempt that failed has a part in them, and an element that takes no step, because its attempt failed or it has ended, takes one of length 0
    /// from where it is.
    /// </summary>
    private protected override DormandPrinceState Run(Func<Tensor, Tensor, Tensor> f, Tensor x, double start, double end)
    {
        RequireTime(nameof(start), start);
        RequireTime(nameof(end), end);
        var slope = f(Tensor.Full([], start, x.DType), x);
        if (Order(x) + Order(slope) == 0 || !IsBatched(x) && !IsBatched(slope))
            return Judge(While(state => state.IsRunning, state => Attempt(f, state, null), Start(f, x, slope, start, end)));
        var (last, taken) = Ignore([x, slope], () =>
        {
            var taken = ImmutableArray.CreateBuilder<Taken>();
            var last = While(
                state => state.IsRunning, state => Attempt(f, state, step => taken.Add(new(step, state.Attempts))), Start(f, x, slope, start, end));
            return (Judge(last), taken.ToImmutable());
        });
        foreach (var step in taken) (x, slope, _) = step.Of(last).From(f, x, slope);
        return last with { X = x, Slope = slope };
    }

    /// <summary>A step that some element took as its attempt of this number: an element's attempts are the first of the loop's.</summary>
    sealed record Taken(Interval Step, int Attempt)
    {
        /// <summary>The step in a batch, of which some elements have ended before.</summary>
        internal Interval Of(DormandPrinceState last)
        {
            var attempts = last.Steps + last.Rejected;
            if (!IsBatched(attempts)) return Step;
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
            var (t, length, end) = (Cast(T, x.DType), Cast(H, x.DType), Cast(End, x.DType));
            var h = Broadcast(length, x.Shape);
            var k2 = f(t + length * 0.2, x + h * (0.2 * k1));
            var k3 = f(t + length * 0.3, x + h * (3.0 / 40 * k1 + 9.0 / 40 * k2));
            var k4 = f(t + length * 0.8, x + h * (44.0 / 45 * k1 - 56.0 / 15 * k2 + 32.0 / 9 * k3));
            var k5 = f(t + length * (8.0 / 9), x + h * (19372.0 / 6561 * k1 - 25360.0 / 2187 * k2 + 64448.0 / 6561 * k3 - 212.0 / 729 * k4));
            var k6 = f(end, x + h * (9017.0 / 3168 * k1 - 355.0 / 33 * k2 + 46732.0 / 5247 * k3 + 49.0 / 176 * k4 - 5103.0 / 18656 * k5));
            var next = x + h * (35.0 / 384 * k1 + 500.0 / 1113 * k3 + 125.0 / 192 * k4 - 2187.0 / 6784 * k5 + 11.0 / 84 * k6);
            var k7 = f(end, next);
            return new(next, k7, () => h * (71.0 / 57600 * Still(k1) - 71.0 / 16695 * Still(k3) + 71.0 / 1920 * Still(k4)
                - 17253.0 / 339200 * Still(k5) + 22.0 / 525 * Still(k6) - 1.0 / 40 * Still(k7)));
        }
    }

    /// <summary>What a step comes to: the next state, the slope there, and by how much the formulae of order 4 and 5 differ.</summary>
    sealed record Stages(Tensor Next, Tensor Slope, Func<Tensor> Gap);
}
